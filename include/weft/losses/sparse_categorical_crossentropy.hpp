// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <weft/layers/activation.hpp>
#include <weft/losses/detail/probability.hpp>
#include <weft/losses/detail/row_softmax.hpp>
#include <weft/losses/loss.hpp>

namespace weft {

/// Cross-entropy of a row of probabilities, one a class, with the right class, counted from 0.
///
///   from probabilities   l = -log(q_y / sum of q),  q: p, clipped to [1e-7, 1 - 1e-7]
///   from logits          l = -log softmax(z)_y, finite for any finite z
///
/// A row whose target is ignore_class, -1 for instance, does not count: its loss and derivatives are 0, and a mean is
/// over the other rows. A probability beyond the clip has derivative zero. Derivatives: docs/math/losses.md, (12) and
/// (13). Errors: std::invalid_argument when the target is none of the classes. Source: keras/src/losses/losses.py;
/// keras/src/backend/tensorflow/nn.py, where CategoricalCrossentropy divides and clips in the other order.
struct SparseCategoricalCrossentropy {
  static constexpr std::string_view type_name = "SparseCategoricalCrossentropy";

  bool from_logits = false;
  std::optional<int> ignore_class = {};

  [[nodiscard]] bool counts(int y) const { return y != ignore_class; }

  /// The same loss of what a softmax was taken of.
  [[nodiscard]] std::optional<SparseCategoricalCrossentropy> of_logits(const Activation& last) const {
    if (!(last == softmax)) return {};
    return SparseCategoricalCrossentropy{.from_logits = true, .ignore_class = ignore_class};
  }

  template <class Scalar> [[nodiscard]] Scalar row(std::span<const Scalar> p, int y, std::span<Scalar> dp) const {
    if (!counts(y)) {
      std::fill(dp.begin(), dp.end(), Scalar(0));
      return 0;
    }
    const auto right = static_cast<std::size_t>(y);  // of a negative one, more than there are
    throw_unless(right < p.size(), type_name, ": a target is ", y, "; expected a class, 0 to ", p.size() - 1);
    return from_logits ? row_of_logits(p, right, dp) : row_of_probabilities(p, right, dp);
  }

  void for_each_setting(auto&& visit) const {
    visit("from_logits", from_logits ? "true" : "false");
    visit("ignore_class", ignore_class ? std::to_string(*ignore_class) : "none");
  }

 private:
  template <class Scalar>
  static Scalar row_of_logits(std::span<const Scalar> z, std::size_t right, std::span<Scalar> dz) {
    const Scalar loss = detail::log_sum_exp(z, dz).minus_log(z[right]);
    if (!dz.empty()) dz[right] -= 1;  // (12)
    return loss;
  }

  template <class Scalar>
  static Scalar row_of_probabilities(std::span<const Scalar> p, std::size_t right, std::span<Scalar> dp) {
    const double sum = detail::sum_of(p.size(), [&](std::size_t k) { return detail::clip_probability(p[k]).value; });
    const auto q = detail::clip_probability(p[right]);
    if (!dp.empty()) {
      const auto share = static_cast<Scalar>(1 / sum);
      for (std::size_t k = 0; k < p.size(); ++k) dp[k] = detail::clip_probability(p[k]).inside ? share : Scalar(0);
      if (q.inside) dp[right] -= 1 / q.value;  // (13)
    }
    return static_cast<Scalar>(std::log(sum)) - std::log(q.value);
  }
};

static_assert(Loss<SparseCategoricalCrossentropy>);

}  // namespace weft
