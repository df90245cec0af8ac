// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include <weft/losses/mean_loss.hpp>
#include <weft/metrics/metric.hpp>
#include <weft/training/figures.hpp>

namespace weft::detail {

template <class M, class Scalar> constexpr bool metric_reads_classes(Index columns, Index outputs) {
  return reads_classes(MetricOfNumbers<M, Scalar>, MetricOfClasses<M, Scalar>, columns, outputs);
}

/// The loss and the metrics of all rows so far, of one or many batches.
template <class... Metrics> class RunningFigures {
 public:
  explicit RunningFigures(const Metrics&... metrics) : metrics_(metrics...) { reset(); }

  /// Rows whose losses add up so.
  void add_loss(double sum, Index rows) {
    loss_ += sum;
    rows_ += static_cast<double>(rows);
  }

  /// What the weights themselves cost in a batch of so many rows, which counts as often as the batch's mean loss.
  void add_penalty(double penalty, double rows) { loss_ += penalty * rows; }
  /// How many rows there were.
  [[nodiscard]] double rows() const { return rows_; }

  /// Shows the metrics the rows that count for the loss.
  template <class L, class Output>
  void add_rows(const L& loss, const Output& p, const TargetRows& y, LossRow<typename Output::Scalar>& memory) {
    if constexpr (sizeof...(Metrics) > 0)
      for (Index r = 0; r < y.count(); ++r)
        if (counts(loss, y, r)) add_row(std::span(row(p, r), static_cast<std::size_t>(row_size(p))), y, r, memory);
  }

  void add(const RunningFigures& other) { add(other, std::index_sequence_for<Metrics...>{}); }

  void reset() {
    loss_ = rows_ = 0;
    std::apply([](auto&... metric) { (weft::reset(metric), ...); }, metrics_);
  }

  [[nodiscard]] Figures result() const {
    Figures figures{{"loss", rows_ > 0 ? loss_ / rows_ : 0}};
    std::apply([&](const auto&... metric) { (figures.add(metric.name(), metric.result()), ...); }, metrics_);
    return figures;
  }

  /// Calls visit(number...) for each of all doubles, and vectors of them, of one or several in step.
  static void for_each_state(auto&& visit, auto&... running) {
    visit(running.loss_...);
    visit(running.rows_...);
    visit_metrics(visit, std::index_sequence_for<Metrics...>{}, running...);
  }

 private:
  template <std::size_t... K> static void visit_metrics(auto& visit, std::index_sequence<K...>, auto&... running) {
    (visit_metric<K>(visit, running...), ...);
  }
  template <std::size_t K> static void visit_metric(auto& visit, auto&... running) {
    weft::for_each_state(visit, std::get<K>(running.metrics_)...);
  }

  template <std::size_t... K> void add(const RunningFigures& other, std::index_sequence<K...>) {
    loss_ += other.loss_;
    rows_ += other.rows_;
    (weft::add(std::get<K>(metrics_), std::get<K>(other.metrics_)), ...);
  }

  template <class Scalar>
  void add_row(std::span<const Scalar> p, const TargetRows& y, Index r, LossRow<Scalar>& memory) {
    std::apply([&](auto&... metric) { (update(metric, p, y, r, memory), ...); }, metrics_);
  }

  /// A metric is told the weight only if it asks for it, as Keras's weighted_metrics do.
  template <class M, class Scalar>
  static void update(M& metric, std::span<const Scalar> p, const TargetRows& y, Index r, LossRow<Scalar>& memory) {
    const double weight = requires { requires M::weighted; }
    ? y.weight(r) : 1;
    if constexpr (MetricOfClasses<M, Scalar>)
      if (metric_reads_classes<M, Scalar>(y.columns(), std::ssize(p)))
        return metric.update(p, class_of(y.row(r)), weight);
    if constexpr (MetricOfNumbers<M, Scalar>) metric.update(p, numbers_of(y, r, memory), weight);
  }

  std::tuple<Metrics...> metrics_;
  double loss_ = 0, rows_ = 0;
};

}  // namespace weft::detail
