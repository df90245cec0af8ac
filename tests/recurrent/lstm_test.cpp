// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/embedding.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Direction;
using weft::Index;
using weft::Returns;
using weft::testing::random_sequence;

const std::vector<Index> small{5, 3, 3, 1, 0}, large{9, 9, 8, 8, 8, 7, 2, 1, 1, 0, 0};

template <Returns returns>
weft::LSTM<double, returns> built(Index input_dim, Index units, Direction direction, weft::Rng& rng) {
  weft::LSTM<double, returns> lstm(units, direction);
  lstm.build(input_dim, rng);
  for (double& b : weft::testing::numbers(lstm.bias)) b += rng.uniform(-0.3, 0.3);
  return lstm;
}

template <Returns returns> void check_all_laws() {
  weft::Rng rng(1);
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const auto [input_dim, units] : {std::array<Index, 2>{1, 1}, {3, 2}, {2, 8}, {5, 9}, {4, 17}}) {
      const auto lstm = built<returns>(input_dim, units, direction, rng);
      weft::testing::check_laws(lstm, random_sequence(small, input_dim, rng), random_sequence(large, input_dim, rng));
      weft::testing::check_packed_is_each_alone(lstm, random_sequence(large, input_dim, rng));
      weft::testing::check_order_is_the_callers(lstm,
                                                random_sequence(std::array<Index, 5>{2, 0, 5, 2, 1}, input_dim, rng));
    }
}

}  // namespace

TEST_CASE("LSTM that returns its last state obeys the laws of layers in both directions") {
  check_all_laws<Returns::last_state>();
}

TEST_CASE("LSTM that returns sequences obeys the laws of layers in both directions") {
  check_all_laws<Returns::sequences>();
}

TEST_CASE("LSTM gives the same for rows that are shared as for rows that are repeated") {
  weft::Rng rng(2);
  const std::vector<Index> lengths{6, 4, 1};
  const auto lstm = built<Returns::last_state>(3, 5, Direction::backward, rng);
  weft::PackedSequence<double> shared = random_sequence(lengths, 3, rng);
  weft::PackedSequence<double> repeated = shared;
  shared.values.resize(4, 3);
  for (Index r = 0; r < shared.packing.rows(); ++r) shared.index.push_back(static_cast<int>(rng.below(4)));
  for (Index r = 0; r < shared.packing.rows(); ++r) std::copy_n(shared.row(r), 3, repeated.values.row(r));

  weft::LSTM<double>::Tape tape_shared, tape_repeated;
  weft::testing::Pass<weft::LSTM<double>> a(lstm, shared, tape_shared), b(lstm, repeated, tape_repeated);
  CHECK(weft::testing::same_bits(a.y, b.y));
  for (Index k = 0; k < a.gradient.kernel.size(); ++k)
    CHECK(a.gradient.kernel.data()[k] == doctest::Approx(b.gradient.kernel.data()[k]).epsilon(1e-12));

  weft::Tensor<double, 2> sum(4, 3);
  sum.setZero();
  for (Index r = 0; r < repeated.packing.rows(); ++r)
    for (Index k = 0; k < 3; ++k) sum(shared.index[static_cast<std::size_t>(r)], k) += tape_repeated.dx.row(r)[k];
  for (Index d = 0; d < 4; ++d)
    for (Index k = 0; k < 3; ++k) CHECK(tape_shared.dx.values.row(d)[k] == doctest::Approx(sum(d, k)).epsilon(1e-12));
}

TEST_CASE("LSTM's gradient through shared rows agrees with numerical derivatives") {
  weft::Rng rng(3);
  const std::vector<Index> lengths{4, 4, 2};
  weft::PackedSequence<double> x = random_sequence(lengths, 2, rng);
  x.values.resize(3, 2);
  for (double& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  for (Index r = 0; r < x.packing.rows(); ++r) x.index.push_back(static_cast<int>(r % 3));
  const auto lstm = built<Returns::sequences>(2, 3, Direction::forward, rng);
  weft::testing::check_derivatives(lstm, x);
}

TEST_CASE("the state of an empty sequence is zero, also in a batch of nothing else") {
  weft::Rng rng(4);
  const auto lstm = built<Returns::last_state>(2, 3, Direction::forward, rng);
  weft::LSTM<double>::Tape tape;
  const auto& y = lstm.forward(random_sequence(std::vector<Index>{0, 0}, 2, rng), tape);
  CHECK(y.dimension(0) == 2);
  for (Index k = 0; k < y.size(); ++k) CHECK(y.data()[k] == 0);
}

TEST_CASE("the last state is the last of the states") {
  weft::Rng rng(5);
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    const auto all = built<Returns::sequences>(3, 4, direction, rng);
    weft::LSTM<double> last(4, direction);
    last.build(3, rng);
    last.kernel = all.kernel;
    last.recurrent_kernel = all.recurrent_kernel;
    last.bias = all.bias;
    const auto x = random_sequence(small, 3, rng);
    weft::LSTM<double, Returns::sequences>::Tape tape_all;
    weft::LSTM<double>::Tape tape_last;
    const auto& states = all.forward(x, tape_all);
    const auto& y = last.forward(x, tape_last);
    for (Index k = 0; k < x.packing.batch(); ++k) {
      if (x.packing.length(k) == 0) continue;
      const Index t = direction == Direction::forward ? x.packing.length(k) - 1 : 0;
      for (Index unit = 0; unit < 4; ++unit) CHECK(y(k, unit) == states.row(x.packing.row(t, k))[unit]);
    }
  }
}

TEST_CASE("LSTM begins as Keras's: orthogonal recurrent kernel, bias one at the forget gate") {
  weft::Rng rng(6);
  weft::LSTM lstm{5};
  CHECK(lstm.build(3, rng) == 5);
  for (Index k = 0; k < 20; ++k) CHECK(lstm.bias(k) == (k >= 5 && k < 10 ? 1.0F : 0.0F));
  for (Index a = 0; a < 5; ++a)
    for (Index b = 0; b < 5; ++b) {
      float dot = 0;
      for (Index k = 0; k < 20; ++k) dot += lstm.recurrent_kernel(a, k) * lstm.recurrent_kernel(b, k);
      CHECK(dot == doctest::Approx(a == b ? 1 : 0).epsilon(1e-5));
    }
}

TEST_CASE("the forget gate's bias of a new LSTM is one unless it is told otherwise, or there is none") {
  weft::Rng rng(6);
  weft::LSTM plain{2, {.bias_initializer = weft::Constant{0.5}, .unit_forget_bias = false}},
      with_one{2, {.bias_initializer = weft::Constant{0.5}}}, without{2, {.use_bias = false}};
  for (auto* lstm : {&plain, &with_one, &without}) lstm->build(3, rng);
  for (Index k = 0; k < 8; ++k) {
    CHECK(plain.bias(k) == 0.5F);
    CHECK(with_one.bias(k) == (k == 2 || k == 3 ? 1.0F : 0.5F));
  }
  CHECK(without.bias.size() == 0);
}

TEST_CASE("LSTM{units, return_sequences} gives sequences, and reversed() walks the other way") {
  static_assert(std::same_as<decltype(weft::LSTM{4})::Output, weft::Tensor<float, 2>>);
  static_assert(std::same_as<decltype(weft::LSTM{4, weft::return_sequences})::Output, weft::PackedSequence<float>>);
  CHECK(weft::LSTM{4}.direction() == Direction::forward);
  CHECK(weft::LSTM{4}.reversed().direction() == Direction::backward);
  CHECK(weft::LSTM{4, weft::return_sequences, Direction::backward}.reversed().direction() == Direction::forward);
}

TEST_CASE("LSTM names what is wrong with its sizes") {
  weft::Rng rng(7);
  CHECK_THROWS_WITH(weft::LSTM{0}, "LSTM: units is 0; expected at least 1");
  weft::LSTM<double> lstm{2};
  weft::LSTM<double>::Tape tape;
  CHECK_THROWS_WITH(lstm.forward(random_sequence(small, 3, rng), tape),
                    "LSTM: not built; call build(input_features, rng) or put it in a Sequential");
  CHECK_THROWS_WITH(lstm.build(0, rng),
                    "LSTM: the input has 0 features; a first layer needs to be told by Input{features}");
  lstm.build(3, rng);
  CHECK_THROWS_WITH(lstm.forward(random_sequence(small, 4, rng), tape), "LSTM: the input has 4 features; expected 3");
}
