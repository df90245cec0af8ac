// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include "support/batch_training.hpp"
#include "support/examples.hpp"

namespace bench {

/// Equally long sequences of ids, with a label each.
inline weft::Dataset<weft::IdLists> id_batch(Index batch, Index steps, weft::Rng& rng, Index distinct, double weight) {
  weft::IdLists lists;
  std::vector<int> labels;
  for (Index k = 0; k < batch; ++k) {
    lists.push_back(tokens(1, steps, rng, distinct).ids);
    labels.push_back(static_cast<int>(rng.below(2)));
  }
  return {lists, labels, std::vector<double>(static_cast<std::size_t>(batch), weight)};
}

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
  /// Every gradient is multiplied by `scale`: with a tiny one they underflow on their way back in time.
  TrainingStep(Index batch, Index steps, Index threads, Index distinct = vocabulary, double scale = 1)
      : network_(make_network_of(L(64), rng_)),
        batch_(id_batch(batch, steps, rng_, distinct, scale)),
        step_(network_, batch_, threads) {}

  void run() { step_.run(); }

 private:
  weft::Rng rng_{42};
  Network network_;
  weft::Dataset<weft::IdLists> batch_;
  BatchTraining<Network, weft::IdLists> step_;
};

}  // namespace bench
