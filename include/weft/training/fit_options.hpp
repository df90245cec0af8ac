// SPDX-License-Identifier: MIT
#pragma once

#include <map>

#include <weft/data/dataset.hpp>
#include <weft/training/progress.hpp>

namespace weft {

class ThreadPool;

/// How Trainer::fit goes over its data.
template <class Inputs> struct FitOptions {
  Index epochs = 1;                             ///< of this call
  Index batch_size = 32;                        ///< everything: one batch of all examples
  const Dataset<Inputs>* validation = nullptr;  ///< evaluated after each epoch
  double validation_split = 0;                  ///< the share of the examples, the last ones, that validate instead
  Index validation_freq = 1;                    ///< epochs from one validation to the next
  Index shuffle_buffer = everything;            ///< tf.data's shuffle(buffer), drawn anew each epoch; 1 keeps the order
  std::uint64_t seed = 0;                       ///< of the shuffles, and of what layers draw
  std::map<int, double> class_weight = {};  ///< of rows by their class, in training; 1 for a class that is not there
  ThreadPool* pool = nullptr;               ///< the result does not depend on it
  Verbose verbose = Verbose::automatic;
  std::ostream* output = &std::cout;
};

}  // namespace weft
