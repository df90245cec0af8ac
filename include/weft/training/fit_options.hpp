// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <weft/optimizers/adam.hpp>
#include <weft/training/evaluate.hpp>
#include <weft/training/progress.hpp>

namespace weft {

/// What a callback wants fit to do next.
enum class Proceed { go_on, stop };

/// What fit has measured when a batch is done.
struct BatchResult {
  Index epoch = 0;    ///< counted from 1
  Index batch = 0;    ///< in this epoch, counted from 1
  Index batches = 0;  ///< of an epoch
  Evaluation train;   ///< means over this epoch's batches so far
};

/// What callbacks remember from one call to the next, as a text in UTF-8: a checkpoint keeps it, and resume hands it
/// back before it goes on. Callbacks that look at whole epochs alone need none, since resume calls on_epoch_end again
/// for the epochs that are done.
struct CallbackState {
  std::function<std::string()> save = {};
  std::function<void(const std::string&)> restore = {};
};

template <class Inputs> struct FitOptions {
  Index epochs = 1;                             ///< of this call
  Index batch_size = 32;                        ///< everything: one batch of all examples
  const Dataset<Inputs>* validation = nullptr;  ///< evaluated after each epoch
  Index shuffle_buffer = everything;            ///< tf.data's shuffle(buffer), drawn anew each epoch; 1 keeps the order
  std::uint64_t seed = 0;                       ///< of the shuffles
  AdamOptions adam = {};
  BinaryCrossentropy loss = {};
  double clip_norm = 0;        ///< global norm the gradient is cut down to; 0: it is left alone
  ThreadPool* pool = nullptr;  ///< the result does not depend on it
  Verbose verbose = Verbose::automatic;
  std::ostream* output = &std::cout;
  std::function<Proceed(const EpochResult&)> on_epoch_end = {};
  std::function<Proceed(const BatchResult&)> on_batch_end = {};  ///< an epoch that it stops is not in the history
  CallbackState callback_state = {};
};

}  // namespace weft
