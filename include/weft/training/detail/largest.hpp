// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string>

#include <weft/core/parameters.hpp>

namespace weft::detail {

/// The number of a model, or of a gradient, that is furthest from zero; a NaN counts as infinite.
struct Largest {
  std::string name;  ///< of the parameter it stands in
  double size = 0;

  friend std::ostream& operator<<(std::ostream& out, const Largest& largest) {
    return out << largest.name << " with " << largest.size;
  }
};

/// The largest number of one parameter, without its sign; NaN where there is one.
template <class Scalar> double largest_in(const Parameter<const Scalar>& p) {
  Scalar most = 0;
  p.for_each_touched([&](Index first, Index count) {
    most = max_abs<Scalar>(std::array{most, max_abs(p.numbers(first, count))});
  });
  return static_cast<double>(most);
}

template <Layer L> Largest largest(const L& model) {
  Largest found{.name = "", .size = -1};
  const auto place = [](double size) { return is_finite(size) ? size : std::numeric_limits<double>::infinity(); };
  for_each_parameter(
      [&](std::string_view name, ParameterOf<const L> p) {
        const double size = largest_in(p);
        if (place(size) > place(found.size)) found = {std::string(name), size};
      },
      model);
  return found;
}

/// The size of that number alone, in one quick pass; NaN where there is one.
template <Layer L> double max_abs(const L& model) {
  double most = 0;
  for_each_parameter(
      [&](std::string_view, ParameterOf<const L> p) {
        most = max_abs<double>(std::array{most, largest_in(p)});
      },
      model);
  return most;
}

/// The same of what an optimizer's last step may have changed.
template <class Optimizer, Layer L> double max_abs_updated(const Optimizer& optimizer, const L& model) {
  using Scalar = typename L::Scalar;
  Scalar most = 0;
  optimizer.for_each_updated(
      [&](ParameterOf<const L> p, Index first, Index count) {
        most = max_abs<Scalar>(std::array{most, max_abs(p.numbers(first, count))});
      },
      model);
  return static_cast<double>(most);
}

}  // namespace weft::detail
