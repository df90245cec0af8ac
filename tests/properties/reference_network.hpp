// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../reference/lstm.hpp"

/// Networks in plain loops over one example at a time, with the parameters of weft's layers: the oracle for random
/// architectures and batches. What passes between layers is a row for each step, or one row.
namespace weft::reference {

using Steps = std::vector<Numbers>;

template <class Scalar> Numbers copied(const Scalar* from, Index size) { return {from, from + size}; }

template <class Scalar, Returns returns> LSTM lstm_of(const weft::LSTM<Scalar, returns>& layer) {
  LSTM lstm(static_cast<std::size_t>(layer.kernel.dimension(0)), static_cast<std::size_t>(layer.output_features()));
  lstm.W = copied(layer.kernel.data(), layer.kernel.size());
  lstm.U = copied(layer.recurrent_kernel.data(), layer.recurrent_kernel.size());
  lstm.b = copied(layer.bias.data(), layer.bias.size());
  return lstm;
}

/// One sequence's unrolled, from zero states; steps are in the order in which they are walked.
class Unrolled {
 public:
  Unrolled(const LSTM& lstm, Steps x, Direction direction) : lstm_(lstm), direction_(direction) {
    if (direction == Direction::backward) std::reverse(x.begin(), x.end());
    Numbers h(lstm.units), c(lstm.units);
    for (const Numbers& row : x) {
      steps_.push_back(lstm.forward(row, h, c));
      h = steps_.back().h, c = steps_.back().c;
    }
    last_ = h;
  }

  const Numbers& last() const { return last_; }

  /// The state at each step of the sequence.
  Steps states() const {
    Steps h;
    for (const LSTM::Step& step : steps_) h.push_back(step.h);
    return in_time(std::move(h));
  }

  /// dx of each step of the sequence, from dh of each; adds to `gradient`.
  Steps backward(Steps dh, LSTM& gradient) const {
    Steps dx;
    Numbers dh_after(lstm_.units), dc_after(lstm_.units);
    dh = in_time(std::move(dh));
    for (std::size_t k = steps_.size(); k-- > 0;) {
      for (std::size_t u = 0; u < lstm_.units; ++u) dh[k][u] += dh_after[u];
      LSTM::Gradient to = lstm_.backward(steps_[k], dh[k], dc_after, gradient);
      dx.push_back(to.dx);
      dh_after = to.dh_, dc_after = to.dc_;
    }
    std::reverse(dx.begin(), dx.end());
    return in_time(std::move(dx));
  }

 private:
  Steps in_time(Steps steps) const {
    if (direction_ == Direction::backward) std::reverse(steps.begin(), steps.end());
    return steps;
  }

  const LSTM& lstm_;
  Direction direction_;
  std::vector<LSTM::Step> steps_;
  Numbers last_;
};

template <class Scalar> Steps run(const Embedding<Scalar>& layer, const Steps& ids) {
  Steps rows;
  for (const Numbers& id : ids)
    rows.push_back(
        copied(layer.embeddings.data() + static_cast<Index>(id[0]) * layer.output_features(), layer.output_features()));
  return rows;
}

template <class Scalar, Returns returns> Steps run(const weft::LSTM<Scalar, returns>& layer, const Steps& x) {
  const LSTM lstm = lstm_of(layer);
  const Unrolled unrolled(lstm, x, layer.direction());
  return returns == Returns::sequences ? unrolled.states() : Steps{unrolled.last()};
}

template <class L> Steps run(const Bidirectional<L>& layer, const Steps& x) {
  Steps y = run(layer.forward_layer, x);
  const Steps backward = run(layer.backward_layer, x);
  for (std::size_t k = 0; k < y.size(); ++k) y[k].insert(y[k].end(), backward[k].begin(), backward[k].end());
  return y;
}

template <class Scalar> Steps run(const Dense<Scalar>& layer, const Steps& x) {
  const Index units = layer.output_features();
  Numbers y = copied(layer.bias.data(), units);
  for (Index in = 0; in < layer.kernel.dimension(0); ++in)
    for (Index out = 0; out < units; ++out)
      y[static_cast<std::size_t>(out)] +=
          x[0][static_cast<std::size_t>(in)] * static_cast<double>(layer.kernel(in, out));
  for (double& z : y) z = LSTM::sigmoid(z);  // the activation of every Dense here
  return {y};
}

template <class... Layers> Numbers run(const Sequential<Layers...>& model, Steps x) {
  model.for_each_layer([&](std::string_view, const auto& layer) { x = run(layer, x); });
  return x[0];
}

inline Steps steps_of(const std::vector<int>& ids) {
  Steps steps;
  for (const int id : ids) steps.push_back({static_cast<double>(id)});
  return steps;
}

}  // namespace weft::reference
