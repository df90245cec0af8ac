// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include <weft/core/detail/require.hpp>

/// Options that several losses have.
namespace weft::detail {

/// Throws std::invalid_argument, in a loss's name, unless an option is from 0 to 1.
inline void require_loss_share(std::string_view loss, std::string_view option, double x) {
  throw_unless(is_finite(x) && x >= 0 && x <= 1, loss, ": ", option, " is ", x, "; expected 0 to 1");
}

/// The targets of a row that were smoothed: y (1 - label_smoothing) + label_smoothing / classes.
template <class Scalar> class SmoothedTargets {
 public:
  SmoothedTargets(std::span<const Scalar> y, double label_smoothing, std::size_t classes)
      : y_(y),
        kept_(static_cast<Scalar>(1 - label_smoothing)),
        added_(static_cast<Scalar>(label_smoothing / static_cast<double>(classes))) {}

  Scalar operator[](std::size_t k) const { return y_[k] * kept_ + added_; }

 private:
  std::span<const Scalar> y_;
  Scalar kept_, added_;
};

}  // namespace weft::detail
