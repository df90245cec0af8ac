// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <vector>

/// Recurrent cells for one sequence at a time, in plain loops and in the letters of docs/math. What the input and the
/// state give to the pre-activations are two vectors,
///
///   a = x W + b          q = h_prev U + b_state          [gates units] each, in Keras's order of columns
///
/// and a cell's equations say what one unit makes of its numbers in both.
namespace weft::reference {

using Numbers = std::vector<double>;

inline double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

/// One unit's step, gate by gate and state by state; the first state is h.
template <std::size_t Gates, std::size_t States> struct UnitStep {
  std::array<double, Gates> a, q;
  std::array<double, States> before;
  std::array<double, Gates> gates;
  std::array<double, States> after;

  double z(std::size_t gate) const { return a[gate] + q[gate]; }
};

/// dL/d of what a unit's step began with; that of h_prev is without what comes by way of q.
template <std::size_t Gates, std::size_t States> struct UnitGradient {
  std::array<double, Gates> da, dq;
  std::array<double, States> before;
};

/// docs/math/lstm.md. Gates i | f | g | o, states h and c.
struct LSTMEquations {
  static constexpr std::size_t gates = 4, states = 2;

  static void forward(UnitStep<4, 2>& unit) {
    const double i = sigmoid(unit.z(0)), f = sigmoid(unit.z(1));    // (2), (3)
    const double g = std::tanh(unit.z(2)), o = sigmoid(unit.z(3));  // (4), (5)
    const double c = f * unit.before[1] + i * g;                    // (6)
    unit.gates = {i, f, g, o};
    unit.after = {o * std::tanh(c), c};  // (7)
  }
  static UnitGradient<4, 2> backward(const UnitStep<4, 2>& unit, const std::array<double, 2>& d) {
    const auto [i, f, g, o] = unit.gates;
    const double tanh_c = std::tanh(unit.after[1]);
    const double dc = d[1] + d[0] * o * (1 - tanh_c * tanh_c);         // (8)
    const std::array<double, 4> dz{dc * g * i * (1 - i),               // (9)
                                   dc * unit.before[1] * f * (1 - f),  // (10)
                                   dc * i * (1 - g * g),               // (11)
                                   d[0] * tanh_c * o * (1 - o)};       // (12)
    return {dz, dz, {0, dc * f}};                                      // (13)
  }
};

/// docs/math/gru.md, with the reset gate after the product. Gates z | r | g.
struct GRUEquations {
  static constexpr std::size_t gates = 3, states = 1;

  static void forward(UnitStep<3, 1>& unit) {
    const double z = sigmoid(unit.z(0)), r = sigmoid(unit.z(1));  // (2), (3)
    const double g = std::tanh(unit.a[2] + r * unit.q[2]);        // (4)
    unit.gates = {z, r, g};
    unit.after = {z * unit.before[0] + (1 - z) * g};  // (5)
  }
  static UnitGradient<3, 1> backward(const UnitStep<3, 1>& unit, const std::array<double, 1>& d) {
    const auto [z, r, g] = unit.gates;
    const double dh = d[0], da = dh * (1 - z) * (1 - g * g);    // (6)
    const double dz = dh * (unit.before[0] - g) * z * (1 - z);  // (7)
    const double dr = da * unit.q[2] * r * (1 - r);             // (8)
    return {{dz, dr, da}, {dz, dr, da * r}, {dh * z}};          // (9), (10)
  }
};

/// h = tanh(z)
struct SimpleRNNEquations {
  static constexpr std::size_t gates = 1, states = 1;

  static void forward(UnitStep<1, 1>& unit) { unit.gates = unit.after = {std::tanh(unit.z(0))}; }
  static UnitGradient<1, 1> backward(const UnitStep<1, 1>& unit, const std::array<double, 1>& d) {
    const double dz = d[0] * (1 - unit.after[0] * unit.after[0]);
    return {{dz}, {dz}, {0}};
  }
};

/// A cell with its weights, or their gradient.
template <class Equations> struct Cell {
  static constexpr std::size_t gates = Equations::gates, states = Equations::states;
  using Unit = UnitStep<gates, states>;
  using States = std::array<Numbers, states>;

  std::size_t features, units;
  Numbers W, U, b, b_state;  ///< [features x gates units], [units x gates units], [gates units] each

  struct Step {
    Numbers x;
    States before;
    std::vector<Unit> units;
    States after;
  };
  struct Gradient {
    std::vector<UnitGradient<gates, states>> units;
    Numbers dx;
    States before;
  };

  Cell(std::size_t input_features, std::size_t state_units)
      : features(input_features),
        units(state_units),
        W(features * gates * units),
        U(units * gates * units),
        b(gates * units),
        b_state(gates * units) {}

  Step forward(const Numbers& x, const States& before) const {
    Step step{x, before, std::vector<Unit>(units), {}};
    for (std::size_t u = 0; u < units; ++u) {
      Unit& unit = step.units[u];
      for (std::size_t g = 0; g < gates; ++g) {
        unit.a[g] = sum(b, x, W, g * units + u);
        unit.q[g] = sum(b_state, before[0], U, g * units + u);
      }
      for (std::size_t s = 0; s < states; ++s) unit.before[s] = before[s][u];
      Equations::forward(unit);
      for (std::size_t s = 0; s < states; ++s) step.after[s].push_back(unit.after[s]);
    }
    return step;
  }

  /// dL/d of all that went in, from dL/d of the states after. Adds to the gradient of the weights.
  Gradient backward(const Step& step, const States& d, Cell& gradient) const {
    Gradient to{{}, Numbers(features), {}};
    for (Numbers& state : to.before) state.resize(units);
    for (std::size_t u = 0; u < units; ++u) {
      std::array<double, states> of_unit;
      for (std::size_t s = 0; s < states; ++s) of_unit[s] = d[s][u];
      to.units.push_back(Equations::backward(step.units[u], of_unit));
      for (std::size_t s = 0; s < states; ++s) to.before[s][u] += to.units[u].before[s];
      for (std::size_t g = 0; g < gates; ++g) {
        sum_back(to.units[u].da[g], step.x, W, g * units + u, to.dx, gradient.W, gradient.b);
        sum_back(to.units[u].dq[g], step.before[0], U, g * units + u, to.before[0], gradient.U, gradient.b_state);
      }
    }
    return to;
  }

 private:
  /// bias + from M in one column.
  double sum(const Numbers& bias, const Numbers& from, const Numbers& M, std::size_t column) const {
    double result = bias[column];
    for (std::size_t k = 0; k < from.size(); ++k) result += from[k] * M[k * gates * units + column];
    return result;
  }
  /// The same backward, from the derivative of one sum.
  void sum_back(double d, const Numbers& from, const Numbers& M, std::size_t column, Numbers& d_from, Numbers& d_M,
                Numbers& d_bias) const {
    d_bias[column] += d;
    for (std::size_t k = 0; k < from.size(); ++k) {
      d_from[k] += d * M[k * gates * units + column];
      d_M[k * gates * units + column] += from[k] * d;
    }
  }
};

}  // namespace weft::reference
