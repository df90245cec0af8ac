// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/losses/mean_loss.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include "support/examples.hpp"

namespace bench {

/// The experiment's network, with an LSTM or with another layer in its place.
template <class L> auto make_network_of(const L& layer, weft::Rng& rng) {
  return weft::Sequential{rng, weft::Embedding{vocabulary, 64}, weft::Bidirectional{layer}, weft::Dense{64, weft::relu},
                          weft::Dense{1, weft::sigmoid}};
}
inline auto make_network(weft::Rng& rng) { return make_network_of(weft::LSTM{64}, rng); }

/// One step of training the experiment's network on a batch of equally long sequences, again and again.
template <class L = weft::LSTM<>> class TrainingStep {
  using Network = decltype(make_network_of(std::declval<const L&>(), std::declval<weft::Rng&>()));

 public:
  TrainingStep(Index batch, Index steps, Index threads, Index distinct = vocabulary)
      : network_(make_network_of(L(64), rng_)),
        adam_(network_),
        gradient_(zeros_like(network_)),
        pool_(threads),
        tape_(make_tape(network_, &pool_)),
        x_(tokens(batch, steps, rng_, distinct)),
        targets_(weft::Tensor<double, 2>(batch, 1)) {
    for (Index k = 0; k < batch; ++k) targets_.values(k, 0) = static_cast<double>(rng_.below(2));
  }

  /// Every gradient is multiplied by `scale`: with a tiny one they underflow on their way back in time.
  void run(float scale = 1) {
    const auto& predictions = network_.forward(x_, tape_);
    weft::loss_gradient(loss_, predictions, targets_, dp_);
    for (Index k = 0; k < dp_.size(); ++k) dp_.data()[k] *= scale;
    set_zero(gradient_);
    network_.backward(x_, dp_, tape_, gradient_);
    adam_.step(network_, gradient_, &pool_);
  }

 private:
  weft::Rng rng_{42};
  Network network_;
  weft::ModelOptimizer<Network, weft::Adam> adam_;
  Network gradient_;
  weft::ThreadPool pool_;
  typename Network::Tape tape_;
  weft::Tokens x_;
  weft::TargetRows targets_;
  weft::Tensor<float, 2> dp_;
  weft::BinaryCrossentropy loss_;
};

}  // namespace bench
