// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <utility>

#include <weft/core/exactly.hpp>
#include <weft/core/random.hpp>
#include <weft/kernels/lstm_cell.hpp>

#include "../reference/lstm.hpp"

namespace {

using weft::Buffer;
using weft::Index;
using weft::is_exactly;
using weft::kernels::interleaved_column;
using weft::kernels::View;
using weft::reference::Numbers;

void fill(Numbers& numbers, weft::Rng& rng) {
  for (double& x : numbers) x = static_cast<double>(static_cast<float>(rng.uniform(-1, 1)));  // exact in float
}

template <class Scalar> Buffer<Scalar> zeros(Index size) {
  Buffer<Scalar> buffer;
  buffer.resize_zero(size);
  return buffer;
}

/// Who multiplies x by W: the test, as a table of rows would be before the walk, or the cells.
enum class Source { table, cells };

/// One step over a block of rows: with the kernels, and row by row with the reference.
template <class Scalar> class Block {
 public:
  Block(Index units, Index rows, Source source, weft::Rng& rng)
      : units_(units), rows_(rows), padded_(weft::kernels::padded<Scalar>(units)), lstm_(2, size(units)) {
    fill(lstm_.W, rng);
    fill(lstm_.U, rng);
    fill(lstm_.b, rng);
    for (Index row = 0; row < rows; ++row) {
      Numbers x(2), h_before(size(units)), c_before(size(units));
      for (Numbers* numbers : {&x, &h_before, &c_before}) fill(*numbers, rng);
      plain_.push_back(lstm_.forward(x, h_before, c_before));
    }
    forward(source);
  }

  /// The largest difference between the kernel's gates, c and h and the reference's.
  double forward_error() const {
    double worst = 0;
    for_each_unit([&](const auto& s, std::size_t u, Index at, const auto& gate_at) {
      const double expected[] = {s.i[u], s.f[u], s.g[u], s.o[u]};
      for (Index gate = 0; gate < 4; ++gate)
        worst = std::max(worst, error(gates_[gate_at(gate)], expected[static_cast<std::size_t>(gate)]));
      worst = std::max({worst, error(c_[at], s.c[u]), error(h_[at], s.h[u])});
    });
    return worst;
  }

  /// The same for dz and dc after one step back from random dh and dc.
  double backward_error(weft::Rng& rng) {
    auto dh = zeros<Scalar>(rows_ * padded_), dc = zeros<Scalar>(rows_ * padded_);
    std::vector<weft::reference::LSTM::Gradient> expected;
    weft::reference::LSTM unused(2, size(units_));
    const Index h_rows = (rows_ + 1) / 2;
    auto h_again = zeros<Scalar>(rows_ * padded_), expected_h = zeros<Scalar>(rows_ * padded_);
    std::copy_n(h_.data(), h_rows * padded_, expected_h.data());
    for (Index row = 0; row < rows_; ++row) {
      Numbers dh_row(size(units_)), dc_row(size(units_));
      fill(dh_row, rng);
      fill(dc_row, rng);
      put(dh_row, dh, row);
      put(dc_row, dc, row);
      expected.push_back(lstm_.backward(plain_[size(row)], dh_row, dc_row, unused));
    }
    weft::kernels::cell_backward<Scalar>({.rows = rows_,
                                          .padded_units = padded_,
                                          .c_previous = c_before_.data(),
                                          .dh = dh.data(),
                                          .dc = dc.data(),
                                          .gates = gates_.data(),
                                          .h = h_again.data(),
                                          .h_rows = h_rows});
    h_comes_back_ = h_comes_back_ && std::equal(h_again.data(), h_again.data() + h_again.size(), expected_h.data());
    double worst = 0;
    for_each_unit([&](const auto& s, std::size_t u, Index at, const auto& gate_at) {
      const auto& to = expected[size(&s - plain_.data())];
      for (Index gate = 0; gate < 4; ++gate)
        worst = std::max(worst, error(gates_[gate_at(gate)], to.dz[size(gate * units_) + u]));
      worst = std::max(worst, error(dc[at], to.dc_[u]));
    });
    padding_is_zero_ = padding_is_zero_ && is_padding_zero(dc) && is_padding_zero_in_gates();
    return worst;
  }

  /// Whether c, h and gradients of the padding are zero.
  bool padding_is_zero() const { return padding_is_zero_; }
  /// Whether h is the same for shared rows of x W as for rows in order.
  bool index_makes_no_difference() const { return index_makes_no_difference_; }
  bool order_makes_no_difference() const { return order_makes_no_difference_; }
  /// Whether backward gives the h of forward to the bit, of as many rows as it is asked for and no more.
  bool h_comes_back() const { return h_comes_back_; }

 private:
  static std::size_t size(Index n) { return static_cast<std::size_t>(n); }
  /// Infinite for NaN, which std::max would lose.
  static double error(Scalar value, double expected) {
    const double difference = std::abs(static_cast<double>(value) - expected);
    return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
  }

  void put(const Numbers& from, Buffer<Scalar>& to, Index row) const {
    for (Index u = 0; u < units_; ++u) to[row * padded_ + u] = static_cast<Scalar>(from[size(u)]);
  }

  /// Calls visit(reference's step, unit, where it is among states, where a gate is) for each row and unit.
  void for_each_unit(const auto& visit) const {
    for (Index row = 0; row < rows_; ++row)
      for (Index u = 0; u < units_; ++u)
        visit(plain_[size(row)], size(u), row * padded_ + u,
              [&](Index gate) { return row * 4 * padded_ + interleaved_column<Scalar>(gate, u); });
  }

  bool is_padding_zero(const Buffer<Scalar>& states) const {
    for (Index row = 0; row < rows_; ++row)
      for (Index u = units_; u < padded_; ++u)
        if (!is_exactly(states[row * padded_ + u], 0)) return false;
    return true;
  }
  bool is_padding_zero_in_gates() const {
    for (Index row = 0; row < rows_; ++row)
      for (Index u = units_; u < padded_; ++u)
        for (Index gate = 0; gate < 4; ++gate)
          if (!is_exactly(gates_[row * 4 * padded_ + interleaved_column<Scalar>(gate, u)], 0)) return false;
    return true;
  }

  Buffer<Scalar> interleaved(const Numbers& weights) const {
    std::vector<Scalar> converted(weights.begin(), weights.end());
    Buffer<Scalar> result;
    weft::kernels::interleave<Scalar>({converted.data(), std::ssize(weights) / (4 * units_), 4 * units_}, result);
    return result;
  }

  Buffer<Scalar> blocks(const Numbers& weights) const {
    std::vector<Scalar> converted(weights.begin(), weights.end());
    Buffer<Scalar> result;
    weft::kernels::pack_blocks<Scalar>({converted.data(), std::ssize(weights) / (4 * units_), 4 * units_}, result);
    return result;
  }

  /// x W with its rows in reverse, so that an index is needed to find them; after three rows that belong to others.
  Buffer<Scalar> project(const std::vector<int>& index) const {
    auto projected = zeros<Scalar>((rows_ + 3) * 4 * padded_);
    for (Index row = 0; row < rows_; ++row)
      for (Index gate = 0; gate < 4; ++gate)
        for (Index u = 0; u < units_; ++u) {
          const std::size_t column = size(gate * units_ + u);
          const Numbers& x = plain_[size(row)].x;
          projected[index[size(row)] * 4 * padded_ + interleaved_column<Scalar>(gate, u)] =
              static_cast<Scalar>(x[0] * lstm_.W[column] + x[1] * lstm_.W[size(4 * units_) + column]);
        }
    return projected;
  }

  void forward(Source source) {
    auto h_before = zeros<Scalar>(rows_ * padded_);
    c_before_ = gates_ = c_ = h_ = zeros<Scalar>(rows_ * padded_);
    gates_.resize_zero(rows_ * 4 * padded_);
    for (Index row = 0; row < rows_; ++row) {
      put(plain_[size(row)].h_, h_before, row);
      put(plain_[size(row)].c_, c_before_, row);
    }
    const auto u = blocks(lstm_.U), w = blocks(lstm_.W), b = interleaved(lstm_.b);
    std::vector<int> straight, reversed;
    for (Index row = 0; row < rows_; ++row) {
      straight.push_back(static_cast<int>(row + 3));
      reversed.push_back(static_cast<int>(rows_ - 1 - row));
    }
    const auto in_order = project(straight), in_reverse = project(reversed);
    weft::kernels::CellStep<Scalar> step{.rows = rows_,
                                         .padded_units = padded_,
                                         .bias = b.data(),
                                         .recurrent = {h_before.data(), padded_, u.data(), units_},
                                         .projected = in_reverse.data(),
                                         .index = reversed.data(),
                                         .c_previous = c_before_.data(),
                                         .gates = gates_.data(),
                                         .c = c_.data(),
                                         .h = h_.data()};
    weft::kernels::cell_forward(step);
    const Buffer<Scalar> h_with_index = h_;
    step.projected = in_order.data();
    step.index = nullptr;
    step.first_row = 3;
    weft::kernels::cell_forward(step);
    index_makes_no_difference_ = std::equal(h_.data(), h_.data() + h_.size(), h_with_index.data());
    step.order = weft::kernels::BlockOrder::down;
    weft::kernels::cell_forward(step);
    order_makes_no_difference_ = std::equal(h_.data(), h_.data() + h_.size(), h_with_index.data());
    if (source == Source::cells) {
      Buffer<Scalar> x = zeros<Scalar>(rows_ * 3);  // two features in rows of three
      for (Index row = 0; row < rows_; ++row)
        for (Index k = 0; k < 2; ++k) x[row * 3 + k] = static_cast<Scalar>(plain_[size(row)].x[size(k)]);
      step.input = {x.data(), 3, w.data(), 2};
      step.projected = nullptr;
      weft::kernels::cell_forward(step);
    }
    padding_is_zero_ = is_padding_zero(c_) && is_padding_zero(h_);
  }

  Index units_, rows_, padded_;
  weft::reference::LSTM lstm_;
  std::vector<weft::reference::LSTM::Step> plain_;
  Buffer<Scalar> c_before_, gates_, c_, h_;
  bool padding_is_zero_ = false, index_makes_no_difference_ = false, order_makes_no_difference_ = false;
  bool h_comes_back_ = true;
};

template <class Scalar> void check_cell() {
  weft::Rng rng(1);
  for (const Index units : {1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64})
    for (const Index rows : {0, 1, 2, 3, 4, 5, 6, 7, 13})
      for (const Source source : {Source::table, Source::cells}) {
        Block<Scalar> block(units, rows, source, rng);
        INFO(units, " units, ", rows, " rows, x W from the ", source == Source::table ? "table" : "cells");
        const double rounding =
            static_cast<double>(std::numeric_limits<Scalar>::epsilon()) * static_cast<double>(units + 8);
        CHECK(block.forward_error() < rounding);
        CHECK(block.backward_error(rng) < 2 * rounding);
        CHECK(block.padding_is_zero());
        CHECK(block.index_makes_no_difference());
        CHECK(block.order_makes_no_difference());
        CHECK(block.h_comes_back());
      }
}

/// The sum of the reference's h and c weighted with dh and dc.
double weighted_sum(const weft::reference::LSTM& lstm, const Numbers& x, const Numbers& h_, const Numbers& c_,
                    const Numbers& dh, const Numbers& dc) {
  const auto s = lstm.forward(x, h_, c_);
  double sum = 0;
  for (std::size_t u = 0; u < lstm.units; ++u) sum += dh[u] * s.h[u] + dc[u] * s.c[u];
  return sum;
}

}  // namespace

TEST_CASE("the reference's gradient agrees with numerical derivatives") {
  weft::Rng rng(2);
  weft::reference::LSTM lstm(3, 4), gradient(3, 4);
  Numbers x(3), h_(4), c_(4), dh(4), dc(4);
  for (Numbers* numbers : {&lstm.W, &lstm.U, &lstm.b, &x, &h_, &c_, &dh, &dc}) fill(*numbers, rng);
  const auto to = lstm.backward(lstm.forward(x, h_, c_), dh, dc, gradient);

  const std::pair<Numbers*, const Numbers*> pairs[] = {{&lstm.W, &gradient.W}, {&lstm.U, &gradient.U},
                                                       {&lstm.b, &gradient.b}, {&x, &to.dx},
                                                       {&h_, &to.dh_},         {&c_, &to.dc_}};
  for (const auto& [values, derivatives] : pairs)
    for (std::size_t k = 0; k < values->size(); ++k) {
      constexpr double e = 1e-5;
      double& value = (*values)[k];
      const double kept = value;
      value = kept + e;
      const double up = weighted_sum(lstm, x, h_, c_, dh, dc);
      value = kept - e;
      const double down = weighted_sum(lstm, x, h_, c_, dh, dc);
      value = kept;
      CHECK((*derivatives)[k] == doctest::Approx((up - down) / (2 * e)).epsilon(1e-8));
    }
}

TEST_CASE("cell_forward and cell_backward agree with the reference for all sizes, float") { check_cell<float>(); }

TEST_CASE("cell_forward and cell_backward agree with the reference for all sizes, double") { check_cell<double>(); }

TEST_CASE("interleaved columns are a panel of each gate after another") {
  CHECK(interleaved_column<float>(0, 0) == 0);
  CHECK(interleaved_column<float>(0, 15) == 15);
  CHECK(interleaved_column<float>(1, 0) == 16);
  CHECK(interleaved_column<float>(3, 15) == 63);
  CHECK(interleaved_column<float>(0, 16) == 64);
  CHECK(interleaved_column<double>(2, 9) == 32 + 16 + 1);
}

TEST_CASE("interleave pads with zeros, and add_interleaved brings every weight back to its place") {
  weft::Rng rng(3);
  for (const Index units : {1, 7, 8, 9, 16, 17, 40})
    for (const Index rows : {0, 1, 5}) {
      std::vector<double> weights(static_cast<std::size_t>(rows * 4 * units)), sum(weights.size(), 10.0);
      fill(weights, rng);
      Buffer<double> interleaved;
      weft::kernels::interleave<double>({weights.data(), rows, 4 * units}, interleaved);
      CHECK(interleaved.size() == rows * 4 * weft::kernels::padded<double>(units));
      const auto used = std::count_if(interleaved.data(), interleaved.data() + interleaved.size(),
                                      [](double x) { return !is_exactly(x, 0); });
      CHECK(used == std::ssize(weights));
      weft::kernels::add_interleaved(interleaved, View<double>(sum.data(), rows, 4 * units));
      for (std::size_t k = 0; k < sum.size(); ++k) CHECK(sum[k] == 10 + weights[k]);
    }
}

TEST_CASE("interleave reads a bias as one row") {
  const std::vector<float> bias{1, 2, 3, 4};
  Buffer<float> interleaved;
  weft::kernels::interleave<float>({bias.data(), 1, 4}, interleaved);
  CHECK(interleaved.size() == 64);
  for (Index gate = 0; gate < 4; ++gate) CHECK(interleaved[16 * gate] == static_cast<float>(gate + 1));
}
