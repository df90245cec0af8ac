// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <weft/core/detail/finite.hpp>
#include <weft/core/tensor.hpp>

namespace weft {

/// What the rows of a batch are to give, row r of them for row r of the predictions: the examples in the caller's
/// order, or the steps of packed sequences. A row is as many numbers as the model has outputs, or one number that is a
/// class.
struct TargetRows {
  Tensor<double, 2> values;     ///< [rows x outputs] or, of classes, [rows x 1]; NaN in rows that have no target
  std::vector<double> weights;  ///< [rows], or empty where all rows weigh 1

  TargetRows() = default;
  template <class Number> TargetRows(const Tensor<Number, 2>& targets) : values(targets.template cast<double>()) {}
  template <class Number> TargetRows(const std::vector<Number>& targets) : values(std::ssize(targets), 1) {
    std::copy(targets.begin(), targets.end(), values.data());
  }

  [[nodiscard]] Index count() const { return values.dimension(0); }
  [[nodiscard]] Index columns() const { return values.dimension(1); }
  [[nodiscard]] const double* row(Index r) const { return values.data() + r * columns(); }
  [[nodiscard]] double weight(Index r) const { return weights.empty() ? 1 : weights[static_cast<std::size_t>(r)]; }
  /// False after the end of a sequence that is read as far as the longest one of its batch.
  [[nodiscard]] bool has_target(Index r) const { return detail::is_finite(*row(r)); }
};

/// What the examples of a data set are to give, or what they weigh: numbers, kept as doubles, so that whole numbers,
/// classes for instance, and floats are exact.
///
///   one row an example   Targets{Tensor[examples x outputs]}         Targets{vector of examples}
///   one row a step       Targets{Tensor[examples x time x outputs]}  Targets{vector of examples of vectors of steps}
///                        Targets{vector of examples of Tensor[steps x outputs]}
class Targets {
 public:
  Targets() = default;
  template <class Number> Targets(const Tensor<Number, 2>& rows) : rows_(rows.template cast<double>()) {}
  template <class Number>
  requires std::is_arithmetic_v<Number> Targets(const std::vector<Number>& rows) : rows_(std::ssize(rows), 1) {
    for (Index k = 0; k < rows_.size(); ++k) rows_(k, 0) = static_cast<double>(rows[static_cast<std::size_t>(k)]);
  }
  template <class Number>
  Targets(const Tensor<Number, 3>& steps) : rows_(steps.dimension(0) * steps.dimension(1), steps.dimension(2)) {
    for (Index k = 0; k < steps.size(); ++k) rows_.data()[k] = static_cast<double>(steps.data()[k]);
    for (Index k = 0; k <= steps.dimension(0); ++k) firsts_.push_back(k * steps.dimension(1));
  }
  template <class Number> Targets(const std::vector<std::vector<Number>>& steps) {
    set_firsts(steps, [](const auto& example) { return std::ssize(example); });
    rows_.resize(firsts_.back(), 1);
    double* to = rows_.data();
    for (const auto& example : steps)
      for (const auto& step : example) *to++ = static_cast<double>(step);
  }
  template <class Number> Targets(const std::vector<Tensor<Number, 2>>& steps) {
    set_firsts(steps, [](const auto& example) { return example.dimension(0); });
    const Index outputs = steps.empty() ? 0 : steps.front().dimension(1);
    rows_.resize(firsts_.back(), outputs);
    double* to = rows_.data();
    for (const auto& example : steps) {
      throw_unless(example.dimension(1) == outputs, "Targets: an example is ", shape_text(example),
                   "; the first one has ", outputs, " outputs");
      to = std::copy(example.data(), example.data() + example.size(), to);
    }
  }

  [[nodiscard]] bool empty() const { return rows_.size() == 0; }
  [[nodiscard]] bool per_step() const { return !firsts_.empty(); }
  [[nodiscard]] Index examples() const { return per_step() ? std::ssize(firsts_) - 1 : rows_.dimension(0); }
  [[nodiscard]] Index outputs() const { return rows_.dimension(1); }
  /// How many rows an example has.
  [[nodiscard]] Index steps(Index example) const { return per_step() ? first(example + 1) - first(example) : 1; }
  [[nodiscard]] const double* row(Index example, Index step = 0) const {
    return rows_.data() + (first(example) + step) * outputs();
  }
  [[nodiscard]] double* row(Index example, Index step = 0) {
    return rows_.data() + (first(example) + step) * outputs();
  }

  /// Those of the chosen examples, in their order.
  [[nodiscard]] Targets subset(std::span<const Index> chosen) const {
    Targets part;
    if (per_step()) part.set_firsts(chosen, [&](Index example) { return steps(example); });
    part.rows_.resize(per_step() ? part.firsts_.back() : std::ssize(chosen), outputs());
    double* to = part.rows_.data();
    for (const Index example : chosen) to = std::copy_n(row(example), steps(example) * outputs(), to);
    return part;
  }

  /// All rows one after another.
  [[nodiscard]] const Tensor<double, 2>& rows() const& { return rows_; }
  [[nodiscard]] Tensor<double, 2> rows() && { return std::move(rows_); }

 private:
  [[nodiscard]] Index first(Index example) const {
    return per_step() ? firsts_[static_cast<std::size_t>(example)] : example;
  }

  template <class Examples, class StepsOf> void set_firsts(const Examples& examples, const StepsOf& steps_of) {
    firsts_.assign(1, 0);
    for (const auto& example : examples) firsts_.push_back(firsts_.back() + steps_of(example));
  }

  Tensor<double, 2> rows_{0, 0};
  std::vector<Index> firsts_;  ///< where each example's rows begin, and where the last one's end; empty: one an example
};

}  // namespace weft
