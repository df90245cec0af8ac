// SPDX-License-Identifier: MIT
#pragma once

#include <unordered_set>

#include <nlohmann/json.hpp>
#include <weft/files/safetensors_header.hpp>

namespace weft::detail {

/// Puts a header together from what nlohmann's parser meets in its text. What the format does not have is refused on
/// the spot, so that a hostile header takes no more memory than its own length calls for. Every error is a FileError.
class SafetensorsParser {
 public:
  SafetensorsParser(const std::filesystem::path& path, std::string_view text) : path_(path) {
    const auto first = text.find_first_not_of(" \t\n\r");
    if (first == text.npos || text[first] != '{')
      fail("the header is not a JSON object: expected '{' at its beginning");
    if (const auto zero = text.find('\0'); zero != text.npos) fail_syntax(zero + 1);  // where nlohmann's would stop
    nlohmann::json::sax_parse(text, this);
  }

  SafetensorsHeader header() && { return std::move(header_); }

  // What the parser calls; true lets it go on.

  bool start_object(std::size_t) {
    if (is_unknown()) return begin_unknown();
    if (place_ == Place::outside) return go(Place::header);
    if (place_ != Place::header) fail_given("an object");
    return go(key_ == SafetensorsHeader::metadata_key ? Place::metadata : Place::tensor);
  }

  bool end_object() {
    if (place_ == Place::unknown) return end_unknown();
    if (place_ == Place::tensor) finish_tensor();
    return go(place_ == Place::header ? Place::outside : Place::header);
  }

  bool key(const std::string& key) {
    if (place_ == Place::unknown) return true;
    key_ = key;
    if (place_ == Place::header) return begin_entry();
    if (!is_unknown() && !keys_.insert(key_).second) fail_twice();
    return true;
  }

  bool start_array(std::size_t) {
    if (is_unknown()) return begin_unknown();
    if (place_ != Place::tensor || key_ == "dtype") fail_given("an array");
    return go(key_ == "shape" ? Place::shape : Place::offsets);
  }
  bool end_array() { return place_ == Place::unknown ? end_unknown() : go(Place::tensor); }

  bool string(std::string& text) {
    if (is_unknown()) return true;
    if (place_ == Place::metadata) return header_.metadata.emplace(key_, std::move(text)).second;
    if (place_ != Place::tensor || key_ != "dtype") fail_given("a string");
    tensor_.dtype = parse_dtype(text);
    tensor_.dtype_text = std::move(text);
    return true;
  }

  bool number_unsigned(std::uint64_t number) {
    if (is_unknown()) return true;
    if (place_ != Place::shape && place_ != Place::offsets) fail_given(std::to_string(number));
    if (place_ == Place::offsets) return add_offset(number);
    if (number > static_cast<std::uint64_t>((std::numeric_limits<Index>::max)())) fail_too_large();
    tensor_.shape.push_back(static_cast<Index>(number));
    return true;
  }

  bool null() {
    if (place_ == Place::header && key_ == SafetensorsHeader::metadata_key) return true;  // as if there were none
    return ignore_or_fail("null");
  }
  bool boolean(bool value) { return ignore_or_fail(value ? "true" : "false"); }
  bool number_integer(std::int64_t number) { return ignore_or_fail(std::to_string(number)); }
  bool number_float(double, const std::string& text) { return ignore_or_fail(text); }
  bool binary(const nlohmann::json::binary_t&) { fail_given("binary data"); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    fail_syntax(position);
  }

 private:
  /// What the parser is in the middle of.
  enum class Place { outside, header, metadata, tensor, shape, offsets, unknown };

  bool go(Place place) {
    place_ = place;
    return true;
  }

  /// Whether what comes is the value of a field that the format does not have, or a part of it. The reference's reader
  /// passes over such fields.
  bool is_unknown() const {
    return place_ == Place::unknown ||
           (place_ == Place::tensor && key_ != "dtype" && key_ != "shape" && key_ != "data_offsets");
  }
  bool begin_unknown() {
    ++unknown_depth_;
    return go(Place::unknown);
  }
  bool end_unknown() { return --unknown_depth_ > 0 || go(Place::tensor); }
  bool ignore_or_fail(std::string_view given) const {
    if (!is_unknown()) fail_given(given);
    return true;
  }

  bool begin_entry() {
    if (!names_.insert(key_).second) fail_twice();
    keys_.clear();
    offsets_ = 0;
    tensor_ = {.name = key_, .dtype{}, .dtype_text{}, .shape{}, .begin{}, .end{}};
    return true;
  }

  bool add_offset(std::uint64_t number) {
    if (offsets_ == 2) fail(concat(where(), " has more than two numbers"));
    (offsets_ == 0 ? tensor_.begin : tensor_.end) = number;
    ++offsets_;
    return true;
  }

  void finish_tensor() {
    for (const char* field : {"dtype", "shape", "data_offsets"})
      if (!keys_.contains(field)) fail(concat("tensor '", excerpt(tensor_.name), "': ", field, " is missing"));
    key_ = "data_offsets";
    if (offsets_ != 2) fail(concat(where(), " has ", offsets_, " numbers; expected begin and end"));
    const auto [begin, end] = std::pair(tensor_.begin, tensor_.end);
    if (end < begin) fail(concat(where(), " end at ", end, ", before they begin at ", begin));
    check_bytes(end - begin);
    header_.tensors.push_back(std::move(tensor_));
  }

  /// Of a dtype that nobody has yet, it cannot be told how many bytes there are to be.
  void check_bytes(std::uint64_t given) const {
    const auto bits = stored_bits(tensor_.dtype_text);
    if (!bits) return;
    const auto expected = byte_count(*bits, tensor_.shape);
    if (!expected) fail_too_large();
    if (given != *expected)
      fail(concat(where(), " span ", given, " bytes; ", tensor_.dtype_text, ' ', shape_text(tensor_.shape), " takes ",
                  *expected));
  }

  /// The place in the header as a message names it.
  std::string where() const {
    if (place_ == Place::outside || place_ == Place::header) return concat('\'', excerpt(key_), '\'');
    if (place_ == Place::metadata) return concat(SafetensorsHeader::metadata_key, " '", excerpt(key_), '\'');
    return concat("tensor '", excerpt(tensor_.name), "': ", excerpt(key_));
  }

  std::string_view expected() const {
    if (place_ == Place::header) return "an object";
    if (place_ == Place::shape || place_ == Place::offsets) return "whole numbers of at least 0";
    return place_ == Place::metadata || key_ == "dtype" ? "a string" : "an array";
  }

  [[noreturn]] void fail_given(std::string_view given) const {
    const bool in_array = place_ == Place::shape || place_ == Place::offsets;
    fail(concat(where(), in_array ? " has " : " is ", excerpt(given), "; expected ", expected()));
  }
  [[noreturn]] void fail_too_large() const {
    fail(concat("tensor '", excerpt(tensor_.name), "': its shape is too large for this machine's memory"));
  }
  [[noreturn]] void fail_twice() const { fail(concat(where(), " stands in the header twice")); }
  [[noreturn]] void fail_syntax(std::size_t position) const {
    fail(concat("the header is not valid JSON at its byte ", position));
  }
  [[noreturn]] void fail(const std::string& problem) const { throw FileError(path_, problem); }

  std::filesystem::path path_;
  SafetensorsHeader header_;
  StoredTensor tensor_;                    // the one being read
  std::size_t offsets_ = 0;                // how many of its two offsets are known
  std::unordered_set<std::string> keys_;   // met in the entry being read
  std::unordered_set<std::string> names_;  // of all entries
  std::string key_;
  Index unknown_depth_ = 0;  // of what is being passed over
  Place place_ = Place::outside;
};

}  // namespace weft::detail
