// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>

namespace weft {

/// Which function an Activation is.
enum class ActivationKind {
  linear,
  relu,
  relu6,
  leaky_relu,
  elu,
  celu,
  selu,
  gelu,
  silu,
  mish,
  softplus,
  softsign,
  sigmoid,
  hard_sigmoid,
  log_sigmoid,
  sparse_sigmoid,
  hard_silu,
  tanh,
  hard_tanh,
  tanh_shrink,
  soft_shrink,
  hard_shrink,
  threshold,
  squareplus,
  sparse_plus,
  exponential,
  softmax,
  log_softmax,
  sparsemax
};

namespace detail {

/// What is known of a function before it is given any numbers.
struct ActivationFacts {
  std::string_view name;
  bool needs_input = false;  ///< its derivative cannot be told from its value; with its default parameters
  std::size_t parameters = 0;
  std::array<double, 3> defaults{};
  double least = -std::numeric_limits<double>::infinity();  ///< what its first parameter may be
};

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

inline constexpr std::array<ActivationFacts, 29> activation_facts{{
    {"linear"},
    {"relu", false, 3, {0, no_limit, 0}},
    {"relu6"},
    {"leaky_relu", false, 1, {0.2}},
    {"elu", false, 1, {1}},
    {"celu", false, 1, {1}},
    {"selu"},
    {"gelu", true, 1, {0}},
    {"silu", true},
    {"mish", true},
    {"softplus"},
    {"softsign", true},
    {"sigmoid"},
    {"hard_sigmoid", true},
    {"log_sigmoid"},
    {"sparse_sigmoid", true},
    {"hard_silu", true},
    {"tanh"},
    {"hard_tanh", true},
    {"tanh_shrink", true},
    {"soft_shrink", true, 1, {0.5}, 0},
    {"hard_shrink", true, 1, {0.5}, 0},
    {"threshold", true, 2, {0, 0}},
    {"squareplus", true, 1, {4}, 0},
    {"sparse_plus", true},
    {"exponential"},
    {"softmax"},
    {"log_softmax"},
    {"sparsemax"},
}};

constexpr const ActivationFacts& facts_of(ActivationKind kind) {
  return activation_facts[static_cast<std::size_t>(kind)];
}

static_assert(facts_of(ActivationKind::tanh).name == "tanh" && facts_of(ActivationKind::sparsemax).name == "sparsemax");

}  // namespace detail

}  // namespace weft
