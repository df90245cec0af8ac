// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/weft.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::Purpose;

weft::Tokens some_tokens() {
  weft::Tokens x;
  x.packing = weft::Packing(std::vector<Index>{7, 6, 6, 3, 1});
  for (Index r = 0; r < x.packing.rows(); ++r) x.ids.push_back(static_cast<int>(r * r % 11));
  return x;
}

auto stacked(weft::Rng& rng) {
  return weft::Sequential{rng, weft::Embedding{11, 4}, weft::Bidirectional{weft::LSTM{5, weft::return_sequences}},
                          weft::Bidirectional{weft::LSTM{3}}, weft::Dense{1, weft::sigmoid}};
}

}  // namespace

TEST_CASE("set_purpose tells a tape that it makes a difference to, and leaves others alone") {
  struct Choosy {
    Purpose purpose = Purpose::training;
    void serve(Purpose given) { purpose = given; }
  } choosy;
  struct Plain {
  } plain;
  weft::set_purpose(choosy, Purpose::inference);
  weft::set_purpose(plain, Purpose::inference);
  CHECK(choosy.purpose == Purpose::inference);
}

TEST_CASE("a tape for inference gives the same bits as one for training, with and without a pool") {
  weft::Rng rng(1);
  const auto model = stacked(rng);
  const auto x = some_tokens();
  weft::ThreadPool pool(2);
  auto training = make_tape(model), inference = make_tape(model, nullptr, Purpose::inference),
       threaded = make_tape(model, &pool, Purpose::inference);
  auto expected = model.forward(x, training), alone = model.forward(x, inference), both = model.forward(x, threaded);
  CHECK(weft::testing::same_bits(expected, alone));
  CHECK(weft::testing::same_bits(expected, both));
}

TEST_CASE("a tape may change its purpose from pass to pass") {
  weft::Rng rng(2);
  const auto model = stacked(rng);
  const auto x = some_tokens();
  auto fresh = make_tape(model), used = make_tape(model);
  weft::testing::Pass<std::decay_t<decltype(model)>> expected(model, x, fresh);
  for (int round = 0; round < 2; ++round) {
    set_purpose(used, Purpose::inference);
    model.forward(x, used);
    set_purpose(used, Purpose::training);
    weft::testing::Pass<std::decay_t<decltype(model)>> pass(model, x, used);
    CHECK(weft::testing::same_bits(pass.y, expected.y));
    CHECK(weft::testing::same_parameters(pass.gradient, expected.gradient));
  }
}

TEST_CASE("a backward after a forward for inference is refused, and changes nothing") {
  weft::Rng rng(3);
  const auto model = stacked(rng);
  const auto x = some_tokens();
  auto tape = make_tape(model, nullptr, Purpose::inference);
  auto gradient = zeros_like(model), zeros = gradient;
  const weft::Tensor<float, 2> dy = model.forward(x, tape);
  CHECK_THROWS_AS(model.backward(x, dy, tape, gradient), std::invalid_argument);
  set_purpose(tape, Purpose::training);
  CHECK_THROWS_AS(model.backward(x, dy, tape, gradient), std::invalid_argument);
  CHECK(weft::testing::same_parameters(gradient, zeros));
}

TEST_CASE("a tape for inference does not grow with the number of steps") {
  weft::Rng rng(4);
  weft::LSTM<double> lstm{16};
  lstm.build(3, rng);
  auto tape = make_tape(lstm, nullptr, Purpose::inference);
  for (const Index steps : {5, 500}) {
    const std::vector<Index> lengths(4, steps);
    lstm.forward(weft::testing::random_sequence(lengths, 3, rng), tape);
    CHECK(tape.walk.cells.gates.count() == 4);
    CHECK(tape.walk.cells.c_previous.count() == 8);
  }
}
