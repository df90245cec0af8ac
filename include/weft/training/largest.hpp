// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string>

#include <weft/core/parameters.hpp>
#include <weft/io/dtype.hpp>

namespace weft {

/// The number of a model, or of a gradient, that is furthest from zero; a NaN counts as infinite.
struct Largest {
  std::string name;  ///< of the parameter it stands in
  double size = 0;

  friend std::ostream& operator<<(std::ostream& out, const Largest& largest) {
    return out << largest.name << " with " << largest.size;
  }
};

template <Layer L> Largest largest(const L& model) {
  Largest found{.name = "", .size = -1};
  const auto place = [](double size) { return is_finite(size) ? size : std::numeric_limits<double>::infinity(); };
  L::for_each_parameter(
      [&](std::string_view name, const auto& p) {
        for (Index k = 0; k < p.size(); ++k) {
          const double size = std::abs(static_cast<double>(p.data()[k]));
          if (place(size) > place(found.size)) found = {std::string(name), size};
        }
      },
      model);
  return found;
}

}  // namespace weft
