// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <weft/core/packing.hpp>
#include <weft/initializers/glorot_uniform.hpp>
#include <weft/initializers/initializer.hpp>
#include <weft/initializers/orthogonal.hpp>
#include <weft/recurrent/detail/general_cell/cell_functions.hpp>

namespace weft::detail {

/// How much of a recurrent layer's input and state is dropped in training, and what the masks are drawn from in place
/// of the training's seed.
struct RecurrentDropout {
  double input = 0, state = 0;
  std::optional<std::uint64_t> seed = {};
};

/// What all recurrent layers may be told.
struct RecurrentOptions {
  CellFunctions functions;
  bool use_bias = true;
  Initializer kernel_initializer, recurrent_initializer, bias_initializer;
  RecurrentDropout dropout;
  Direction direction = Direction::forward;
};

/// The same of a layer's own options, which have Keras's names.
template <class Options> RecurrentOptions recurrent_options(const Options& options) {
  RecurrentOptions all{.functions = {},
                       .use_bias = options.use_bias,
                       .kernel_initializer = options.kernel_initializer,
                       .recurrent_initializer = options.recurrent_initializer,
                       .bias_initializer = options.bias_initializer,
                       .dropout = {options.dropout, options.recurrent_dropout, options.seed},
                       .direction = options.go_backwards ? Direction::backward : Direction::forward};
  if constexpr (requires { options.activation; }) all.functions.activation = options.activation;
  if constexpr (requires { options.recurrent_activation; })
    all.functions.recurrent_activation = options.recurrent_activation;
  return all;
}

}  // namespace weft::detail
