// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/require.hpp>

namespace weft {

/// What the size of weights adds to a loss, so that training keeps them small. Of one parameter's numbers w:
///
///   R = l1 sum |w| + l2 sum w^2        dR/dw = l1 sign(w) + 2 l2 w, with sign(0) = 0
///
///   trainer.regularize({{"kernel", weft::L1L2{.l1 = 1e-5, .l2 = 1e-4}}});
///
/// Source: Keras's L1L2 (keras/src/regularizers/regularizers.py).
struct L1L2 {
  static constexpr std::string_view type_name = "L1L2";

  double l1 = 0, l2 = 0;

  /// R. Added up in double, in an order that depends on nothing but how many numbers there are.
  template <class Scalar> [[nodiscard]] double penalty(std::span<const Scalar> w) const {
    Sums sizes{}, squares{};
    const auto add = [&](std::size_t to, Scalar number) {
      const auto x = static_cast<double>(number);
      sizes[to] += std::abs(x);
      squares[to] += x * x;
    };
    std::size_t k = 0;
    for (; k + lanes <= w.size(); k += lanes)
      for (std::size_t lane = 0; lane < lanes; ++lane) add(lane, w[k + lane]);
    for (; k < w.size(); ++k) add(0, w[k]);
    return l1 * std::accumulate(sizes.begin(), sizes.end(), 0.0) +
           l2 * std::accumulate(squares.begin(), squares.end(), 0.0);
  }
  /// gradient += dR/dw, of as many numbers.
  template <class Scalar> void add_gradient(std::span<const Scalar> w, std::span<Scalar> gradient) const {
    const auto of_size = static_cast<Scalar>(l1), of_square = static_cast<Scalar>(2 * l2);
    std::transform(w.begin(), w.end(), gradient.begin(), gradient.begin(), [&](Scalar x, Scalar g) {
      return g + (x > 0 ? of_size : x < 0 ? -of_size : 0) + of_square * x;
    });
  }

  /// Throws std::invalid_argument unless both can be multiplied with floats and are at least 0.
  void check_options() const {
    detail::require_float_or_zero(type_name, "l1", l1);
    detail::require_float_or_zero(type_name, "l2", l2);
  }
  void for_each_setting(auto&& visit) const {
    visit("l1", detail::exact_text(l1));
    visit("l2", detail::exact_text(l2));
  }

 private:
  static constexpr std::size_t lanes = 8;  // sums that do not wait for one another
  using Sums = std::array<double, lanes>;
};

/// l1 sum |w|, which makes many weights 0: trainer.regularize({{"kernel", weft::L1(1e-4)}}).
struct L1 : L1L2 {
  constexpr explicit L1(double factor = 0.01) : L1L2{.l1 = factor} {}
};

/// l2 sum w^2, which makes all weights smaller: trainer.regularize({{"kernel", weft::L2(1e-4)}}).
struct L2 : L1L2 {
  constexpr explicit L2(double factor = 0.01) : L1L2{.l2 = factor} {}
};

/// Regularizers of the parameters whose names have a part: {{"kernel", L2(1e-4)}, {"lstm/bias", L1(1e-5)}}.
using NamedRegularizers = std::vector<std::pair<std::string, L1L2>>;

}  // namespace weft
