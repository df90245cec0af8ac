// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cells/gru_reset_before_units.hpp>
#include <weft/kernels/cells/gru_units.hpp>
#include <weft/kernels/cells/lstm_units.hpp>
#include <weft/kernels/cells/simple_rnn_units.hpp>
#include <weft/recurrent/detail/general_cell/cell_functions.hpp>

namespace weft::detail {

/// A cell's equations over whole rows, with any functions: a softmax needs all units of a row. In the names and with
/// the numbers of the kernels' equations (kernels/cells/), which are the fast ones.
///
///   forward(functions, step, candidate)   from step.z and step.previous to step.next
///   backward(functions, step, candidate)  from these and step.gradient to dz in step.z, the gradient of the states
///                                         before in step.gradient, and h in step.next[0]
///
/// `candidate` is for a product within the step, which a GRU without reset_after has. A cell that has none of these is
/// computed by the kernels alone.
template <class Units> struct RowEquations;

template <> struct RowEquations<kernels::SimpleRNNUnits> {
  template <class Step, class Product> static void forward(const CellFunctions& f, Step& s, const Product&) {
    activate(f.activation, s.z[0], s.next[0]);
  }
  template <class Step, class Product> static void backward(const CellFunctions& f, Step& s, const Product&) {
    activate(f.activation, s.z[0], s.next[0]);
    differentiate(f.activation, s.z[0], s.next[0], s.gradient[0]);
    all(s.gradient[0]).setZero();
  }
};

template <> struct RowEquations<kernels::LSTMUnits> {
  template <class Step, class Product> static void forward(const CellFunctions& f, Step& s, const Product&) {
    activate_gates(f, s);
    all(s.next[1]) = all(s.gates[1]) * all(s.previous[1]) + all(s.gates[0]) * all(s.gates[2]);  // (6)
    activate(f.activation, s.next[1], s.scratch);
    all(s.next[0]) = all(s.gates[3]) * all(s.scratch);  // (7)
  }
  template <class Step, class Product> static void backward(const CellFunctions& f, Step& s, const Product& product) {
    forward(f, s, product);
    auto dh = all(s.gradient[0]), dc = all(s.gradient[1]), i = all(s.gates[0]), f_gate = all(s.gates[1]),
         g = all(s.gates[2]), o = all(s.gates[3]), d = all(s.more_scratch);
    d = dh * all(s.scratch);
    differentiate(f.recurrent_activation, s.z[3], s.gates[3], s.more_scratch);  // (12)
    d = dh * o;
    differentiate(f.activation, s.next[1], s.scratch, s.more_scratch);
    dc += all(s.next[1]);  // (8)
    d = dc * g;
    differentiate(f.recurrent_activation, s.z[0], s.gates[0], s.more_scratch);  // (9)
    d = dc * all(s.previous[1]);
    differentiate(f.recurrent_activation, s.z[1], s.gates[1], s.more_scratch);  // (10)
    d = dc * i;
    differentiate(f.activation, s.z[2], s.gates[2], s.more_scratch);  // (11)
    dc *= f_gate;                                                     // (13)
    dh.setZero();
  }

 private:
  template <class Step> static void activate_gates(const CellFunctions& f, Step& s) {
    for (const std::size_t gate : std::array<std::size_t, 3>{0, 1, 3})
      activate(f.recurrent_activation, s.z[gate], s.gates[gate]);  // (2), (3), (5)
    activate(f.activation, s.z[2], s.gates[2]);                    // (4)
  }
};

/// What the two GRUs share: the gates are z and r, the candidate g.
struct GRURows {
  template <class Step> static void activate_gates(const CellFunctions& f, Step& s) {
    for (const std::size_t gate : std::array<std::size_t, 2>{1, 2})
      activate(f.recurrent_activation, s.z[gate], s.gates[gate]);  // (2), (3)
  }
  /// From the candidate's pre-activation.
  template <class Step> static void set_h(const CellFunctions& f, const Rows<typename Step::Scalar>& a, Step& s) {
    activate(f.activation, a, s.gates[0]);  // (4)
    auto z = all(s.gates[1]);
    all(s.next[0]) = z * all(s.previous[0]) + (1 - z) * all(s.gates[0]);  // (5)
  }
  /// `a` becomes da; dz is set, and the gradient of h_prev's direct way.
  template <class Step> static void backward(const CellFunctions& f, Rows<typename Step::Scalar>& a, Step& s) {
    auto dh = all(s.gradient[0]), z = all(s.gates[1]), d = all(s.more_scratch);
    d = dh * (1 - z);
    differentiate(f.activation, a, s.gates[0], s.more_scratch);  // (6)
    d = dh * (all(s.previous[0]) - all(s.gates[0]));
    differentiate(f.recurrent_activation, s.z[1], s.gates[1], s.more_scratch);  // (7)
    dh *= z;                                                                    // (10)
  }
};

template <> struct RowEquations<kernels::GRUUnits> {
  template <class Step, class Product> static void forward(const CellFunctions& f, Step& s, const Product&) {
    GRURows::activate_gates(f, s);
    all(s.scratch) = all(s.z[0]) + all(s.gates[2]) * all(s.z[3]);
    GRURows::set_h(f, s.scratch, s);
  }
  template <class Step, class Product> static void backward(const CellFunctions& f, Step& s, const Product& product) {
    forward(f, s, product);
    GRURows::backward(f, s.scratch, s);
    all(s.z[0]) = all(s.scratch);
    all(s.more_scratch) = all(s.z[0]) * all(s.z[3]);
    differentiate(f.recurrent_activation, s.z[2], s.gates[2], s.more_scratch);  // (8)
    all(s.z[3]) = all(s.z[0]) * all(s.gates[2]);                                // (9)
  }
};

/// The pre-activation of the candidate is kept with its product, so that backward need not compute it again.
template <> struct RowEquations<kernels::GRUResetBeforeUnits> {
  template <class Step, class Product> static void forward(const CellFunctions& f, Step& s, const Product& candidate) {
    GRURows::activate_gates(f, s);
    candidate.mask(s.previous[0], s.scratch);
    all(s.scratch) *= all(s.gates[2]);
    candidate.multiply(s.scratch, s.more_scratch);
    all(s.z[0]) += all(s.more_scratch);  // (11)
    GRURows::set_h(f, s.z[0], s);
  }
  template <class Step, class Product> static void backward(const CellFunctions& f, Step& s, const Product& candidate) {
    GRURows::activate_gates(f, s);
    GRURows::set_h(f, s.z[0], s);
    GRURows::backward(f, s.z[0], s);
    candidate.mask(s.previous[0], s.scratch);
    all(s.more_scratch) = all(s.gates[2]) * all(s.scratch);
    candidate.add_gradient(s.more_scratch, s.z[0]);
    candidate.multiply_back(s.z[0], s.more_scratch);
    all(s.scratch) *= all(s.more_scratch);
    differentiate(f.recurrent_activation, s.z[2], s.gates[2], s.scratch);
    all(s.scratch) = all(s.gates[2]) * all(s.more_scratch);
    candidate.mask(s.scratch, s.more_scratch);
    all(s.gradient[0]) += all(s.more_scratch);
  }
};

}  // namespace weft::detail
