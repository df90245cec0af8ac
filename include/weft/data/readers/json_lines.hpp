// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <weft/data/readers/detail/text_source.hpp>
#include <weft/data/readers/labels.hpp>

namespace weft {

/// How a file of JSON lines is read.
struct JsonLinesOptions {
  EmptyLines empty_lines = EmptyLines::refused;
  std::size_t max_line_bytes = std::size_t{1} << 24;
};

/// Reads JSON lines (jsonlines.org), a JSON object a line, from a file or a stream:
///
///   JsonLinesReader reader{"reviews.jsonl"};
///   for (nlohmann::json review; reader.next(review);) use(reader.field(review, "text"));
///
/// Lines end with LF or CRLF, the last one needs no end; a byte order mark of UTF-8 is skipped. No more is in memory
/// than one line and a block of the file.
///
/// Errors: FileError, which names the line, when it is not JSON, not an object, empty or longer than max_line_bytes, or
/// an object has no such field; FileError when the file cannot be read.
class JsonLinesReader {
 public:
  using Options = JsonLinesOptions;

  explicit JsonLinesReader(const std::filesystem::path& path, Options options = {})
      : options_(options), source_(path) {}
  /// The stream must outlive the reader; `name` stands for its path in messages.
  explicit JsonLinesReader(std::istream& stream, Options options = {}, const std::filesystem::path& name = "JSON lines")
      : options_(options), source_(stream, name) {}

  /// The line of the last object, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }

  /// Reads the next object; false at the end, where it stays as it is.
  bool next(nlohmann::json& object) {
    while (read_line()) {
      const bool is_empty = text_.find_first_not_of(" \t\r") == text_.npos;
      if (is_empty && options_.empty_lines == EmptyLines::skipped) continue;
      if (is_empty) fail("an empty line; expected a JSON object");
      object = parse();
      return true;
    }
    return false;
  }

  /// A field of the last object.
  [[nodiscard]] const nlohmann::json& field(const nlohmann::json& object, const std::string& name) const {
    const auto found = object.find(name);
    if (found != object.end()) return *found;
    std::vector<std::string> names;
    for (const auto& item : object.items()) names.push_back(item.key());
    fail(concat("there is no field ", detail::quoted_start(name), "; there are ", names.size(),
                names.empty() ? "" : ": ", detail::name_list(names)));
  }

  /// Throws a FileError for the last object.
  [[noreturn]] void fail(const std::string& problem) const { source_.fail(line_, problem); }

 private:
  bool read_line() {
    text_.clear();
    line_ = source_.line();
    if (source_.at_end()) return false;
    while (source_.take_until(line_end_, text_))
      if (text_.size() > options_.max_line_bytes)
        fail(concat("the line has more than ", options_.max_line_bytes, " bytes, max_line_bytes"));
    source_.skip('\n');
    return true;
  }

  [[nodiscard]] nlohmann::json parse() const {
    using nlohmann::json;
    if (const auto zero = text_.find('\0'); zero != text_.npos)  // which nlohmann's takes for the text's end
      fail(concat("not JSON: a zero byte at byte ", zero + 1));
    json value;
    try {
      value = json::parse(text_);
    } catch (const json::parse_error& error) {
      fail(concat("not JSON, at byte ", error.byte));
    } catch (const json::out_of_range&) {
      fail("a number is out of the range of a double");
    }
    if (!value.is_object()) fail(concat("expected a JSON object, given: ", value.type_name()));
    return value;
  }

  Options options_;
  detail::TextSource source_;
  detail::ByteSet line_end_{"\n"};
  std::string text_;
  std::size_t line_ = 0;
};

/// Which fields have the text and its label.
struct TextFields {
  std::string text = "text", label = "label";
  LabelOptions labels = {};
};

/// A text and a label of each object. A label is a whole number or a string, or true or false; what it says is read as
/// in a CSV file:
///
///   const auto [texts, labels, names] = read_labeled_json_lines("reviews.jsonl", {.text = "review", .label =
///   "stars"});
///
/// Errors: those of JsonLinesReader; FileError, which names the line, when a text is no string or a label is another
/// value, empty or unknown.
[[nodiscard]] inline LabeledTexts read_labeled_json_lines(const std::filesystem::path& path,
                                                          const TextFields& fields = {},
                                                          const JsonLinesOptions& options = {}) {
  JsonLinesReader reader{path, options};
  detail::LabelEncoder encoder{fields.labels};
  std::vector<std::string> texts;
  for (nlohmann::json object; reader.next(object);) {
    const nlohmann::json &text = reader.field(object, fields.text), &label = reader.field(object, fields.label);
    if (!text.is_string())
      reader.fail(concat(detail::quoted_start(fields.text), ": expected a string, given: ", text.type_name()));
    if (!label.is_string() && !label.is_number_integer() && !label.is_boolean())
      reader.fail(
          concat(detail::quoted_start(fields.label), ": expected a whole number or a string, given: ", label.dump()));
    texts.push_back(text.get<std::string>());
    const std::string problem = encoder.add(label.is_string() ? label.get<std::string>() : label.dump());
    if (!problem.empty()) reader.fail(concat(detail::quoted_start(fields.label), ": ", problem));
  }
  ClassLabels labels = std::move(encoder).finish();
  return {std::move(texts), std::move(labels.labels), std::move(labels.names)};
}

}  // namespace weft
