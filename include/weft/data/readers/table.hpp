// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <filesystem>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/tensor.hpp>
#include <weft/data/readers/csv_reader.hpp>
#include <weft/data/readers/labels.hpp>

namespace weft {

/// A CSV file's rows in memory, whose columns are asked for by name or by place, from 0:
///
///   const Table table = read_csv("weather.csv");
///   const std::vector<double> celsius = table.numbers<double>("temperature");
///   const Tensor<float, 2> inputs = table.tensor<float>({"pressure", "humidity"});      // [rows x 2]
///
/// Fields are kept as texts; a number is read when it is asked for and must fill its field, but for spaces around it.
/// Errors: FileError, which names the line and the column, where a field is no finite number, no whole number, no label
/// or an empty one; FileError, which lists the columns, when there is no such column.
class Table {
 public:
  /// What is left of the reader's rows; the given columns alone, in that order, or all.
  explicit Table(CsvReader& reader, const std::vector<Column>& columns = {}) : path_(reader.path()) {
    for (const Column& column : columns) places_.push_back(reader.find(column));
    for (Index place = 0; columns.empty() && place < reader.columns(); ++place) places_.push_back(place);
    for (const Index place : places_)
      if (!reader.names().empty()) names_.push_back(reader.names()[detail::narrow<std::size_t>(place)]);
    for (CsvRow row; reader.next(row);) add(row);
  }

  [[nodiscard]] Index rows() const { return static_cast<Index>(lines_.size()); }
  [[nodiscard]] Index columns() const { return static_cast<Index>(places_.size()); }
  /// The columns' names; none where the file was read without a header row.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// A view that holds as long as the table. Errors: std::invalid_argument when there is no such row.
  [[nodiscard]] std::string_view text(Index row, const Column& column) const {
    throw_unless(row >= 0 && row < rows(), "Table: there is no row ", row, "; there are ", rows());
    return field(row, find(column));
  }

  [[nodiscard]] std::vector<std::string> texts(const Column& column) const {
    std::vector<std::string> texts;
    for (Index row = 0, c = find(column); row < rows(); ++row) texts.emplace_back(field(row, c));
    return texts;
  }

  template <std::floating_point Scalar> [[nodiscard]] std::vector<Scalar> numbers(const Column& column) const {
    std::vector<Scalar> numbers;
    for (Index row = 0, c = find(column); row < rows(); ++row) numbers.push_back(number<Scalar>(row, c));
    return numbers;
  }

  /// The labels of a column, as whole numbers or numbered by name.
  [[nodiscard]] ClassLabels labels(const Column& column, const LabelOptions& options = {}) const {
    detail::LabelEncoder encoder{options};
    for (Index row = 0, c = find(column); row < rows(); ++row) {
      const std::string problem = encoder.add(field(row, c));
      if (!problem.empty()) fail(row, c, problem);
    }
    return std::move(encoder).finish();
  }

  /// The numbers of some columns, [rows x columns given].
  template <std::floating_point Scalar>
  [[nodiscard]] Tensor<Scalar, 2> tensor(const std::vector<Column>& columns) const {
    std::vector<Index> chosen;
    for (const Column& column : columns) chosen.push_back(find(column));
    Tensor<Scalar, 2> numbers(rows(), static_cast<Index>(chosen.size()));
    Scalar* to = numbers.data();
    for (Index row = 0; row < rows(); ++row)
      for (const Index c : chosen) *to++ = number<Scalar>(row, c);
    return numbers;
  }

  /// The numbers of all columns, [rows x columns].
  template <std::floating_point Scalar> [[nodiscard]] Tensor<Scalar, 2> tensor() const {
    std::vector<Column> all;
    for (Index c = 0; c < columns(); ++c) all.emplace_back(c);
    return tensor<Scalar>(all);
  }

 private:
  void add(const CsvRow& row) {
    lines_.push_back(row.line());
    for (const Index place : places_) {
      text_ += row[place];
      ends_.push_back(text_.size());
    }
  }

  [[nodiscard]] Index find(const Column& column) const { return detail::find_column(column, names_, columns(), path_); }

  [[nodiscard]] std::string_view field(Index row, Index column) const {
    const auto k = detail::narrow<std::size_t>(row * columns() + column);
    const std::size_t begin = k == 0 ? 0 : ends_[k - 1];
    return std::string_view{text_}.substr(begin, ends_[k] - begin);
  }

  template <class Scalar> [[nodiscard]] Scalar number(Index row, Index column) const {
    Scalar number = 0;
    const char* problem = detail::parse_number(field(row, column), number);
    if (problem != nullptr) fail(row, column, concat(detail::quoted_start(field(row, column)), ' ', problem));
    return number;
  }

  [[noreturn]] void fail(Index row, Index column, const std::string& problem) const {
    const auto c = detail::narrow<std::size_t>(column);
    const std::string name = names_.empty() ? std::to_string(places_[c]) : detail::quoted_start(names_[c]);
    throw FileError(path_, concat("line ", lines_[detail::narrow<std::size_t>(row)], ", column ", name, ": ", problem));
  }

  std::filesystem::path path_;
  std::vector<std::string> names_;
  std::vector<Index> places_;  // of the columns, in the file
  std::string text_;           // the fields, row after row, one behind the other
  std::vector<std::size_t> ends_;
  std::vector<std::size_t> lines_;  // where each row begins in the file
};

/// A CSV file as a table: the given columns alone, in that order, or all. Errors: those of CsvReader and of a column
/// that is not there.
[[nodiscard]] inline Table read_csv(const std::filesystem::path& path, const CsvOptions& options = {},
                                    const std::vector<Column>& columns = {}) {
  CsvReader reader{path, options};
  return Table{reader, columns};
}

/// The same of a stream.
[[nodiscard]] inline Table read_csv(std::istream& stream, const CsvOptions& options = {},
                                    const std::vector<Column>& columns = {}) {
  CsvReader reader{stream, options};
  return Table{reader, columns};
}

}  // namespace weft
