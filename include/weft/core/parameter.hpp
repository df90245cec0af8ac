// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include <weft/core/error.hpp>
#include <weft/core/tensor.hpp>

namespace weft {

/// A parameter's name with its layers' before it, "bidirectional/forward/bias", on the stack: walking over a model
/// allocates nothing. Not inlined, since every visitor makes the name of every parameter.
class ParameterName {
 public:
  [[gnu::noinline]] ParameterName(std::string_view layer, std::string_view parameter) {
    append(layer);
    append("/");
    append(parameter);
  }
  operator std::string_view() const { return {text_.data(), size_}; }

 private:
  void append(std::string_view part) {
    if (size_ + part.size() > text_.size()) throw std::length_error("a parameter's name is longer than 256 characters");
    std::copy(part.begin(), part.end(), text_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += part.size();
  }

  std::array<char, 256> text_;
  std::size_t size_ = 0;
};

/// The visitor that sees every name with `layer`/ before it.
template <class Visit> auto prefixed(std::string_view layer, Visit& visit) {
  return
      [layer, &visit](std::string_view name, auto&... parameters) { visit(ParameterName(layer, name), parameters...); };
}

/// Throws std::invalid_argument in the name of who asks, and the parameter's, unless its gradient has its shape.
template <class Parameter>
[[gnu::noinline]] void check_shape(std::string_view who, std::string_view name, const Parameter& parameter,
                                   const Parameter& gradient) {
  if (parameter.dimensions() == gradient.dimensions()) return;
  throw std::invalid_argument(concat(who, ": the gradient of ", name, " is ", shape_text(gradient),
                                     "; the parameter is ", shape_text(parameter)));
}

}  // namespace weft
