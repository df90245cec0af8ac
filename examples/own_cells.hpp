// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/recurrent/rnn.hpp>

// Cells of one's own; docs/adding_a_cell.md goes through them piece by piece.
using weft::cell_math::sigmoid, weft::cell_math::tanh;

/// One gate, which says how much of the state stays (UGRNN; Collins, Sohl-Dickstein & Sussillo 2017).
///
///   u = sigmoid(z_0)     g = tanh(z_1)     h = u h_prev + (1 - u) g
struct UpdateGateCell {
  static constexpr std::string_view type_name = "UpdateGateCell";
  static constexpr int gates = 2, states = 1;
  weft::Index units;

  template <class V>
  [[gnu::always_inline]] static inline void forward(V (&z)[2], const V (&previous)[1], V (&next)[1]) {
    const V u = sigmoid(z[0]), g = tanh(z[1]);
    next[0] = u * previous[0] + (1 - u) * g;
    z[0] = u;
    z[1] = g;
  }

  template <class V>
  [[gnu::always_inline]] static inline void backward(V (&z)[2], const V (&previous)[1], V (&gradient)[1]) {
    const V u = z[0], g = z[1], dh = gradient[0];
    z[0] = dh * (previous[0] - g) * u * (1 - u);
    z[1] = dh * (1 - u) * (1 - g * g);
    gradient[0] = dh * u;
  }
};

/// A cell whose candidate sees the state through the gate, which takes a product within the step (Zhou et al. 2016).
///
///   f = sigmoid(z_0)     g = tanh(x W_1 + (f h_prev) U_1 + b_1)     h = (1 - f) h_prev + f g
///
/// Panel 0 is the candidate's, which the input's product alone fills; panel 1 is the gate's.
struct MinimalGatedCell {
  static constexpr std::string_view type_name = "MinimalGatedCell";
  static constexpr int gates = 2, states = 1, panels = 2;
  static constexpr std::array<weft::Index, 2> input_gates{1, 0};
  static constexpr std::array<weft::Index, 1> state_gates{0};
  weft::Index units;

  static void forward_rows(auto& step, const auto& candidate) {
    activate_gate(step);
    candidate.mask(step.previous[0], step.scratch);
    for_each_number(step, [&](auto k) { step.scratch.data()[k] *= step.gates[1].data()[k]; });
    candidate.multiply(step.scratch, step.more_scratch);
    for_each_number(step, [&](auto k) { step.z[0].data()[k] += step.more_scratch.data()[k]; });
    set_h(step);
  }

  static void backward_rows(auto& step, const auto& candidate) {
    activate_gate(step);
    set_h(step);
    auto *h_prev = step.previous[0].data(), *dh = step.gradient[0].data(), *f = step.gates[1].data(),
         *g = step.gates[0].data(), *dz_f = step.z[1].data(), *dz_g = step.z[0].data();
    for_each_number(step, [&](auto k) { dz_g[k] = dh[k] * f[k] * (1 - g[k] * g[k]); });
    candidate.mask(step.previous[0], step.scratch);
    auto *masked = step.scratch.data(), *d_product = step.more_scratch.data();
    for_each_number(step, [&](auto k) { d_product[k] = f[k] * masked[k]; });
    candidate.add_gradient(step.more_scratch, step.z[0]);
    candidate.multiply_back(step.z[0], step.more_scratch);
    for_each_number(step, [&](auto k) {
      dz_f[k] = (dh[k] * (g[k] - h_prev[k]) + d_product[k] * masked[k]) * f[k] * (1 - f[k]);
      masked[k] = d_product[k] * f[k];
    });
    candidate.mask(step.scratch, step.more_scratch);
    for_each_number(step, [&](auto k) { dh[k] = dh[k] * (1 - f[k]) + d_product[k]; });
  }

 private:
  /// visit(k) for each unit of each row.
  static void for_each_number(auto& step, const auto& visit) {
    for (weft::Index k = 0; k < step.scratch.count() * step.scratch.features(); ++k) visit(k);
  }
  static void activate_gate(auto& step) {
    for_each_number(step, [&](auto k) { step.gates[1].data()[k] = 1 / (1 + std::exp(-step.z[1].data()[k])); });
  }
  static void set_h(auto& step) {
    for_each_number(step, [&](auto k) {
      const auto f = step.gates[1].data()[k], g = std::tanh(step.z[0].data()[k]);
      step.gates[0].data()[k] = g;
      step.next[0].data()[k] = (1 - f) * step.previous[0].data()[k] + f * g;
    });
  }
};
