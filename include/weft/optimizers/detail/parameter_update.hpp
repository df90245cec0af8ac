// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include <weft/core/parameters.hpp>
#include <weft/optimizers/detail/lazy_rows.hpp>
#include <weft/optimizers/detail/parameter_flags.hpp>
#include <weft/optimizers/detail/stretches.hpp>
#include <weft/system/thread_pool.hpp>

/// One parameter's part of a step: clip, decay, update.
namespace weft::detail {

/// A parameter with all that belongs to it in a step.
template <class Scalar> struct ParameterMemory {
  using Memory = std::array<Scalar*, OptimizerPortion<Scalar>::most_slots>;

  Scalar* p = nullptr;
  Parameter<const Scalar> g;
  Memory of_slot{};
  Index size = 0;
  Shape shape = {};
  std::size_t number = 0;
  bool decays = false;
  bool lazy = false;
  std::span<const Index> rows = {};  ///< which alone are updated, in their order, where it is lazy
  double scale = 1;                  ///< of the gradient

  /// What of it can be updated by itself: stretches, or rows where it is lazy. Threads share them.
  [[nodiscard]] Index pieces() const { return lazy ? std::ssize(rows) : (size + stretch_size - 1) / stretch_size; }
  [[nodiscard]] Index piece_size() const { return lazy ? numbers_a_row(g) : stretch_size; }
  /// Calls visit(first, count) for the numbers of the pieces `begin` ... `end` - 1, a stretch at most at a time.
  void for_each_stretch(Index begin, Index end, const auto& visit) const {
    const Index piece = piece_size();
    for (Index n = begin; n < end; ++n) {
      const Index first = (lazy ? rows[static_cast<std::size_t>(n)] : n) * piece;
      const Index last = (std::min)(first + piece, size);
      for (Index at = first; at < last; at += stretch_size) visit(at, (std::min)(stretch_size, last - at));
    }
  }

  [[nodiscard]] OptimizerPortion<Scalar> portion(Index first, Index count, const Scalar* gradient) const {
    Memory memory{};
    for (std::size_t k = 0; k < memory.size(); ++k) memory[k] = of_slot[k] == nullptr ? nullptr : of_slot[k] + first;
    return {.p = {p + first, count}, .g = {gradient, count}, .memory = memory, .shape = shape, .parameter = number};
  }
};

/// What the gradient `parts * g` is multiplied with, so that it is g, and no longer than the limit if there is one.
/// A NaN or an infinity makes the factor NaN.
inline double clipping_scale(double squared_norm, double limit, double parts) {
  const double norm = std::sqrt(squared_norm) / parts;
  if (!is_finite(norm)) return std::numeric_limits<double>::quiet_NaN();
  return limit > 0 && norm > limit ? limit / norm / parts : 1 / parts;
}

/// Sets each parameter's scale. `parts` gradients were added up.
template <class Scalar>
void set_scales(std::vector<ParameterMemory<Scalar>>& parameters, const OptimizerOptions& options, double parts) {
  double all = 0;
  if (options.global_clipnorm > 0)
    for (const auto& each : parameters) all = add_squares(all, each.g);
  for (auto& each : parameters) {
    each.scale = 1 / parts;
    if (options.global_clipnorm > 0) each.scale = clipping_scale(all, options.global_clipnorm, parts);
    if (options.clipnorm > 0) each.scale = clipping_scale(add_squares(0, each.g), options.clipnorm, parts);
  }
}

/// Does it for the numbers first ... first + count of a parameter. `clipped` has room for as many, which are the
/// gradient's where that is not to be used as it is.
template <class Rule, class Scalar>
void update_portion(Rule& rule, const OptimizerStep& step, const OptimizerOptions& options,
                    const ParameterMemory<Scalar>& parameter, Index first, Index count, Scalar* clipped) {
  const Scalar* g = parameter.g.data() + first;
  if (!is_exactly(parameter.scale, 1) || options.clipvalue > 0) {
    const ConstNumbersMap<Scalar> gradient(g, count);
    NumbersMap<Scalar> to(clipped, count);
    to = (gradient.template cast<double>() * parameter.scale).template cast<Scalar>();
    const auto most = static_cast<Scalar>(options.clipvalue);
    if (most > 0)
      std::for_each(clipped, clipped + count, [&](Scalar& d) { d = d > most ? most : d < -most ? -most : d; });
    g = clipped;
  }
  OptimizerPortion<Scalar> portion = parameter.portion(first, count, g);
  if (parameter.decays)
    portion.p -= portion.p * static_cast<Scalar>(options.weight_decay) * static_cast<Scalar>(step.learning_rate);
  rule.update(step, portion);
}

/// For a rule that is given each parameter in one piece.
template <class Rule> inline constexpr bool updates_whole_parameters = requires { requires Rule::whole_parameters; };

/// From how many numbers on a thread more is worth its while.
inline constexpr Index numbers_a_thread = 32 * stretch_size;

/// Does it for all of a parameter that is to be updated. Threads share what is large; the result is the same to the
/// bit. `clipped` is memory for a rule that updates whole parameters.
template <class Rule, class Scalar>
void update_parameter(Rule& rule, const OptimizerStep& step, const OptimizerOptions& options,
                      const ParameterMemory<Scalar>& parameter, std::vector<Scalar>& clipped, ThreadPool* pool) {
  if constexpr (updates_whole_parameters<Rule>) {
    clipped.resize(static_cast<std::size_t>(parameter.size));
    update_portion(rule, step, options, parameter, 0, parameter.size, clipped.data());
  } else {
    const Index pieces = parameter.pieces(), numbers = pieces * parameter.piece_size();
    const Index shares = pool == nullptr ? 1 : std::clamp<Index>(numbers / numbers_a_thread, 1, pool->threads());
    const auto share = [&](Index k) {
      parameter.for_each_stretch(pieces * k / shares, pieces * (k + 1) / shares, [&](Index first, Index count) {
        std::array<Scalar, stretch_size> memory;
        update_portion(rule, step, options, parameter, first, count, memory.data());
      });
    };
    if (shares == 1) return share(0);
    pool->run(shares, share);
  }
}

}  // namespace weft::detail
