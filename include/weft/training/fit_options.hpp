// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>

#include <weft/data/dataset.hpp>
#include <weft/training/progress.hpp>

namespace weft {

class ThreadPool;

/// How Trainer::fit goes over its data.
template <class Inputs> struct FitOptions {
  Index epochs = 1;                             ///< of this call
  std::optional<Index> initial_epoch = {};      ///< how many count as done before it; otherwise those of the trainer
  Index steps_per_epoch = 0;                    ///< batches; the next epoch goes on behind them. 0: those of a pass
  Index batch_size = 32;                        ///< everything: one batch of all examples
  const Dataset<Inputs>* validation = nullptr;  ///< evaluated after each epoch
  double validation_split = 0;                  ///< the share of the examples, the last ones, that validate instead
  Index validation_freq = 1;                    ///< epochs from one validation to the next
  Index shuffle_buffer = everything;            ///< tf.data's shuffle(buffer), drawn anew each epoch; 1 keeps the order
  /// Lengths from which on examples are of the next bucket, {50, 100}: a batch has examples of one bucket, as those of
  /// tf.data's bucket_by_sequence_length. Empty: examples of all lengths share batches.
  std::vector<Index> bucket_boundaries = {};
  /// A batch ends before it would have more steps, those of padding that is read too, or batch_size examples. A longer
  /// example is a batch by itself.
  Index tokens_per_batch = everything;
  std::uint64_t seed = 0;                   ///< of the shuffles, and of what layers draw
  std::map<int, double> class_weight = {};  ///< of rows by their class, in training; 1 for a class that is not there
  ThreadPool* pool = nullptr;               ///< the result does not depend on it
  Verbose verbose = Verbose::automatic;
  std::ostream* output = &std::cout;
};

}  // namespace weft
