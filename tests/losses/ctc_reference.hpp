// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <vector>

#include <weft/core/buffer.hpp>

/// CTC by its definition: every path, one after another. For a few steps and classes.
namespace weft::testing {

/// The labels that a path reads as: repeated classes once, then without blanks.
inline std::vector<int> read_path(const std::vector<int>& path, int blank) {
  std::vector<int> labels = path;
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  labels.erase(std::remove(labels.begin(), labels.end(), blank), labels.end());
  return labels;
}

/// softmax of each row, without any care for large numbers.
inline std::vector<double> softmax_of_rows(std::span<const double> logits, Index classes) {
  std::vector<double> y(logits.begin(), logits.end());
  for (std::size_t first = 0; first < y.size(); first += static_cast<std::size_t>(classes)) {
    double sum = 0;
    for (std::size_t k = first; k < first + static_cast<std::size_t>(classes); ++k) sum += y[k] = std::exp(y[k]);
    for (std::size_t k = first; k < first + static_cast<std::size_t>(classes); ++k) y[k] /= sum;
  }
  return y;
}

/// All paths of so many steps, in the order of numbers that are written with them.
template <class Visit> void for_each_path(Index steps, Index classes, const Visit& visit) {
  std::vector<int> path(static_cast<std::size_t>(steps), 0);
  while (true) {
    visit(path);
    std::size_t t = path.size();
    while (t > 0 && ++path[t - 1] == static_cast<int>(classes)) path[--t] = 0;
    if (t == 0) return;
  }
}

/// What labels there are, how probable each is, and how much of that goes through each class in each step.
struct Labelling {
  double p = 0;
  std::vector<double> through;  // [steps x classes]
};

inline std::map<std::vector<int>, Labelling> all_labellings(std::span<const double> logits, Index classes, int blank) {
  const std::vector<double> y = softmax_of_rows(logits, classes);
  const auto steps = static_cast<Index>(y.size()) / classes;
  std::map<std::vector<int>, Labelling> result;
  for_each_path(steps, classes, [&](const std::vector<int>& path) {
    const auto place = [&](std::size_t t) {
      return t * static_cast<std::size_t>(classes) + static_cast<std::size_t>(path[t]);
    };
    double p = 1;
    for (std::size_t t = 0; t < path.size(); ++t) p *= y[place(t)];
    Labelling& labelling = result[read_path(path, blank)];
    labelling.p += p;
    labelling.through.resize(y.size());
    for (std::size_t t = 0; t < path.size(); ++t) labelling.through[place(t)] += p;
  });
  return result;
}

}  // namespace weft::testing
