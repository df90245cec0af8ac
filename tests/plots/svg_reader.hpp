// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/text.hpp>
#include <weft/text/utf8.hpp>

/// An element of an SVG file: its attributes and the text directly in it, both unescaped, and what encloses it.
struct SvgElement {
  std::string tag;
  std::map<std::string, std::string> attributes;
  std::string text;
  std::size_t parent;  // the root is its own

  const std::string& operator[](const std::string& name) const { return attributes.at(name); }
  double number(const std::string& name) const {
    auto in = weft::in_classic_locale<std::istringstream>(attributes.at(name));
    double value = 0;
    if (!(in >> value) || !in.eof()) throw std::runtime_error(name + " is no number: " + attributes.at(name));
    return value;
  }
  bool is(std::string_view its_tag, std::string_view its_class) const {
    const auto found = attributes.find("class");
    return tag == its_tag && found != attributes.end() && found->second == its_class;
  }
};

/// Reads the XML that a picture is, and throws where it is not well-formed: one root, tags closed in order, attributes
/// in double quotes and none twice, only the five entities, no bare < or &, UTF-8 without control characters.
class SvgReader {
 public:
  explicit SvgReader(std::string text) : rest_(text), text_(std::move(text)) {
    rest_ = text_;
    require(weft::utf8::is_valid(rest_), "UTF-8");
    for (const char c : rest_) require(static_cast<unsigned char>(c) >= 0x20 || c == '\n', "no control character");
    element(0);
    require(rest_ == "\n", "one root");
  }

  const std::vector<SvgElement>& elements() const { return elements_; }
  const SvgElement& root() const { return elements_.front(); }
  std::vector<SvgElement> all(std::string_view tag, std::string_view its_class) const {
    std::vector<SvgElement> found;
    for (const SvgElement& element : elements_)
      if (element.is(tag, its_class)) found.push_back(element);
    return found;
  }
  /// Those of a tag whose parent is the element of this class that comes so many after the first.
  std::vector<SvgElement> within(std::string_view its_class, std::string_view tag, std::size_t skipped = 0) const {
    for (std::size_t parent = 0; parent < elements_.size(); ++parent)
      if (elements_[parent].is("g", its_class) && skipped-- == 0) return children(parent, tag);
    return {};
  }
  /// The tooltips of the elements with this class.
  std::vector<std::string> tooltips(std::string_view tag, std::string_view its_class) const {
    std::vector<std::string> found;
    for (const SvgElement& element : elements_)
      if (element.tag == "title" && elements_[element.parent].is(tag, its_class)) found.push_back(element.text);
    return found;
  }

 private:
  std::vector<SvgElement> children(std::size_t parent, std::string_view tag) const {
    std::vector<SvgElement> found;
    for (const SvgElement& element : elements_)
      if (element.parent == parent && element.tag == tag) found.push_back(element);
    return found;
  }

  void require(bool condition, const char* what) const {
    if (!condition)
      throw std::runtime_error("not well-formed, expected " + std::string(what) + ": " +
                               std::string(rest_.substr(0, 60)));
  }
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  std::string until(std::string_view ends) {
    const std::size_t size = rest_.find_first_of(ends);
    require(size != std::string_view::npos, "an end");
    std::string taken(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return taken;
  }
  std::string unescaped(const std::string& escaped) const {
    static const std::map<std::string, char> entities{
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    std::string plain;
    for (std::size_t k = 0; k < escaped.size(); ++k) {
      require(escaped[k] != '<', "no bare <");
      if (escaped[k] != '&') {
        plain += escaped[k];
        continue;
      }
      const std::size_t end = escaped.find(';', k);
      require(end != std::string::npos && entities.contains(escaped.substr(k + 1, end - k - 1)), "an entity");
      plain += entities.at(escaped.substr(k + 1, end - k - 1));
      k = end;
    }
    return plain;
  }

  void element(std::size_t parent) {
    require(take("<"), "a tag");
    const std::size_t at = elements_.size();
    elements_.push_back({until(" />"), {}, "", parent});
    require(!elements_[at].tag.empty(), "a name");
    while (take(" ")) {
      const std::string name = until("=");
      require(take("=\""), "a quoted value");
      require(elements_[at].attributes.emplace(name, unescaped(until("\""))).second, "an attribute once");
      require(take("\""), "the end of a value");
    }
    if (take("/>")) return;
    require(take(">"), "the end of a tag");
    while (!rest_.starts_with("</")) {
      if (rest_.starts_with("<"))
        element(at);
      else
        elements_[at].text += unescaped(until("<"));
    }
    require(take("</" + elements_[at].tag + ">"), "the end of the element");
  }

  std::string_view rest_;
  std::string text_;
  std::vector<SvgElement> elements_;
};

struct PathPoint {
  char command;
  double x, y;
};

/// The points of a path made of M and L.
inline std::vector<PathPoint> path_points(const std::string& path) {
  std::vector<PathPoint> points;
  auto in = weft::in_classic_locale<std::istringstream>(path);
  for (PathPoint point{}; in >> point.command >> point.x >> point.y;) points.push_back(point);
  if (!in.eof()) throw std::runtime_error("not a path of M and L: " + path);
  return points;
}
