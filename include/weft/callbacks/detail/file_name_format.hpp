// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/joined.hpp>
#include <weft/core/error.hpp>

namespace weft::detail {

/// What a placeholder may stand for: a whole number or another one, and its name.
using NamedNumber = std::pair<std::string, std::variant<Index, double>>;

/// A path with placeholders, as Python's str.format has them:
///
///   {name}        the number in as many digits as it needs
///   {name:03d}    a whole number, in at least 3 digits
///   {name:.4f}    with 4 decimals; .4e with an exponent
///
/// A width may stand in front of any of these letters; a 0 before it fills up with zeros instead of spaces. {{ and }}
/// are braces. Errors: std::invalid_argument for a placeholder that is none of these.
class FileNameFormat {
 public:
  explicit FileNameFormat(const std::filesystem::path& path) : text_(path_text(path)) {
    std::string_view rest = text_;
    while (!rest.empty()) {
      const std::size_t length = rest.find_first_of("{}");
      add_text(rest.substr(0, length));
      rest.remove_prefix((std::min)(length, rest.size()));
      if (!rest.empty()) rest.remove_prefix(add_brace(rest));
    }
  }

  /// The path with the numbers in it. Throws std::invalid_argument, with the names there are, for another name, and for
  /// a number that is not whole where a d asks for one.
  [[nodiscard]] std::filesystem::path path(const std::vector<NamedNumber>& numbers) const {
    std::string path;
    for (const Part& part : parts_) path += part.name.empty() ? part.text : number_text(part, numbers);
    return std::u8string(path.begin(), path.end());
  }

 private:
  /// Plain text, or a placeholder, of which the text is as it was written.
  struct Part {
    std::string text, name = {};
    bool zeros = false;
    int width = 0, precision = -1;
    char type = 0;
  };

  void add_text(std::string_view text) { parts_.push_back({.text = std::string(text)}); }

  /// Adds what begins with a brace; returns how many characters it takes.
  std::size_t add_brace(std::string_view rest) {
    if (rest.substr(0, 2) == "{{" || rest.substr(0, 2) == "}}") {
      add_text(rest.substr(0, 1));
      return 2;
    }
    const std::size_t length = rest.find('}') + 1;  // 0 where there is none
    const std::string_view text = length == 0 ? rest : rest.substr(0, length);
    Part part{.text = std::string(text)};
    if (text.size() < 3 || text.front() != '{' || text.back() != '}' || !read(text.substr(1, text.size() - 2), part))
      throw std::invalid_argument(
          concat("the path '", text_, "' has '", text, "'; expected {name}, or {name:02d}, {name:.4f} or the like"));
    parts_.push_back(std::move(part));
    return length;
  }

  /// Reads name:[0][width][.precision][type]; false if it is something else.
  static bool read(std::string_view text, Part& part) {
    const std::size_t colon = text.find(':');
    part.name = std::string(text.substr(0, colon));
    if (part.name.empty() || text.find('{') != std::string_view::npos) return false;
    if (colon == std::string_view::npos) return true;
    std::string_view form = text.substr(colon + 1);
    part.zeros = take(form, '0');
    part.width = (std::max)(digits(form), 0);
    if (take(form, '.') && (part.precision = digits(form)) < 0) return false;
    if (form.size() != 1 || form.find_first_of("def") != 0) return false;
    part.type = form.front();
    return part.precision < 0 || part.type != 'd';
  }

  static bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
  }
  /// At most two of them; -1 if there is none.
  static int digits(std::string_view& text) {
    int number = -1;
    for (int k = 0; k < 2 && !text.empty() && text.front() >= '0' && text.front() <= '9'; ++k) {
      number = (std::max)(number, 0) * 10 + (text.front() - '0');
      text.remove_prefix(1);
    }
    return number;
  }

  [[nodiscard]] std::string number_text(const Part& part, const std::vector<NamedNumber>& numbers) const {
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&](const NamedNumber& each) { return each.first == part.name; });
    if (found == numbers.end())
      throw std::invalid_argument(concat("the path '", text_, "' has '", part.text, "'; there are ",
                                         joined(numbers, [](const NamedNumber& each) { return each.first; })));
    const bool whole = std::holds_alternative<Index>(found->second);
    const double number = whole ? static_cast<double>(std::get<Index>(found->second)) : std::get<double>(found->second);
    throw_unless(part.type != 'd' || whole, "the path '", text_, "' has '", part.text, "', for whole numbers; ",
                 part.name, " is ", number);
    return part.type == 0 ? exact_text(number) : formatted(part, number);
  }

  static std::string formatted(const Part& part, double number) {
    auto text = in_classic_locale<std::ostringstream>();
    if (part.zeros) text << std::internal << std::setfill('0');
    text << (part.type == 'e' ? std::scientific : std::fixed)
         << std::setprecision(part.type == 'd' ? 0 : (part.precision < 0 ? 6 : part.precision)) << std::setw(part.width)
         << number;
    return std::move(text).str();
  }

  std::string text_;
  std::vector<Part> parts_;
};

}  // namespace weft::detail
