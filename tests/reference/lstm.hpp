// SPDX-License-Identifier: MIT
#pragma once

#include "cell.hpp"

namespace weft::reference {

/// The cell of an LSTM, whose two states and their gradients have names; h_ and c_ are those of the step before. There
/// is one bias, b.
struct LSTM : Cell<LSTMEquations> {
  struct Step {
    Cell::Step of_cell;
    Numbers h, c;
  };
  struct Gradient {
    Numbers dx, dh_, dc_;
  };

  using Cell::Cell;

  static double sigmoid(double z) { return reference::sigmoid(z); }

  Step forward(const Numbers& x, const Numbers& h_, const Numbers& c_) const {
    const Cell::Step step = Cell::forward(x, {h_, c_});
    return {step, step.after[0], step.after[1]};
  }

  /// From dL/dh and the part of dL/dc that comes from the step after. Adds to dW, dU and db.
  Gradient backward(const Step& step, const Numbers& dh, const Numbers& dc_after, LSTM& d) const {
    const Cell::Gradient to = Cell::backward(step.of_cell, {dh, dc_after}, d);
    return {to.dx, to.before[0], to.before[1]};
  }
};

}  // namespace weft::reference
