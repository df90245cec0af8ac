// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

#include <doctest/doctest.h>

#include <weft/kernels/cell_backward.hpp>
#include <weft/kernels/cells/gru_reset_before_units.hpp>
#include <weft/kernels/cells/gru_units.hpp>
#include <weft/kernels/cells/lstm_units.hpp>
#include <weft/kernels/cells/simple_rnn_units.hpp>

#include "../reference/cell.hpp"
#include "numbers.hpp"

/// Cells as the kernels compute them, and as the reference does.
namespace weft::testing {

template <class Units> struct EquationsOf;
template <> struct EquationsOf<kernels::LSTMUnits> : std::type_identity<reference::LSTMEquations> {};
template <> struct EquationsOf<kernels::SimpleRNNUnits> : std::type_identity<reference::SimpleRNNEquations> {};
template <> struct EquationsOf<kernels::GRUUnits> : std::type_identity<reference::GRUEquations> {};
/// Of these the kernels take products alone, which are the GRU's.
template <> struct EquationsOf<kernels::GRUResetBeforeUnits> : std::type_identity<reference::GRUEquations> {};

/// Where a step's x W comes from: a table of all rows, in their order or by an index, or the cells.
enum class Source { table, index, cells };

/// What a step writes.
template <class Units, class Scalar> struct CellOutput {
  Buffer<Scalar> gates, extra;
  std::array<Buffer<Scalar>, Units::states> states;

  friend bool operator==(const CellOutput& a, const CellOutput& b) {
    return same_bits(a.gates, b.gates) && same_bits(a.extra, b.extra) &&
           std::equal(a.states.begin(), a.states.end(), b.states.begin(), same_bits<Scalar>);
  }
};

/// What a step of backward reads and writes besides the gates.
template <class Units, class Scalar> struct CellGradient {
  std::array<Buffer<Scalar>, Units::states> states;
  Buffer<Scalar> state_dz, h;
};

/// A cell with random weights and a block of rows to step with: for the kernels, and for the reference row by row.
template <class U, class S> class CellBlock {
 public:
  using Units = U;
  using Scalar = S;
  using Reference = reference::Cell<typename EquationsOf<Units>::type>;
  using Output = CellOutput<Units, Scalar>;
  using Gradient = CellGradient<Units, Scalar>;
  using Step = kernels::CellStep<Units, Scalar>;
  using GradientStep = kernels::CellGradientStep<Units, Scalar>;
  static constexpr int panels = Units::panels, inputs = kernels::input_panels<Units>,
                       of_state = kernels::state_panels<Units>, extras = kernels::extra_panels<Units>;

  const Index units, rows, padded_units = kernels::padded<Scalar>(units);

  CellBlock(Index unit_count, Index row_count, Rng& rng)
      : units(unit_count), rows(row_count), reference_(input_dim, size(units)) {
    for (reference::Numbers* weights : {&reference_.W, &reference_.U, &reference_.b, &reference_.b_state})
      fill(*weights, rng);
    for (Index row = 0; row < rows; ++row) {
      reference::Numbers x(input_dim);
      fill(x, rng);
      steps_.push_back(reference_.forward(x, random_states(rng)));
    }
    pack_weights();
    lay_out_rows();
  }

  const Reference& reference() const { return reference_; }
  /// What the reference makes of a row.
  const typename Reference::Step& expected(Index row) const { return steps_[size(row)]; }

  typename Reference::States random_states(Rng& rng) const {
    typename Reference::States states;
    for (reference::Numbers& state : states) {
      state.resize(size(units));
      fill(state, rng);
    }
    return states;
  }

  Output output() const {
    Output to{zeros<Scalar>(rows * inputs * padded_units), zeros<Scalar>(rows * extras * padded_units), {}};
    to.states.fill(zeros<Scalar>(rows * padded_units));
    return to;
  }
  /// A step of all rows.
  Step step(Source source, Output& to) const {
    Step step{.rows = rows,
              .padded_units = padded_units,
              .bias = bias_.data(),
              .recurrent = {previous_[0].data(), padded_units, u_.data(), units},
              .previous = pointers(previous_),
              .gates = to.gates.data(),
              .extra = to.extra.data(),
              .next = pointers(to.states)};
    if (source == Source::cells) step.input = {x_.data(), x_stride, w_.data(), input_dim};
    if (source == Source::table) step.projected = in_order_.data(), step.first_row = first_row;
    if (source == Source::index) step.projected = in_reverse_.data(), step.index = reversed_.data();
    return step;
  }
  /// The part of it that is one row.
  Step step(Source source, Output& to, Index row) const {
    Step step = this->step(source, to);
    step.rows = 1;
    step.recurrent.a += row * padded_units;
    if (source == Source::cells) step.input.a += row * x_stride;
    if (source == Source::index) step.index += row;
    step.first_row += row;
    step.gates += row * inputs * padded_units;
    step.extra += row * extras * padded_units;
    for (const Scalar*& state : step.previous) state += row * padded_units;
    for (Scalar*& state : step.next) state += row * padded_units;
    return step;
  }

  /// Those of the states after, row by row.
  Gradient gradient(const std::vector<typename Reference::States>& d) const {
    Gradient to{{}, zeros<Scalar>(rows * of_state * padded_units), zeros<Scalar>(rows * padded_units)};
    for (std::size_t s = 0; s < to.states.size(); ++s) {
      to.states[s] = zeros<Scalar>(rows * padded_units);
      for (Index row = 0; row < rows; ++row) put(d[size(row)][s], to.states[s], row);
    }
    return to;
  }
  /// The step back; `kept` is what the step left, and becomes dz.
  GradientStep gradient_step(Output& kept, Gradient& d) const {
    GradientStep step{.rows = rows,
                      .padded_units = padded_units,
                      .previous = pointers(previous_),
                      .gradient = pointers(d.states),
                      .gates = kept.gates.data(),
                      .extra = kept.extra.data(),
                      .state_dz = d.state_dz.data()};
    if (Units::first_kept_state > 0) step.previous[0] = nullptr;  // which backward need not be given
    return step;
  }

  /// Where a unit of a panel is in rows of so many panels.
  Index at(Index row, Index of, Index panel, Index unit) const {
    return row * of * padded_units + kernels::interleaved_column<Scalar>(of, panel, unit);
  }
  Scalar kept(const Output& output, Index row, int panel, Index unit) const {
    return panel < inputs ? output.gates[at(row, inputs, panel, unit)]
                          : output.extra[at(row, extras, panel - inputs, unit)];
  }

  /// Which of Keras's gates a panel is to the input, and to the state; none is -1.
  static int input_gate(int panel) { return panel < inputs ? gate(Units::input_gates, panel) : -1; }
  static int state_gate(int panel) {
    return panel >= panels - of_state ? gate(Units::state_gates, panel - (panels - of_state)) : -1;
  }

  /// Calls visit(row, unit) for all of them, or for those of the padding.
  void for_each_unit(const auto& visit) const { for_each(0, units, visit); }
  void for_each_unit_of_padding(const auto& visit) const { for_each(units, padded_units, visit); }

 private:
  static constexpr Index input_dim = 2, x_stride = 3, first_row = 3;

  static std::size_t size(Index n) { return static_cast<std::size_t>(n); }
  template <std::size_t Panels> static int gate(const kernels::GateOrder<Panels>& order, int panel) {
    return static_cast<int>(order[static_cast<std::size_t>(panel)]);
  }

  void for_each(Index first, Index end, const auto& visit) const {
    for (Index row = 0; row < rows; ++row)
      for (Index unit = first; unit < end; ++unit) visit(row, unit);
  }

  static auto pointers(auto& buffers) {
    std::array<decltype(buffers[0].data()), Units::states> data;
    for (std::size_t s = 0; s < data.size(); ++s) data[s] = buffers[s].data();
    return data;
  }

  void put(const reference::Numbers& from, Buffer<Scalar>& to, Index row) const {
    for (Index unit = 0; unit < units; ++unit) to[row * padded_units + unit] = static_cast<Scalar>(from[size(unit)]);
  }

  template <std::size_t Panels>
  Buffer<Scalar> blocks(const reference::Numbers& weights, const kernels::GateOrder<Panels>& order) const {
    const std::vector<Scalar> converted(weights.begin(), weights.end());
    const Index columns = Units::keras_gates * units;
    Buffer<Scalar> result;
    kernels::pack_blocks<Panels, Scalar>({converted.data(), std::ssize(weights) / columns, columns}, order, units,
                                         result);
    return result;
  }

  void pack_weights() {
    w_ = blocks(reference_.W, Units::input_gates);
    u_ = blocks(reference_.U, Units::state_gates);
    bias_ = zeros<Scalar>(panels * padded_units);
    for (int panel = 0; panel < panels; ++panel)
      for (Index unit = 0; unit < units; ++unit) {
        Scalar& b = bias_[at(0, panels, panel, unit)];
        if (const int g = input_gate(panel); g >= 0) b += static_cast<Scalar>(reference_.b[size(g * units + unit)]);
        if (const int g = state_gate(panel); g >= 0)
          b += static_cast<Scalar>(reference_.b_state[size(g * units + unit)]);
      }
  }

  /// The states before, x with a number between its rows, and x W: in order behind three rows that belong to others,
  /// and in reverse, so that an index is needed to find a row.
  void lay_out_rows() {
    previous_.fill(zeros<Scalar>(rows * padded_units));
    x_ = zeros<Scalar>(rows * x_stride);
    in_order_ = in_reverse_ = zeros<Scalar>((rows + first_row) * inputs * padded_units);
    for (Index row = 0; row < rows; ++row) {
      const auto& step = steps_[size(row)];
      for (Index k = 0; k < input_dim; ++k) x_[row * x_stride + k] = static_cast<Scalar>(step.x[size(k)]);
      reversed_.push_back(static_cast<int>(rows - 1 - row));
      for (std::size_t s = 0; s < previous_.size(); ++s) put(step.before[s], previous_[s], row);
      for (Index unit = 0; unit < units; ++unit)
        for (int panel = 0; panel < inputs; ++panel)
          in_order_[at(first_row + row, inputs, panel, unit)] = in_reverse_[at(rows - 1 - row, inputs, panel, unit)] =
              static_cast<Scalar>(x_w(step.x, input_gate(panel) * units + unit));
    }
  }
  double x_w(const reference::Numbers& x, Index column) const {
    return x[0] * reference_.W[size(column)] + x[1] * reference_.W[size(Units::keras_gates * units + column)];
  }

  Reference reference_;
  std::vector<typename Reference::Step> steps_;
  Buffer<Scalar> w_, u_, bias_, x_, in_order_, in_reverse_;
  std::array<Buffer<Scalar>, Units::states> previous_;
  std::vector<int> reversed_;
};

/// Calls check(block, rounding) for blocks of all sizes that the kernels go about differently, down to none. The
/// rounding is that of the sums, whose terms are at most one.
template <class Units, class Scalar> void for_each_block(const auto& check) {
  Rng rng(1);
  for (const Index units : {1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 200})
    for (const Index rows : {0, 1, 2, 3, 4, 5, 6, 7, 13}) {
      const CellBlock<Units, Scalar> block(units, rows, rng);
      INFO(units, " units, ", rows, " rows");
      check(block, static_cast<double>(std::numeric_limits<Scalar>::epsilon()) * static_cast<double>(units + 8));
    }
}

}  // namespace weft::testing
