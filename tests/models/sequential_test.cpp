// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <thread>
#include <weft/weft.hpp>

#include "layers/laws.hpp"

namespace {

using weft::Index;
using weft::testing::random_sequence;

auto notebook(weft::Rng& rng) {
  return weft::Sequential{rng, weft::Embedding<double>{11, 3}, weft::Bidirectional{weft::LSTM<double>{4}},
                          weft::Dense<double>{5, weft::tanh}, weft::Dense<double>{1, weft::sigmoid}};
}

auto stacked(weft::Rng& rng) {
  return weft::Sequential{rng, weft::Input{3},
                          weft::Bidirectional{weft::LSTM<double, weft::Returns::sequences>{4, weft::return_sequences}},
                          weft::LSTM<double>{3}, weft::Dense<double>{2, weft::tanh}};
}

weft::Tokens random_tokens(std::span<const Index> lengths, weft::Rng& rng) {
  weft::Tokens tokens;
  tokens.packing.assign(lengths);
  for (Index r = 0; r < tokens.packing.rows(); ++r) tokens.ids.push_back(static_cast<int>(rng.below(11)));
  return tokens;
}

const std::vector<Index> small{4, 2, 2, 1}, large{7, 7, 6, 3, 1, 0};

}  // namespace

static_assert(!std::is_reference_v<decltype(std::declval<weft::Sequential<weft::Dense<float>>>().layer<0>())>);

TEST_CASE("a trained layer in another model stays as it was trained, and one that does not fit is refused") {
  weft::Rng rng(1);
  weft::Sequential trained{rng, weft::Embedding{8, 4}, weft::Bidirectional{weft::LSTM{5}}, weft::Dense{2}};
  trained.layer<0>().embeddings.setConstant(0.25F);
  trained.layer<1>().backward_layer.bias.setConstant(0.5F);
  weft::Rng other(7);
  const weft::Sequential model{other, trained.layer<0>(), trained.layer<1>(), weft::Dense{3}, weft::Dense{1}};
  CHECK(model.layer<0>().embeddings(7, 3) == 0.25F);
  CHECK(model.layer<1>().backward_layer.bias(0) == 0.5F);
  CHECK(model.layer<1>().forward_layer.kernel(0, 0) == trained.layer<1>().forward_layer.kernel(0, 0));
  CHECK(model.layer<2>().kernel.dimension(0) == 10);
  CHECK_THROWS_WITH_AS((weft::Sequential{other, weft::Embedding{8, 3}, trained.layer<1>(), weft::Dense{1}}),
                       "Bidirectional: built for 4 features; the input has 3", std::invalid_argument);
  CHECK_THROWS_WITH_AS((weft::Sequential{other, weft::Input{3}, trained.layer<2>()}),
                       "Dense: built for 10 features; the input has 3", std::invalid_argument);
  auto again = model;
  again.build(0, other);
  CHECK(again.layer<3>().kernel(2, 0) == model.layer<3>().kernel(2, 0));
}

namespace {

struct Shift {
  using Scalar = float;
  using Input = weft::Tensor<float, 2>;
  using Output = weft::Tensor<float, 2>;
  struct Tape : weft::TapeBase {};
  [[maybe_unused]] static constexpr std::string_view type_name = "Shift";
  weft::Tensor<float, 1> by;
  weft::Index build(weft::Index features, weft::Rng&) {
    by = weft::Tensor<float, 1>(features);
    by.setZero();
    return features;
  }
  weft::Index output_features() const { return by.size(); }
  static void for_each_parameter(auto&& visit, auto&... layer) { visit("by", layer.by...); }
};

}  // namespace

TEST_CASE("a layer of one's own that is built stays as it is, though its build does not ask") {
  Shift layer;
  weft::Rng rng(1);
  layer.build(2, rng);
  layer.by.setConstant(3);
  CHECK(weft::build_layer(layer, 2, rng) == 2);
  CHECK(layer.by(1) == 3);
}

TEST_CASE("the experiment's network obeys the laws of layers") {
  weft::Rng rng(1);
  const auto model = notebook(rng);
  static_assert(weft::Layer<std::remove_const_t<decltype(model)>>);
  weft::testing::check_laws(model, random_tokens(small, rng), random_tokens(large, rng));
}

TEST_CASE("stacked recurrent layers obey the laws of layers") {
  weft::Rng rng(2);
  const auto model = stacked(rng);
  weft::testing::check_laws(model, random_sequence(small, 3, rng), random_sequence(large, 3, rng));
  weft::testing::check_packed_is_each_alone(model, random_sequence(large, 3, rng));
  weft::testing::check_order_is_the_callers(model, random_sequence(std::array<Index, 5>{2, 0, 5, 2, 1}, 3, rng));
}

TEST_CASE("a Sequential is a layer of a Sequential") {
  weft::Rng rng(3);
  const weft::Sequential model{rng, weft::Embedding<double>{11, 3}, weft::LSTM<double>{4},
                               weft::Sequential{weft::Dense<double>{3, weft::tanh}, weft::Dense<double>{2}},
                               weft::Dense<double>{1}};
  weft::testing::check_laws(model, random_tokens(small, rng), random_tokens(large, rng));
}

TEST_CASE("parameters are named as Keras names layers, numbered from the second of a kind on") {
  weft::Rng rng(4);
  auto model = notebook(rng);
  std::vector<std::string> names;
  weft::for_each_parameter([&](std::string_view name, auto&) { names.emplace_back(name); }, model);
  CHECK(names == std::vector<std::string>{"embedding/embeddings", "bidirectional/forward/kernel",
                                          "bidirectional/forward/recurrent_kernel", "bidirectional/forward/bias",
                                          "bidirectional/backward/kernel", "bidirectional/backward/recurrent_kernel",
                                          "bidirectional/backward/bias", "dense/kernel", "dense/bias", "dense_1/kernel",
                                          "dense_1/bias"});
}

TEST_CASE("sizes are inferred, and the experiment's network has the notebook's 598,209 parameters") {
  weft::Rng rng(5);
  const weft::Sequential model{rng, weft::Embedding{8185, 64}, weft::Bidirectional{weft::LSTM{64}},
                               weft::Dense{64, weft::relu}, weft::Dense{1, weft::sigmoid}};
  CHECK(weft::parameter_count(model) == 598209);
  CHECK(weft::parameter_count(model.layer<0>()) == 523840);
  CHECK(weft::parameter_count(model.layer<1>()) == 66048);
  CHECK(weft::parameter_count(model.layer<2>()) == 8256);
  CHECK(weft::parameter_count(model.layer<3>()) == 65);
  CHECK(model.vocabulary_size() == 8185);
  CHECK(model.output_features() == 1);
}

TEST_CASE("a first layer that cannot know its features says how to tell it") {
  weft::Rng rng(6);
  CHECK_THROWS_WITH((weft::Sequential{rng, weft::LSTM{4}, weft::Dense{1}}),
                    "LSTM: the input has 0 features; a first layer needs to be told by Input{features}");
}

TEST_CASE("the same seed gives the same weights") {
  weft::Rng a(7), b(7), c(8);
  auto first = notebook(a), second = notebook(b), third = notebook(c);
  CHECK(weft::testing::same_parameters(first, second));
  CHECK_FALSE(weft::testing::same_parameters(first, third));
}

TEST_CASE("one const model serves many threads, each with a tape of its own") {
  weft::Rng rng(9);
  const auto model = notebook(rng);
  const auto x = random_tokens(large, rng);
  decltype(notebook(rng))::Tape tape;
  weft::Tensor<double, 2> expected = model.forward(x, tape);
  std::vector<weft::Tensor<double, 2>> given(8);
  std::vector<std::thread> threads;
  for (auto& y : given)
    threads.emplace_back([&] {
      auto mine = weft::make_tape(model);
      for (int pass = 0; pass < 20; ++pass) y = model.forward(x, mine);
    });
  for (auto& thread : threads) thread.join();
  for (auto& y : given) CHECK(weft::testing::same_bits(expected, y));
}
