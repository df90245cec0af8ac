// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/tensor.hpp>
#include <weft/data/readers/table.hpp>

/// What people read most often from a CSV file, in one call each. Of the file, the columns asked for alone are kept.
namespace weft {

/// Which columns have the texts and their labels.
struct TextColumns {
  Column text = "text", label = "label";
  LabelOptions labels = {};
};

/// Which columns have the numbers and what is to be predicted from them; no inputs means all other columns, in the
/// file's order.
struct NumberColumns {
  std::vector<Column> inputs = {}, targets = {};
};
struct LabeledNumberColumns {
  std::vector<Column> inputs = {};
  Column label = "label";
  LabelOptions labels = {};
};

/// Inputs [rows x inputs] and targets [rows x targets].
struct NumericExamples {
  Tensor<float, 2> inputs, targets;
};

/// Inputs [rows x inputs] and a label a row.
struct LabeledNumbers {
  Tensor<float, 2> inputs;
  std::vector<int> labels;
  std::vector<std::string> label_names;  ///< of 0, 1, 2 ...; none where the numbers are as given
};

namespace detail {

/// The columns of the outputs are not inputs.
inline std::vector<Column> all_but(const std::vector<Column>& outputs, const CsvReader& reader) {
  std::vector<Index> taken;
  for (const Column& output : outputs) taken.push_back(reader.find(output));
  std::vector<Column> others;
  for (Index place = 0; place < reader.columns(); ++place)
    if (std::find(taken.begin(), taken.end(), place) == taken.end()) others.emplace_back(place);
  if (others.empty()) throw FileError(reader.path(), "there is no column for the inputs beside those of the outputs");
  return others;
}

/// A table of the inputs and, behind them, the outputs.
inline Table read_columns(const std::filesystem::path& path, const CsvOptions& options, std::vector<Column> inputs,
                          const std::vector<Column>& outputs) {
  CsvReader reader{path, options};
  if (inputs.empty()) inputs = all_but(outputs, reader);
  inputs.insert(inputs.end(), outputs.begin(), outputs.end());
  return Table{reader, inputs};
}

/// The numbers in the columns from one place of a table to another.
inline Tensor<float, 2> numbers_between(const Table& table, Index begin, Index end) {
  std::vector<Column> places;
  for (Index place = begin; place < end; ++place) places.emplace_back(place);
  return table.tensor<float>(places);
}

}  // namespace detail

/// A column of texts and one of labels:
///
///   const auto [texts, labels, names] = read_labeled_texts(
///       "reviews.csv", {.text = "review", .label = "sentiment", .labels = {LabelNumbering::alphabetical}});
///
/// Errors: those of CsvReader and Table.
[[nodiscard]] inline LabeledTexts read_labeled_texts(const std::filesystem::path& path, const TextColumns& columns = {},
                                                     const CsvOptions& options = {}) {
  const Table table = read_csv(path, options, {columns.text, columns.label});
  ClassLabels labels = table.labels(1, columns.labels);
  return {table.texts(0), std::move(labels.labels), std::move(labels.names)};
}

/// Columns of numbers and the columns to be predicted from them:
///
///   const auto [inputs, targets] = read_numeric_examples("houses.csv", {.targets = {"price"}});
///
/// Errors: std::invalid_argument when there are no targets; those of CsvReader and Table.
[[nodiscard]] inline NumericExamples read_numeric_examples(const std::filesystem::path& path,
                                                           const NumberColumns& columns,
                                                           const CsvOptions& options = {}) {
  throw_unless(!columns.targets.empty(), "read_numeric_examples: there are no targets; expected at least one column");
  const Table table = detail::read_columns(path, options, columns.inputs, columns.targets);
  const Index inputs = table.columns() - static_cast<Index>(columns.targets.size());
  return {detail::numbers_between(table, 0, inputs), detail::numbers_between(table, inputs, table.columns())};
}

/// Columns of numbers and one of labels:
///
///   const auto [inputs, labels, names] = read_labeled_numbers(
///       "iris.csv", {.label = "species", .labels = {LabelNumbering::alphabetical}});
///
/// Errors: those of CsvReader and Table.
[[nodiscard]] inline LabeledNumbers read_labeled_numbers(const std::filesystem::path& path,
                                                         const LabeledNumberColumns& columns = {},
                                                         const CsvOptions& options = {}) {
  const Table table = detail::read_columns(path, options, columns.inputs, {columns.label});
  const Index inputs = table.columns() - 1;
  ClassLabels labels = table.labels(inputs, columns.labels);
  return {detail::numbers_between(table, 0, inputs), std::move(labels.labels), std::move(labels.names)};
}

}  // namespace weft
