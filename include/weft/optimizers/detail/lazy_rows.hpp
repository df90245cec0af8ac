// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <limits>
#include <span>
#include <vector>

#include <weft/core/detail/finite.hpp>
#include <weft/core/parameters.hpp>

/// Parameters of which a step updates only the rows that the gradient touched.
namespace weft::detail {

/// How many numbers a row has: a step along the first extent.
template <class Scalar> Index numbers_a_row(const Parameter<Scalar>& parameter) {
  return parameter.size() == 0 ? 0 : parameter.size() / *parameter.shape().begin();
}

/// Tells 0 and -0 by their bits: a NaN is none of them with -ffast-math either.
template <std::floating_point Scalar> constexpr bool is_zero(Scalar number) {
  return (bit_cast<BitsOf<Scalar>>(number) & (std::numeric_limits<BitsOf<Scalar>>::max)()) == 0;
}

/// The rows of a gradient that are not all zero, in their order. Of a gradient that remembers which rows were touched
/// no others are looked at; the result is that of looking at all, since a row can be touched with zeros.
template <class Scalar> void find_rows(const Parameter<const Scalar>& gradient, std::vector<Index>& rows) {
  rows.clear();
  const Index size = numbers_a_row(gradient);
  gradient.for_each_touched([&](Index first, Index count) {
    for (Index at = first; at < first + count; at += size) {
      const auto row = gradient.numbers(at, size);
      if (!std::all_of(row.begin(), row.end(), is_zero<Scalar>)) rows.push_back(at / size);
    }
  });
}

/// Of each of a model's parameters the rows that the last step updated; none where the parameter is not lazy.
class LazyRows {
 public:
  explicit LazyRows(std::size_t parameters) : rows_(parameters) {}

  /// Of a step that updates nothing.
  void clear() {
    for (auto& rows : rows_) rows.clear();
  }
  /// Of a step with that gradient of a parameter.
  template <class Scalar> std::span<const Index> find(std::size_t parameter, const Parameter<const Scalar>& gradient) {
    find_rows(gradient, rows_[parameter]);
    return rows_[parameter];
  }

  /// Calls visit(first, count) for the numbers of that parameter's rows.
  template <class Scalar>
  void for_each(std::size_t number, const Parameter<Scalar>& parameter, const auto& visit) const {
    const Index size = numbers_a_row(parameter);
    for (const Index row : rows_[number]) visit(row * size, size);
  }

 private:
  std::vector<std::vector<Index>> rows_;
};

/// From here on any row of the gradient may be other than zero: somebody writes to it who does not say to which.
template <Layer L> void forget_touched_rows(L& gradient) {
  for_each_parameter(
      [](std::string_view, ParameterOf<L> p) {
        if (p.touched() != nullptr) p.touched()->forget();
      },
      gradient);
}

/// Sets to zero what is not, and remembers which rows are touched from here on. Costs what has been touched, where that
/// was remembered.
template <Layer L> void set_zero_and_remember(L& gradient) {
  set_zero(gradient);
  for_each_parameter(
      [](std::string_view, ParameterOf<L> p) {
        if (p.touched() != nullptr && !p.touched()->are_known()) p.touched()->begin(*p.shape().begin());
      },
      gradient);
}

}  // namespace weft::detail
