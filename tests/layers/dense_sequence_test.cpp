// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <type_traits>
#include <vector>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/models/summary.hpp>
#include <weft/recurrent/lstm.hpp>

#include "laws.hpp"

namespace {

using weft::Index;
using weft::testing::random_sequence;

using OverRows = weft::Dense<double>;
using OverSequences = weft::Dense<double, weft::PackedSequence<double>>;
using States = weft::LSTM<double, weft::Returns::sequences>;

const std::vector<Index> small{3, 2, 1}, large{6, 5, 5, 2, 1, 0};

OverSequences built(Index input_dim, Index units, const weft::Activation& activation, weft::Rng& rng) {
  OverSequences dense{units, activation};
  dense.build(input_dim, rng);
  weft::RandomUniform{-0.5, 0.5}(dense.bias, rng);
  return dense;
}

/// A batch in which every other row is one that was before.
weft::PackedSequence<double> shared_sequence(std::span<const Index> lengths, Index features, weft::Rng& rng) {
  weft::PackedSequence<double> x;
  x.packing.assign(lengths);
  const Index distinct = (x.packing.rows() + 1) / 2;
  for (Index r = 0; r < x.packing.rows(); ++r) x.index.push_back(static_cast<int>(r % distinct));
  x.values.resize(distinct, features);
  for (double& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  return x;
}

/// The same rows, each stored as often as it occurs.
weft::PackedSequence<double> not_shared(const weft::PackedSequence<double>& x) {
  weft::PackedSequence<double> copy;
  weft::resize_for(x.packing, x.features(), copy);
  for (Index r = 0; r < x.packing.rows(); ++r) std::copy_n(x.row(r), x.features(), copy.values.row(r));
  return copy;
}

/// The sum over the rows that share one: what a gradient of shared rows is.
weft::PackedSequence<double> summed(const weft::PackedSequence<double>& given,
                                    const weft::PackedSequence<double>& shared) {
  weft::PackedSequence<double> sum;
  weft::resize_like(shared, given.features(), sum);
  std::fill_n(sum.values.data(), sum.values.count() * given.features(), 0.0);
  for (Index r = 0; r < given.packing.rows(); ++r)
    for (Index k = 0; k < given.features(); ++k)
      sum.values.row(sum.index[static_cast<std::size_t>(r)])[k] += given.row(r)[k];
  return sum;
}

void check_near(weft::PackedSequence<double> a, weft::PackedSequence<double> b) {
  REQUIRE(weft::detail::extents(a) == weft::detail::extents(b));
  const auto x = weft::testing::numbers(a), y = weft::testing::numbers(b);
  for (std::size_t k = 0; k < x.size(); ++k) CHECK(x[k] == doctest::Approx(y[k]).epsilon(1e-12));
}

}  // namespace

TEST_CASE("Dense over sequences obeys the laws of layers, with functions of numbers and of rows") {
  weft::Rng rng(1);
  for (const auto& activation : {weft::linear, weft::relu, weft::sigmoid, weft::gelu, weft::softmax}) {
    CAPTURE(weft::activation_name(activation));
    const OverSequences dense = built(3, 5, activation, rng);
    weft::testing::check_laws(dense, random_sequence(small, 3, rng), random_sequence(large, 3, rng));
    weft::testing::check_laws(dense, shared_sequence(small, 3, rng), shared_sequence(large, 3, rng));
    weft::testing::check_packed_is_each_alone(dense, random_sequence(large, 3, rng));
    weft::testing::check_order_is_the_callers(dense, random_sequence(std::array<Index, 4>{2, 0, 4, 2}, 3, rng));
  }
}

TEST_CASE("Dense over sequences is Dense over the rows of their steps") {
  weft::Rng rng(2);
  const OverSequences dense = built(4, 3, weft::tanh, rng);
  const OverRows by_rows(dense);
  const auto x = random_sequence(large, 4, rng);
  const weft::Tensor<double, 2> rows = x.values.tensor();
  OverSequences::Tape tape;
  OverRows::Tape rows_tape;
  auto y = dense.forward(x, tape);
  auto y_rows = by_rows.forward(rows, rows_tape);
  CHECK(y.packing == x.packing);
  CHECK(std::ranges::equal(weft::testing::numbers(y), weft::testing::numbers(y_rows)));
  auto gradient = weft::zeros_like(dense);
  auto gradient_rows = weft::zeros_like(by_rows);
  auto dx = dense.backward(x, y, tape, gradient);
  auto dx_rows = by_rows.backward(rows, y_rows, rows_tape, gradient_rows);
  CHECK(std::ranges::equal(weft::testing::numbers(dx), weft::testing::numbers(dx_rows)));
  CHECK(weft::testing::same_bits(gradient.kernel, gradient_rows.kernel));
  CHECK(weft::testing::same_bits(gradient.bias, gradient_rows.bias));
}

TEST_CASE("shared rows give Dense what rows of their own give, and stay shared") {
  weft::Rng rng(3);
  for (const auto& activation : {weft::relu, weft::silu, weft::softmax}) {
    const OverSequences dense = built(4, 3, activation, rng);
    const auto shared = shared_sequence(large, 4, rng), own = not_shared(shared);
    OverSequences::Tape tape, own_tape;
    const auto y = dense.forward(shared, tape);
    auto y_own = dense.forward(own, own_tape), y_copied = not_shared(y);
    CHECK(y.index == shared.index);
    CHECK(y.values.count() == shared.values.count());
    CHECK(weft::testing::same_bits(y_own, y_copied));
    const auto dy = weft::testing::some_gradient(y_own);
    auto gradient = weft::zeros_like(dense), own_gradient = weft::zeros_like(dense);
    const auto dx = dense.backward(shared, summed(dy, y), tape, gradient);
    check_near(dx, summed(dense.backward(own, dy, own_tape, own_gradient), shared));
    for (Index k = 0; k < gradient.kernel.size(); ++k)
      CHECK(gradient.kernel.data()[k] == doctest::Approx(own_gradient.kernel.data()[k]).epsilon(1e-12));
  }
}

TEST_CASE("Dense takes batches of sequences without a step, and without sequences") {
  weft::Rng rng(4);
  const OverSequences dense = built(4, 3, weft::gelu, rng);
  for (const std::vector<Index>& lengths : {std::vector<Index>{0, 0}, std::vector<Index>{}}) {
    weft::PackedSequence<double> x;
    x.packing.assign(lengths);
    OverSequences::Tape tape;
    auto gradient = weft::zeros_like(dense);
    const auto y = dense.forward(x, tape);
    CHECK(y.packing == x.packing);
    CHECK(y.values.count() == 0);
    CHECK(dense.backward(x, y, tape, gradient).values.count() == 0);
    CHECK(weft::global_norm(gradient) == 0);
  }
}

TEST_CASE("a Sequential binds Dense to sequences, as Keras's TimeDistributed does") {
  weft::Rng rng(5);
  const weft::Sequential model{rng, weft::Input{3}, States{4, weft::return_sequences}, OverRows{5, weft::relu},
                               OverRows{2, weft::softmax}};
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(model.layer<1>())>, OverSequences>);
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(model.layer<2>())>, OverSequences>);
  weft::testing::check_laws(model, random_sequence(small, 3, rng), random_sequence(large, 3, rng));
  weft::testing::check_packed_is_each_alone(model, random_sequence(large, 3, rng));

  const auto x = random_sequence(large, 3, rng);
  auto tape = weft::make_tape(model);
  const auto& y = model.forward(x, tape);
  States::Tape states_tape;
  const auto& states = model.layer<0>().forward(x, states_tape);
  const OverRows first(model.layer<1>()), second(model.layer<2>());
  for (Index r = 0; r < x.packing.rows(); ++r) {
    weft::Tensor<double, 2> row(1, 4);
    std::copy_n(states.row(r), 4, row.data());
    OverRows::Tape first_tape, second_tape;
    const auto& expected = second.forward(first.forward(row, first_tape), second_tape);
    for (Index k = 0; k < 2; ++k) CHECK(y.row(r)[k] == expected(0, k));
  }
}

TEST_CASE("a Dense between tokens and a recurrent layer computes each distinct token once") {
  weft::Rng rng(6);
  weft::Sequential model{rng, weft::Embedding<double>{9, 3}, OverRows{4, weft::gelu}, weft::LSTM<double>{3},
                         OverRows{1}};
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(model.layer<3>())>, OverRows>);
  weft::Tokens tokens, others;
  tokens.packing.assign(small);
  tokens.ids = {1, 2, 1, 2, 1, 2};
  others.packing.assign(large);
  for (Index r = 0; r < others.packing.rows(); ++r) others.ids.push_back(static_cast<int>(r % 9));
  weft::testing::check_laws(model, tokens, others);
  auto tape = weft::make_tape(model);
  model.forward(tokens, tape);
  CHECK(std::get<1>(tape.outputs)->values.count() == 2);
}

TEST_CASE("a layer that is bound to another input keeps what it has learned") {
  weft::Rng rng(7), other(8);
  const weft::Sequential trained{rng, weft::Input{3}, OverRows{4, weft::elu(0.5)}};
  const weft::Sequential model{other, weft::Input{2}, States{3, weft::return_sequences}, trained.layer<0>(),
                               OverRows{1}};
  auto before = trained.layer<0>();
  OverRows after(model.layer<1>());
  CHECK(weft::testing::same_parameters(before, after));
  CHECK(after.activation() == weft::elu(0.5));
  const weft::Sequential back{other, weft::Input{2}, weft::LSTM<double>{3}, model.layer<1>()};
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(back.layer<1>())>, OverRows>);
  CHECK(weft::settings(back).at("dense/activation") == "elu(0.5)");
  CHECK_THROWS_WITH((weft::Sequential{other, weft::Input{2}, States{4, weft::return_sequences}, trained.layer<0>()}),
                    "Dense: built for 3 features; the input has 4");
}

TEST_CASE("a Sequential may be spelled with the layers as they were given") {
  weft::Rng rng(9);
  using Model = weft::Sequential<States, OverRows>;
  static_assert(weft::Layer<Model> && std::is_same_v<Model::Output, weft::PackedSequence<double>>);
  const Model model(rng, weft::Input{3}, States{4, weft::return_sequences}, OverRows{2});
  CHECK(model.output_features() == 2);
  CHECK(weft::summary(model).find("dense (Dense)   (None, None, 2)   10") != std::string::npos);
}

TEST_CASE("a sigmoid's logits over sequences are what it was taken of") {
  weft::Rng rng(10);
  const OverSequences dense = built(3, 2, weft::sigmoid, rng), straight = [&] {
    OverSequences copy{2};
    copy.kernel = dense.kernel;
    copy.bias = dense.bias;
    return copy;
  }();
  const auto x = random_sequence(large, 3, rng);
  OverSequences::Tape tape, straight_tape;
  dense.forward(x, tape);
  auto z = *dense.logits(tape), expected = straight.forward(x, straight_tape);
  CHECK(z.packing == x.packing);
  CHECK(weft::testing::same_bits(z, expected));
  CHECK(straight.logits(straight_tape) == nullptr);
  const auto dz = weft::testing::some_gradient(z);
  auto gradient = weft::zeros_like(dense), straight_gradient = weft::zeros_like(dense);
  auto dx = dense.backward_from_logits(x, dz, tape, gradient);
  auto dx_expected = straight.backward(x, dz, straight_tape, straight_gradient);
  CHECK(weft::testing::same_bits(dx, dx_expected));
  CHECK(weft::testing::same_parameters(gradient, straight_gradient));
}

TEST_CASE("Dense over sequences names what does not fit") {
  weft::Rng rng(11);
  const OverSequences dense = built(3, 2, weft::relu, rng);
  OverSequences::Tape tape;
  CHECK_THROWS_WITH(dense.forward(random_sequence(small, 4, rng), tape), "Dense: the input has 4 features; expected 3");
  auto torn = random_sequence(small, 3, rng);
  torn.values.resize(5, 3);
  CHECK_THROWS_WITH(dense.forward(torn, tape), "Dense: the input has 5 rows; its packing has 6");
}
