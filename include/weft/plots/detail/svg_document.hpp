// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/text/utf8.hpp>

namespace weft::detail {

/// A character of a text as XML may have it. What XML 1.0 has no place for, control characters and bytes that are not
/// UTF-8, becomes U+FFFD, a line break a space.
inline char32_t printable(char32_t code) {
  if (code == '\n' || code == '\r' || code == '\t') return ' ';
  const bool forbidden = code < 0x20 || code == 0xFFFE || code == 0xFFFF || code >= utf8::stray;
  return forbidden ? char32_t{0xFFFD} : code;
}

/// A text as it stands between tags or in double quotes.
inline std::string xml_text(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const utf8::Character c = utf8::first(text);
    text.remove_prefix(c.size);
    switch (c.code) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        utf8::append(escaped, printable(c.code));
    }
  }
  return escaped;
}

/// A length or a place in pixels, to a hundredth.
inline std::string pixels(double number) {
  return concat(std::round(number * 100) / 100 + 0.0);  // no -0
}

/// An attribute of an element; its value is a text, or a number of pixels. One with an empty text is left out.
struct SvgAttribute {
  SvgAttribute(std::string_view its_name, double number) : name(its_name), value(pixels(number)) {}
  SvgAttribute(std::string_view its_name, std::string_view text) : name(its_name), value(xml_text(text)) {}
  SvgAttribute(std::string_view its_name, const char* text) : SvgAttribute(its_name, std::string_view(text)) {}
  SvgAttribute(std::string_view its_name, const std::string& text) : SvgAttribute(its_name, std::string_view(text)) {}

  std::string_view name;
  std::string value;
};

/// A picture on a white ground, as SVG 1.1: elements are written one after another, and every text is escaped. Where a
/// page is dark, the ground keeps the picture readable.
class SvgDocument {
 public:
  using Attributes = std::initializer_list<SvgAttribute>;

  static constexpr std::string_view fonts =
      "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

  SvgDocument(double width, double height, std::string_view label) {
    open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                 {"width", width},
                 {"height", height},
                 {"viewBox", "0 0 " + pixels(width) + ' ' + pixels(height)},
                 {"role", "img"},
                 {"aria-label", label},
                 {"font-family", fonts}});
    element("rect", {{"class", "ground"}, {"width", width}, {"height", height}, {"fill", "#fff"}});
  }

  /// An element with nothing in it but a tooltip, if there is one.
  void element(std::string_view tag, Attributes attributes, std::string_view tooltip = {}) {
    begin(tag, attributes);
    if (tooltip.empty()) {
      text_ += "/>\n";
    } else {
      text_ += '>';
      end(tag, tooltip);
    }
  }

  /// A text of one line; nothing where it is empty. Where it is shown shortened, the tooltip has the whole.
  void text(double x, double y, std::string_view shown, Attributes attributes, std::string_view tooltip = {}) {
    if (shown.empty()) return;
    begin("text", {{"x", x}, {"y", y}});
    write(attributes);
    text_ += '>';
    text_ += xml_text(shown);
    end("text", tooltip == shown ? std::string_view{} : tooltip);
  }

  /// What is written until close() is inside this element.
  void open(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    text_ += ">\n";
    open_.emplace_back(tag);
  }
  void close() {
    text_ += concat("</", open_.back(), ">\n");
    open_.pop_back();
  }

  [[nodiscard]] std::string finish() && {
    while (!open_.empty()) close();
    return std::move(text_);
  }

 private:
  void begin(std::string_view tag, Attributes attributes) {
    text_ += '<';
    text_ += tag;
    write(attributes);
  }
  void write(Attributes attributes) {
    for (const auto& [name, value] : attributes) {
      if (value.empty()) continue;
      text_ += ' ';
      text_ += name;
      text_ += "=\"";
      text_ += value;
      text_ += '"';
    }
  }
  void end(std::string_view tag, std::string_view tooltip) {
    if (!tooltip.empty()) text_ += "<title>" + xml_text(tooltip) + "</title>";
    text_ += concat("</", tag, ">\n");
  }

  std::string text_;
  std::vector<std::string> open_;
};

}  // namespace weft::detail
