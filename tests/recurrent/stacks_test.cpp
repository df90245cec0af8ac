// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Bidirectional;
using weft::Index;
using weft::MergeMode;
using weft::Returns;
using weft::testing::random_sequence;

using Rows = std::vector<std::vector<double>>;

const std::vector<Index> small{2, 0, 4, 1}, large{3, 7, 1, 0, 7, 6};

/// A SimpleRNN over one sequence in plain loops, forward and back.
struct PlainRNN {
  const weft::SimpleRNN<double, Returns::sequences>& layer;
  std::vector<Index> order;  ///< of its steps
  Rows h, dx;

  PlainRNN(const weft::SimpleRNN<double, Returns::sequences>& given, const Rows& x) : layer(given), h(x.size()) {
    for (Index t = 0; t < std::ssize(x); ++t)
      order.push_back(layer.direction() == weft::Direction::forward ? t : std::ssize(x) - 1 - t);
    std::vector<double> previous(units());
    for (const Index t : order) {
      std::vector<double>& now = h[at(t)];
      for (std::size_t u = 0; u < units(); ++u) now.push_back(std::tanh(z(x[at(t)], previous, u)));
      previous = now;
    }
  }

  void backward(const Rows& x, const Rows& dy) {
    dx = Rows(x.size(), std::vector<double>(x[0].size()));
    std::vector<double> dh(units());
    for (auto t = order.rbegin(); t != order.rend(); ++t) {
      std::vector<double> dz(units()), before(units());
      for (std::size_t u = 0; u < units(); ++u) dz[u] = (dy[at(*t)][u] + dh[u]) * (1 - h[at(*t)][u] * h[at(*t)][u]);
      for (std::size_t u = 0; u < units(); ++u) {
        for (std::size_t k = 0; k < x[0].size(); ++k) dx[at(*t)][k] += dz[u] * layer.kernel(i(k), i(u));
        for (std::size_t k = 0; k < units(); ++k) before[k] += dz[u] * layer.recurrent_kernel(i(k), i(u));
      }
      dh = before;
    }
  }

 private:
  static std::size_t at(Index t) { return static_cast<std::size_t>(t); }
  static Index i(std::size_t k) { return static_cast<Index>(k); }
  std::size_t units() const { return static_cast<std::size_t>(layer.output_features()); }

  double z(const std::vector<double>& x, const std::vector<double>& previous, std::size_t u) const {
    double sum = layer.bias(i(u));
    for (std::size_t k = 0; k < x.size(); ++k) sum += x[k] * layer.kernel(i(k), i(u));
    for (std::size_t k = 0; k < previous.size(); ++k) sum += previous[k] * layer.recurrent_kernel(i(k), i(u));
    return sum;
  }
};

Rows rows_of(const weft::PackedSequence<double>& x, Index k) {
  Rows rows;
  for (Index t = 0; t < x.packing.length(k); ++t) {
    const double* row = x.row(x.packing.row(t, k));
    rows.emplace_back(row, row + x.features());
  }
  return rows;
}

void check_rows(const Rows& given, const Rows& expected) {
  REQUIRE(given.size() == expected.size());
  double worst = 0;
  for (std::size_t t = 0; t < given.size(); ++t)
    for (std::size_t k = 0; k < given[t].size(); ++k) {
      const double error = std::abs(given[t][k] - expected[t][k]);
      if (!(error <= worst)) worst = error;  // NaN is the worst
    }
  CHECK(worst < 1e-12);
}

Rows sum(Rows a, const Rows& b) {
  for (std::size_t t = 0; t < a.size(); ++t)
    for (std::size_t k = 0; k < a[t].size(); ++k) a[t][k] += b[t][k];
  return a;
}

}  // namespace

TEST_CASE("stacks of different recurrent layers obey the laws of layers") {
  weft::Rng rng(1);
  const weft::Sequential stack{rng, weft::Input{2}, weft::LSTM<double, Returns::sequences>{3},
                               weft::GRU<double, Returns::sequences>{4, {.go_backwards = true}},
                               weft::SimpleRNN<double>{2}};
  const auto x = random_sequence(small, 2, rng);
  weft::testing::check_laws(stack, x, random_sequence(large, 2, rng));
  weft::testing::check_packed_is_each_alone(stack, x);
  weft::testing::check_order_is_the_callers(stack, x);
}

TEST_CASE("stacks with a Bidirectional in their middle obey the laws of layers") {
  weft::Rng rng(2);
  const weft::Sequential stack{
      rng,
      weft::Input{2},
      weft::SimpleRNN<double, Returns::sequences>{3},
      Bidirectional{weft::LSTM<double, Returns::sequences>{3},
                    weft::GRU<double, Returns::sequences>{3, {.go_backwards = true}}, MergeMode::mul},
      weft::LSTM<double, Returns::sequences>{2},
      Bidirectional{weft::GRU<double>{2}}};
  const auto x = random_sequence(small, 2, rng);
  weft::testing::check_laws(stack, x, random_sequence(large, 2, rng));
  weft::testing::check_packed_is_each_alone(stack, x);
  weft::testing::check_order_is_the_callers(stack, x);
}

TEST_CASE("the last layer of a stack may give two outputs, and takes the gradients of both") {
  weft::Rng rng(3);
  const weft::Sequential stack{rng, weft::Input{2}, weft::LSTM<double, Returns::sequences>{3},
                               Bidirectional{weft::GRU<double>{2}, weft::merge_mode_none}};
  const auto x = random_sequence(large, 2, rng);
  auto tape = make_tape(stack);
  auto gradient = weft::zeros_like(stack);
  const auto y = stack.forward(x, tape);
  REQUIRE(y.forward.dimension(0) == x.packing.batch());
  const weft::BothOutputs<weft::Tensor<double, 2>> dy{weft::testing::some_gradient(y.forward),
                                                      weft::testing::some_gradient(y.backward)};
  const weft::PackedSequence<double> dx = stack.backward(x, dy, tape, gradient);

  const auto& top = stack.layer<1>();
  const weft::Sequential lower{stack.layer<0>()};
  const weft::Sequential forward{lower, top.forward_layer}, backward{lower, top.backward_layer};
  auto tape_f = make_tape(forward);
  auto tape_b = make_tape(backward);
  auto gradient_f = weft::zeros_like(forward);
  auto gradient_b = weft::zeros_like(backward);
  auto y_f = forward.forward(x, tape_f), y_b = backward.forward(x, tape_b);
  auto y_forward = y.forward, y_backward = y.backward;
  CHECK(weft::testing::same_bits(y_forward, y_f));
  CHECK(weft::testing::same_bits(y_backward, y_b));
  const auto& dx_f = forward.backward(x, dy.forward, tape_f, gradient_f);
  const auto& dx_b = backward.backward(x, dy.backward, tape_b, gradient_b);
  for (Index r = 0; r < x.packing.rows(); ++r)
    for (Index k = 0; k < 2; ++k)
      CHECK(dx.row(r)[k] == doctest::Approx(dx_f.row(r)[k] + dx_b.row(r)[k]).epsilon(1e-12));
}

TEST_CASE("Bidirectional of empty sequences gives zeros, and nothing where it gives sequences") {
  weft::Rng rng(4);
  const auto x = random_sequence(std::vector<Index>{0, 0, 0}, 2, rng);
  for (const MergeMode mode : {MergeMode::concat, MergeMode::sum, MergeMode::mul, MergeMode::ave}) {
    Bidirectional last{weft::LSTM<double>{3}, mode};
    Bidirectional all{weft::LSTM<double, Returns::sequences>{3}, mode};
    last.build(2, rng);
    all.build(2, rng);
    auto tape_last = make_tape(last);
    auto tape_all = make_tape(all);
    auto gradient_last = weft::zeros_like(last);
    auto gradient_all = weft::zeros_like(all);
    const auto y = last.forward(x, tape_last);
    const auto ys = all.forward(x, tape_all);
    CHECK(y.dimension(0) == 3);
    CHECK(y.dimension(1) == last.output_features());
    for (Index k = 0; k < y.size(); ++k) CHECK(y.data()[k] == 0);
    CHECK(ys.packing == x.packing);
    CHECK(ys.values.count() == 0);
    CHECK(last.backward(x, weft::testing::some_gradient(y), tape_last, gradient_last).packing == x.packing);
    CHECK(all.backward(x, ys, tape_all, gradient_all).packing == x.packing);
    CHECK(weft::global_norm(gradient_last) == 0);
  }
}

TEST_CASE("after one step both directions have read the same") {
  weft::Rng rng(5);
  Bidirectional both{weft::GRU<double>{3}, MergeMode::sum};
  both.build(2, rng);
  both.backward_layer.kernel = both.forward_layer.kernel;
  const auto x = random_sequence(std::vector<Index>{1, 1}, 2, rng);
  auto tape = make_tape(both);
  weft::GRU<double>::Tape tape_alone;
  const auto& y = both.forward(x, tape);
  const auto& h = both.forward_layer.forward(x, tape_alone);
  for (Index k = 0; k < y.size(); ++k) CHECK(y.data()[k] == 2 * h.data()[k]);
}

TEST_CASE("over 10,000 steps Bidirectional gives what plain loops give, forward and back") {
  weft::Rng rng(6);
  Bidirectional both{weft::SimpleRNN<double, Returns::sequences>{3}, MergeMode::sum};
  both.build(2, rng);
  const auto x = random_sequence(std::vector<Index>{1, 10'000, 0, 9'999}, 2, rng);
  auto tape = make_tape(both);
  auto gradient = weft::zeros_like(both);
  const auto y = both.forward(x, tape);
  const auto dy = weft::testing::some_gradient(y);
  const auto& dx = both.backward(x, dy, tape, gradient);
  for (Index k = 0; k < 3; ++k) {
    const Rows rows = rows_of(x, k);
    PlainRNN forward(both.forward_layer, rows), backward(both.backward_layer, rows);
    check_rows(rows_of(y, k), sum(forward.h, backward.h));
    forward.backward(rows, rows_of(dy, k));
    backward.backward(rows, rows_of(dy, k));
    check_rows(rows_of(dx, k), sum(forward.dx, backward.dx));
  }
}

TEST_CASE("over 10,000 steps the last states of a stack are finite, and each sequence's own") {
  weft::Rng rng(7);
  const weft::Sequential stack{rng, weft::Input{2}, Bidirectional{weft::LSTM<double, Returns::sequences>{2}},
                               Bidirectional{weft::LSTM<double>{2}, weft::GRU<double>{2, {.go_backwards = true}}}};
  const auto x = random_sequence(std::vector<Index>{10'000, 1, 0, 5'000}, 2, rng);
  auto tape = make_tape(stack);
  auto tape_alone = make_tape(stack);
  auto gradient = weft::zeros_like(stack);
  const auto y = stack.forward(x, tape);
  stack.backward(x, weft::testing::some_gradient(y), tape, gradient);
  CHECK(weft::detail::is_finite(weft::global_norm(gradient)));
  for (Index k = 0; k < x.packing.batch(); ++k) {
    const auto& one = stack.forward(weft::testing::alone(x, k), tape_alone);
    for (Index unit = 0; unit < 4; ++unit) CHECK(one(0, unit) == y(x.packing.order(k), unit));
  }
}
