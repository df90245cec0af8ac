// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <weft/recurrent/lstm.hpp>

#include "../golden/recurrent_cases.hpp"

namespace {

using namespace weft::golden;
using weft::Index;

/// The states of an LSTM in plain loops, with what the cases give: the initial states and the masks of dropout.
struct MaskedLSTM {
  const RecurrentCase& pass;
  weft::Tensor<double, 2> h = initial_h<double>(), c = initial_c<double>();

  explicit MaskedLSTM(const RecurrentCase& given) : pass(given) {
    set_weights(weights, case_weights);
    if (!pass.initial_states) h.setZero(), c.setZero();
  }

  /// Unrolls over all sequences, and returns sum(y * dy) + sum(h * dh) + sum(c * dc).
  double unroll() {
    weft::Tensor<double, 3> y(batch, steps, units);
    y.setZero();
    for (Index b = 0; b < batch; ++b)
      for (Index k = 0; k < steps; ++k) {
        const Index t = pass.direction == weft::Direction::forward ? k : steps - 1 - k;
        if (t < length(b)) step(b, t);
        for (Index u = 0; u < units && t < length(b); ++u) y(b, t, u) = h(b, u);
      }
    const auto dh = final_dh<double>(), dc = final_dc<double>();
    double loss = 0;
    for (Index k = 0; k < h.size(); ++k) loss += h.data()[k] * dh.data()[k] + c.data()[k] * dc.data()[k];
    for (Index k = 0; k < (pass.sequences ? y.size() : h.size()); ++k)
      loss += number(2, k, 1.0) * (pass.sequences ? y.data()[k] : h.data()[k]);
    return loss;
  }

 private:
  Index length(Index b) const {
    return pass.masked ? std::array<Index, 5>{3, 1, 5, 3, 5}[static_cast<std::size_t>(b)] : steps;
  }

  double z(Index b, Index t, Index gate, Index unit) const {
    const auto masked = [&](const weft::Tensor<double, 3>& masks, Index k) {
      return masks.size() == 0 ? 1 : masks(std::min(gate, masks.dimension(0) - 1), b, k);
    };
    const Index column = gate * units + unit;
    double sum = weights.bias(column);
    for (Index k = 0; k < input_dim; ++k)
      sum += number(1, (b * steps + t) * input_dim + k, 1.0) * masked(of_input, k) * weights.kernel(k, column);
    for (Index k = 0; k < units; ++k) sum += h(b, k) * masked(of_state, k) * weights.recurrent_kernel(k, column);
    return sum;
  }

  void step(Index b, Index t) {
    const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
    std::array<double, units> next{};
    for (Index u = 0; u < units; ++u) {
      c(b, u) = sigmoid(z(b, t, 1, u)) * c(b, u) + sigmoid(z(b, t, 0, u)) * std::tanh(z(b, t, 2, u));
      next[static_cast<std::size_t>(u)] = sigmoid(z(b, t, 3, u)) * std::tanh(c(b, u));
    }
    for (Index u = 0; u < units; ++u) h(b, u) = next[static_cast<std::size_t>(u)];
  }

  weft::LSTM<double> weights{units};
  weft::Tensor<double, 3> of_input = input_masks<double>(pass), of_state = state_masks<double>(pass);
};

const RecurrentCase& named(std::string_view name) {
  const auto* found = std::ranges::find(recurrent_cases, name, &RecurrentCase::name);
  REQUIRE(found != std::end(recurrent_cases));
  return *found;
}

}  // namespace

TEST_CASE_TEMPLATE("the cases of recurrent layers are those of an LSTM", Scalar, double, float) {
  const RecurrentCase& pass = named("lstm_sequences_backward_states");
  weft::LSTM<Scalar, weft::Returns::sequences> lstm(units, pass.direction);
  set_weights(lstm, case_weights);
  const auto gradient = check_pass(lstm, pass);
  check_weights(gradient, pass.dkernel, pass.drecurrent_kernel, pass.dbias);
}

TEST_CASE("the cases' masks and states are those that Keras was given") {
  for (const char* name : {"lstm_states", "lstm_states_backward", "lstm_input_dropout", "lstm_gates_dropout"}) {
    CAPTURE(name);
    MaskedLSTM lstm(named(name));
    lstm.unroll();
    check_near("h", lstm.h, lstm.pass.h);
    check_near("c", lstm.c, lstm.pass.c);
  }
}

TEST_CASE("the gradients of the cases' results are those that Keras was given") {
  constexpr double e = 1e-5;
  for (const char* name : {"lstm_states", "lstm_states_backward"})
    for (const bool of_c : {false, true})
      for (Index k = 0; k < batch * units; ++k) {
        const auto loss = [&](double change) {
          MaskedLSTM lstm(named(name));
          (of_c ? lstm.c : lstm.h).data()[k] += change;
          return lstm.unroll();
        };
        const RecurrentCase& pass = named(name);
        const double keras = (of_c ? pass.dc0 : pass.dh0)[static_cast<std::size_t>(k)];
        CHECK((loss(e) - loss(-e)) / (2 * e) == doctest::Approx(keras).epsilon(1e-7));
      }
}
