// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string>

#include <weft/core/parameters.hpp>

namespace weft {

/// The number of a model, or of a gradient, that is furthest from zero; a NaN counts as infinite.
struct Largest {
  std::string name;  ///< of the parameter it stands in
  double size = 0;

  friend std::ostream& operator<<(std::ostream& out, const Largest& largest) {
    return out << largest.name << " with " << largest.size;
  }
};

/// The largest number of one parameter, without its sign; NaN where there is one.
template <class Parameter> double largest_in(const Parameter& p) {
  const std::span<const typename Parameter::Scalar> numbers(p.data(), static_cast<std::size_t>(p.size()));
  return static_cast<double>(largest_size(numbers));
}

template <Layer L> Largest largest(const L& model) {
  Largest found{.name = "", .size = -1};
  const auto place = [](double size) { return is_finite(size) ? size : std::numeric_limits<double>::infinity(); };
  L::for_each_parameter(
      [&](std::string_view name, const auto& p) {
        const double size = largest_in(p);
        if (place(size) > place(found.size)) found = {std::string(name), size};
      },
      model);
  return found;
}

/// The size of that number alone, in one quick pass; NaN where there is one.
template <Layer L> double largest_size(const L& model) {
  double most = 0;
  L::for_each_parameter(
      [&](std::string_view, const auto& p) {
        most = largest_size<double>(std::array{most, largest_in(p)});
      },
      model);
  return most;
}

}  // namespace weft
