// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <weft/core/packed_sequence.hpp>
#include <weft/data/targets.hpp>
#include <weft/layers/stored_rows.hpp>
#include <weft/losses/loss.hpp>

/// The loss of a batch, made of its rows' losses as Keras's default reduction does:
///
///   L = sum over rows of w_r l_r / n        n rows that count, whatever they weigh; 0 where there are none
///
/// A row does not count where it has no target (it stands after the end of its sequence), or one that the loss says
/// does not count (ignore_class). Source: keras/src/losses/loss.py, reduce_weighted_values with a mask.
namespace weft {

namespace detail {

/// Memory for one row, kept from batch to batch.
template <class Scalar> struct LossRow { std::vector<Scalar> y, dp; };

/// A row of targets as numbers of the predictions' type.
template <class Scalar> std::span<const Scalar> numbers_of(const TargetRows& y, Index r, LossRow<Scalar>& memory) {
  memory.y.resize(static_cast<std::size_t>(y.columns()));
  std::transform(y.row(r), y.row(r) + y.columns(), memory.y.begin(), [](double v) { return static_cast<Scalar>(v); });
  return memory.y;
}

/// The class of a row of targets. Whole numbers are exact in a double.
inline int class_of(const double* target) { return static_cast<int>(*target); }

/// Whether targets of so many columns are read as classes by a loss or a metric that takes numbers, classes or both.
constexpr bool reads_classes(bool takes_numbers, bool takes_classes, Index columns, Index outputs) {
  return !takes_numbers || (takes_classes && columns == 1 && outputs != 1);
}
template <class L, class Scalar> constexpr bool loss_reads_classes(Index columns, Index outputs) {
  return reads_classes(LossOfNumbers<L, Scalar>, LossOfClasses<L, Scalar>, columns, outputs);
}

/// Whether a row with that target counts.
template <class L> bool counts(const L& loss, const double* target) {
  if constexpr (requires { loss.counts(0); })
    return loss.counts(class_of(target));
  else
    return true;
}
template <class L> bool counts(const L& loss, const TargetRows& y, Index r) {
  return y.has_target(r) && counts(loss, y.row(r));
}

/// The loss of one row, and its derivative in dp unless that is empty.
template <class L, class Scalar>
Scalar row_loss(const L& loss, std::span<const Scalar> p, const TargetRows& y, Index r, std::span<Scalar> dp,
                LossRow<Scalar>& memory) {
  if constexpr (!LossOfNumbers<L, Scalar>) {
    return loss.row(p, class_of(y.row(r)), dp);
  } else {
    if constexpr (LossOfClasses<L, Scalar>)
      if (loss_reads_classes<L, Scalar>(y.columns(), std::ssize(p))) return loss.row(p, class_of(y.row(r)), dp);
    return loss.row(p, numbers_of(y, r, memory), dp);
  }
}

/// Throws std::invalid_argument unless there are targets for all rows of the predictions, and as the loss reads them.
template <class L, class Output> void check_targets(const L& loss, const Output& p, const TargetRows& y) {
  if constexpr (requires { loss.validate(); }) loss.validate();
  throw_unless(row_count(p) == y.count(), L::type_name, ": there are ", row_count(p), " rows of predictions and ",
               y.count(), " of targets");
  const Index outputs = row_size(p), columns = y.columns();
  if (loss_reads_classes<L, typename Output::Scalar>(columns, outputs))
    throw_unless(columns == 1, L::type_name, ": a row has ", columns, " targets; expected 1, a class");
  else
    throw_unless(columns == outputs, L::type_name, ": a row has ", outputs, " predictions and ", columns, " targets");
}

/// How many rows count.
template <class L> Index count_rows(const L& loss, const TargetRows& y) {
  Index count = 0;
  for (Index r = 0; r < y.count(); ++r) count += counts(loss, y, r) ? 1 : 0;
  return count;
}

/// Adds the row's derivative to where it belongs: rows that a sequence shares are one row of the predictions.
template <class Scalar> void add_row(std::span<const Scalar> row, Index r, Tensor<Scalar, 2>& dp) {
  std::copy(row.begin(), row.end(), dp.data() + r * std::ssize(row));
}
template <class Scalar> void add_row(std::span<const Scalar> row, Index r, PackedSequence<Scalar>& dp) {
  Scalar* to = dp.values.row(dp.is_indexed() ? dp.index[static_cast<std::size_t>(r)] : r);
  std::transform(row.begin(), row.end(), to, to, [](Scalar a, Scalar b) { return a + b; });
}

/// The weighted losses of all rows, and in dp the derivative of L, for a batch in which `count` rows count.
template <class L, class Output>
double add_losses(const L& loss, const Output& p, const TargetRows& y, Index count,
                  LossRow<typename Output::Scalar>& memory, Output* dp) {
  using Scalar = typename Output::Scalar;
  const auto outputs = static_cast<std::size_t>(row_size(p));
  if (dp != nullptr) {
    resize_like(p, row_size(p), *dp);
    std::fill_n(stored(*dp), stored_rows(*dp) * row_size(p), Scalar(0));
    memory.dp.resize(outputs);
  }
  double sum = 0;
  for (Index r = 0; r < y.count(); ++r) {
    if (!counts(loss, y, r)) continue;
    const double weight = y.weight(r);
    sum += weight * static_cast<double>(row_loss(loss, std::span(row(p, r), outputs), y, r,
                                                 std::span(memory.dp.data(), dp == nullptr ? 0 : outputs), memory));
    if (dp == nullptr) continue;
    for (Scalar& d : memory.dp) d = d * static_cast<Scalar>(weight) / static_cast<Scalar>(count);
    add_row<Scalar>(memory.dp, r, *dp);
  }
  return sum;
}

}  // namespace detail

/// The mean loss of a batch, and its derivative by the predictions.
template <class Output> struct LossGradient {
  double value = 0;
  Output dp;
};

/// The mean loss of predictions, one row for each row of targets. Throws std::invalid_argument when the rows do not
/// match.
template <class L, class Output> [[nodiscard]] double loss_value(const L& loss, const Output& p, const TargetRows& y) {
  detail::check_targets(loss, p, y);
  detail::LossRow<typename Output::Scalar> memory;
  const Index count = detail::count_rows(loss, y);
  return count == 0 ? 0
                    : detail::add_losses<L, Output>(loss, p, y, count, memory, nullptr) / static_cast<double>(count);
}

/// The same; dp becomes its derivative by the predictions, in the memory it has if that fits.
template <class L, class Output> double loss_gradient(const L& loss, const Output& p, const TargetRows& y, Output& dp) {
  detail::check_targets(loss, p, y);
  detail::LossRow<typename Output::Scalar> memory;
  const Index count = detail::count_rows(loss, y);
  const double sum = detail::add_losses(loss, p, y, count, memory, &dp);
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

/// The mean loss and its derivative: const auto [value, dp] = loss_gradient(loss, p, targets).
template <class L, class Output>
[[nodiscard]] LossGradient<Output> loss_gradient(const L& loss, const Output& p, const TargetRows& y) {
  LossGradient<Output> result;
  result.value = loss_gradient(loss, p, y, result.dp);
  return result;
}

}  // namespace weft
