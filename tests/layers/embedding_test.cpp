// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/embedding.hpp>

#include "laws.hpp"

namespace {

using weft::Index;

weft::Tokens random_tokens(std::span<const Index> lengths, int vocabulary, weft::Rng& rng) {
  weft::Tokens tokens;
  tokens.packing.assign(lengths);
  for (Index r = 0; r < tokens.packing.rows(); ++r)
    tokens.ids.push_back(static_cast<int>(rng.below(static_cast<std::uint64_t>(vocabulary))));
  return tokens;
}

weft::Embedding<double> built(Index input_dim, Index output_dim, weft::Rng& rng) {
  weft::Embedding<double> embedding{input_dim, output_dim};
  embedding.build(0, rng);
  return embedding;
}

}  // namespace

TEST_CASE("Embedding obeys the laws of layers") {
  weft::Rng rng(1);
  const std::vector<Index> small{3, 2, 2, 1}, large{9, 7, 7, 4, 1, 0};
  for (const auto [input_dim, output_dim] : {std::array<Index, 2>{1, 1}, {5, 3}, {12, 17}})
    weft::testing::check_laws(built(input_dim, output_dim, rng), random_tokens(small, static_cast<int>(input_dim), rng),
                              random_tokens(large, static_cast<int>(input_dim), rng));
}

TEST_CASE("Embedding looks each token up, and each distinct token once") {
  weft::Rng rng(2);
  const auto embedding = built(6, 4, rng);
  weft::Tokens tokens;
  tokens.packing = weft::Packing(std::vector<Index>{3, 2});
  tokens.ids = {5, 0, 5, 2, 0};
  weft::Embedding<double>::Tape tape;
  const auto& y = embedding.forward(tokens, tape);
  CHECK(y.values.count() == 3);
  for (Index r = 0; r < 5; ++r)
    for (Index k = 0; k < 4; ++k)
      CHECK(y.row(r)[k] == embedding.embeddings(tokens.ids[static_cast<std::size_t>(r)], k));
}

TEST_CASE("Embedding draws its table from (-0.05, 0.05)") {
  weft::Rng rng(3);
  const auto embedding = built(100, 20, rng);
  double largest = 0;
  for (Index k = 0; k < embedding.embeddings.size(); ++k)
    largest = std::max(largest, std::abs(embedding.embeddings.data()[k]));
  CHECK(largest < 0.05);
  CHECK(largest > 0.049);
}

TEST_CASE("Embedding takes a batch of empty sequences") {
  weft::Rng rng(4);
  const auto embedding = built(3, 2, rng);
  weft::Embedding<double>::Tape tape;
  const auto& y = embedding.forward(random_tokens(std::vector<Index>{0, 0}, 3, rng), tape);
  CHECK(y.packing.batch() == 2);
  CHECK(y.values.count() == 0);
}

TEST_CASE("Embedding refuses ids outside its vocabulary and names them") {
  weft::Rng rng(5);
  auto embedding = weft::Embedding<double>{3, 2};
  weft::Embedding<double>::Tape tape;
  weft::Tokens tokens = random_tokens(std::vector<Index>{2}, 3, rng);
  CHECK_THROWS_WITH(embedding.forward(tokens, tape),
                    "Embedding: not built; call build(0, rng) or put it in a Sequential");
  embedding.build(0, rng);
  tokens.ids[1] = 3;
  CHECK_THROWS_WITH(embedding.forward(tokens, tape), "Embedding: a token id is 3; expected 0 to 2");
  tokens.ids[1] = -1;
  CHECK_THROWS_WITH(embedding.forward(tokens, tape), "Embedding: a token id is -1; expected 0 to 2");
  tokens.ids.pop_back();
  CHECK_THROWS_WITH(embedding.forward(tokens, tape), "Embedding: 1 ids for 2 packed rows");
  CHECK_THROWS_WITH((weft::Embedding<float>{0, 2}), "Embedding: input_dim is 0; expected at least 1");
  CHECK_THROWS_WITH((weft::Embedding<float>{2, -1}), "Embedding: output_dim is -1; expected at least 1");
}

TEST_CASE("an Embedding refuses a batch that was packed for the other padding") {
  weft::Rng rng(1);
  weft::Embedding<float> embedding(5, 3, weft::Padding::unmasked);
  embedding.build(0, rng);
  weft::Embedding<float>::Tape tape;
  weft::Tokens x;
  x.packing.assign(std::vector<weft::Index>{1});
  x.ids = {2};
  CHECK_NOTHROW(embedding.forward(x, tape));  // packed by hand
  x.padding = weft::Padding::unmasked;
  CHECK_NOTHROW(embedding.forward(x, tape));
  x.padding = weft::Padding::masked;
  CHECK_THROWS_WITH_AS(embedding.forward(x, tape),
                       "Embedding: the batch's padding is masked; this layer reads it unmasked", std::invalid_argument);
}
