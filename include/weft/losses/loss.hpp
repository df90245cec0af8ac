// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string_view>

#include <weft/core/tensor.hpp>

namespace weft {

/// A loss whose targets are numbers: row(p, y, dp) as in Loss.
template <class L, class Scalar>
concept LossOfNumbers = requires(const L& loss, std::span<const Scalar> p, std::span<Scalar> dp) {
  { loss.row(p, p, dp) } -> std::same_as<Scalar>;
};

/// A loss whose targets are classes, counted from 0: row(p, y, dp) with an int for y.
template <class L, class Scalar>
concept LossOfClasses = requires(const L& loss, std::span<const Scalar> p, int y, std::span<Scalar> dp) {
  { loss.row(p, y, dp) } -> std::same_as<Scalar>;
};

/// How wrong the predictions of one row are, of an example or of a step of a sequence. A loss is a plain value:
///
///   struct Quartic {
///     static constexpr std::string_view type_name = "Quartic";
///
///     template <class Scalar>
///     Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
///       Scalar sum = 0;
///       for (std::size_t k = 0; k < p.size(); ++k) {
///         const Scalar e = p[k] - y[k];
///         sum += e * e * e * e;
///         if (!dp.empty()) dp[k] = 4 * e * e * e;
///       }
///       return sum;
///     }
///   };
///
/// row is given the predictions p of one row and its target, as many numbers or one class; it returns the row's loss
/// and, unless dp is empty, sets dp to the derivative of that loss by p. Everything else is not the loss's business:
/// the mean over the rows of a batch, weights, what is padding, and shards (losses/mean_loss.hpp). A loss may also have
///
///   void validate() const                              throws std::invalid_argument for options out of their range
///   bool accepts(double y) const                       whether a number may be (part of) a target; all that are finite
///   static constexpr std::string_view accepted         what `accepts` is true for, for a message: "0 to 1"
///   bool counts(int y) const                           false for a class that stands for "no target"
///   std::optional<L> of_logits(const Activation&) const    the same loss of what that last activation of a model was
///                                                      taken of, where it can be computed from that without losing
///                                                      digits
///   void for_each_setting(auto&& visit) const          visit(name, text) for each option, which a resumed run must
///                                                      have alike
template <class L, class Scalar = float>
concept Loss = std::copyable<L> &&(LossOfNumbers<L, Scalar> || LossOfClasses<L, Scalar>)&&requires {
  { L::type_name } -> std::convertible_to<std::string_view>;
};

}  // namespace weft
