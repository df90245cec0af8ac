// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

namespace weft::detail {

/// A layer's name in a model, in fixed memory so that it is made when the program is compiled.
class LayerName {
 public:
  constexpr LayerName() = default;

  /// Keras's name for the n-th layer of a type, counted from 0: "LSTM", 0 -> "lstm"; "MyLayer", 2 -> "my_layer_2".
  constexpr LayerName(std::string_view type, std::size_t n) {
    bool lower_before = false;
    for (const char c : type) {
      const bool upper = c >= 'A' && c <= 'Z';
      if (upper && lower_before) append('_');
      append(upper ? static_cast<char>(c - 'A' + 'a') : c);
      lower_before = !upper;
    }
    if (n > 0) append_number(n);
  }

  [[nodiscard]] constexpr std::string_view text() const { return {text_.data(), size_}; }

 private:
  constexpr void append(char c) { text_.at(size_++) = c; }
  constexpr void append_number(std::size_t n) {
    append('_');
    std::size_t place = 1;
    while (n / place >= 10) place *= 10;
    for (; place > 0; place /= 10) append("0123456789"[n / place % 10]);
  }

  std::array<char, 64> text_{};
  std::size_t size_ = 0;
};

/// The names of layers in a model, each numbered among those of its type.
template <class... Layers> constexpr std::array<LayerName, sizeof...(Layers)> layer_names() {
  constexpr std::array<std::string_view, sizeof...(Layers)> types{Layers::type_name...};
  std::array<LayerName, sizeof...(Layers)> names;
  for (std::size_t k = 0; k < types.size(); ++k) {
    std::size_t same_before = 0;
    for (std::size_t j = 0; j < k; ++j) same_before += types[j] == types[k] ? 1U : 0U;
    names[k] = LayerName(types[k], same_before);
  }
  return names;
}

}  // namespace weft::detail
