// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/detail/narrow.hpp>
#include <weft/data/readers/column.hpp>
#include <weft/data/readers/detail/text_source.hpp>

namespace weft {

/// Whether a field may stand in double quotes, as RFC 4180 has it, or a quote is a character like any other, as in many
/// files with tabs.
enum class Quoting { rfc4180, none };
enum class HeaderRow { first, none };

/// How a file of rows is written; the defaults are RFC 4180's, with a header row. Of tabs: {.delimiter = '\t'}.
struct CsvOptions {
  char delimiter = ',';
  Quoting quoting = Quoting::rfc4180;
  HeaderRow header = HeaderRow::first;
  EmptyLines empty_lines = EmptyLines::refused;
  /// Of a row's fields, and one for each of them. A quote that nobody closes makes one row of all that follows.
  std::size_t max_row_bytes = std::size_t{1} << 24;
};

/// One row of fields, in memory that the next row takes over.
class CsvRow {
 public:
  [[nodiscard]] Index size() const { return static_cast<Index>(ends_.size()); }
  /// The line that the row begins on, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }

  /// A view that holds until the next row is read. Errors: std::invalid_argument when there is no such field.
  [[nodiscard]] std::string_view operator[](Index field) const {
    throw_unless(field >= 0 && field < size(), "CsvRow: there is no field ", field, "; there are ", size());
    const auto k = detail::narrow<std::size_t>(field);
    const std::size_t begin = k == 0 ? 0 : ends_[k - 1];
    return std::string_view{text_}.substr(begin, ends_[k] - begin);
  }

 private:
  friend class CsvReader;

  [[nodiscard]] std::size_t bytes() const { return text_.size() + ends_.size(); }
  void begin(std::size_t line) {
    text_.clear();
    ends_.clear();
    line_ = line;
  }

  std::string text_;  // the fields, one behind the other
  std::vector<std::size_t> ends_;
  std::size_t line_ = 0;
};

/// Reads comma-separated values (RFC 4180) row by row from a file or a stream:
///
///   CsvReader reader{"reviews.csv"};
///   const Index text = reader.find("review");
///   for (CsvRow row; reader.next(row);) use(row[text]);
///
/// A field in quotes may hold delimiters, line breaks and doubled quotes. Lines end with CRLF or LF, the last one needs
/// no end; a byte order mark of UTF-8 is skipped; spaces belong to their field. An empty line is a row of one empty
/// field. Bytes are not checked for being UTF-8. No more is in memory than one row and a block of the file.
///
/// Errors: std::invalid_argument when the delimiter is a quote or a line break; FileError, which names the line, when a
/// row has another number of fields than the first one, a quote is not closed, stands inside a field that does not
/// begin with one, or text follows a closing quote, a carriage return has no line feed, a row is longer than
/// max_row_bytes, the header row is missing, or the file cannot be read.
///
/// Source: RFC 4180, section 2. Written here because fast-cpp-csv-parser (libfccp) fixes the number of columns when it
/// is compiled and reads no line breaks in fields, libcsv counts no lines, and neither csv-parser nor rapidcsv is a
/// Debian package.
class CsvReader {
 public:
  using Options = CsvOptions;

  explicit CsvReader(const std::filesystem::path& path, Options options = {})
      : CsvReader(detail::TextSource{path}, options) {}

  /// The stream must outlive the reader; `name` stands for its path in messages.
  explicit CsvReader(std::istream& stream, Options options = {}, const std::filesystem::path& name = "CSV")
      : CsvReader(detail::TextSource{stream, name}, options) {}

  [[nodiscard]] const std::filesystem::path& path() const { return source_.path(); }
  /// The header row's fields; none where the file has no such row.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// How many columns there are: the fields of the first row, 0 in an empty file.
  [[nodiscard]] Index columns() const { return columns_; }
  /// The place of a column. Errors: FileError, which lists the columns, when there is no such column, or two with that
  /// name.
  [[nodiscard]] Index find(const Column& column) const {
    return detail::find_column(column, names_, columns_, source_.path());
  }

  /// Reads the next row; false at the end, where the row is empty.
  bool next(CsvRow& row) {
    if (first_is_next_) {
      first_is_next_ = false;
      row = first_;
      return true;
    }
    if (!read_row(row)) return false;
    if (row.size() != columns_) fail_fields(row);
    return true;
  }

 private:
  CsvReader(detail::TextSource source, Options options) : options_(options), source_(std::move(source)) {
    const char delimiter = options.delimiter;
    throw_unless(delimiter != '"' && delimiter != '\r' && delimiter != '\n',
                 "CsvReader: the delimiter is a quote or a line break; expected another character");
    const bool there_is_one = read_row(first_);
    columns_ = first_.size();
    first_is_next_ = there_is_one && options.header == HeaderRow::none;
    if (options.header == HeaderRow::none) return;
    if (!there_is_one) source_.fail("expected a header row, found nothing");
    for (Index k = 0; k < columns_; ++k) names_.emplace_back(first_[k]);
  }

  [[nodiscard]] std::string stop_bytes() const {
    return std::string{options_.delimiter, '\r', '\n'} + (options_.quoting == Quoting::none ? "" : "\"");
  }

  bool read_row(CsvRow& row) {
    while (options_.empty_lines == EmptyLines::skipped && skip_line_end()) continue;
    row.begin(source_.line());
    if (source_.at_end()) return false;
    do read_field(row);
    while (source_.skip(options_.delimiter));
    if (!skip_line_end() && !source_.at_end())
      source_.fail(source_.line(), "text behind a closing quote; expected a delimiter or the line's end");
    return true;
  }

  bool skip_line_end() {
    if (source_.skip('\n')) return true;
    if (!source_.skip('\r')) return false;
    if (!source_.skip('\n')) source_.fail(source_.line(), "a carriage return without a line feed outside of quotes");
    return true;
  }

  void read_field(CsvRow& row) {
    if (options_.quoting == Quoting::rfc4180 && source_.is_next('"')) {
      read_quoted(row);
    } else {
      while (source_.take_until(plain_end_, row.text_)) check_size(row);
      if (options_.quoting == Quoting::rfc4180 && source_.is_next('"'))
        source_.fail(source_.line(),
                     "a quote inside a field that does not begin with one; expected the field in "
                     "quotes and this one doubled, or Quoting::none");
    }
    row.ends_.push_back(row.text_.size());
    check_size(row);
  }

  void read_quoted(CsvRow& row) {
    quote_line_ = source_.line();
    source_.skip('"');
    for (;;) {
      while (source_.take_until(quote_, row.text_)) check_size(row);
      if (!source_.skip('"')) source_.fail(quote_line_, "the quote that opens here is not closed");
      if (!source_.skip('"')) return;
      row.text_ += '"';
    }
  }

  void check_size(const CsvRow& row) const {
    if (row.bytes() <= options_.max_row_bytes) return;
    const std::string hint =
        quote_line_ < row.line() ? "" : concat("; is the quote closed that opens on line ", quote_line_, "?");
    source_.fail(row.line(), concat("the row has more than ", options_.max_row_bytes, " bytes, max_row_bytes", hint));
  }

  [[noreturn]] void fail_fields(const CsvRow& row) const {
    const bool is_empty = row.size() == 1 && row[0].empty();
    source_.fail(row.line(), concat(is_empty ? "an empty line" : concat("the row has ", row.size(), " fields"),
                                    "; expected ", columns_, " as on line ", first_.line()));
  }

  Options options_;
  detail::TextSource source_;
  detail::ByteSet plain_end_{stop_bytes()}, quote_{"\""};
  std::vector<std::string> names_;
  CsvRow first_;
  bool first_is_next_ = false;  // it is no header and has not been given out
  Index columns_ = 0;
  std::size_t quote_line_ = 0;  // where the last quote opened
};

}  // namespace weft
