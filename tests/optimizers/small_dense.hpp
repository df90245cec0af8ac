// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include <weft/layers/dense.hpp>

/// A layer to be optimized, and its numbers.
namespace weft::testing {

inline Dense<double> built(Index input_features, Index units) {
  Rng rng(1);
  Dense<double> dense(units);
  dense.build(input_features, rng);
  return dense;
}

template <class L> std::vector<double> numbers(const L& model) {
  std::vector<double> result;
  for_each_parameter(
      [&](std::string_view, const auto& p) { result.insert(result.end(), p.data(), p.data() + p.size()); }, model);
  return result;
}

template <class L> L constant(const L& model, double value) {
  L result = model;
  for_each_parameter([&](std::string_view, auto& p) { p.array().setConstant(value); }, result);
  return result;
}

}  // namespace weft::testing
