// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <weft/core/packed_sequence.hpp>
#include <weft/core/parameters.hpp>

namespace weft {

namespace detail {

/// A layer's output shape as Keras prints it: None for the batch and for time.
template <class Scalar> std::string output_shape(const Tensor<Scalar, 2>*, Index features) {
  return concat("(None, ", features, ")");
}
template <class Scalar> std::string output_shape(const PackedSequence<Scalar>*, Index features) {
  return concat("(None, None, ", features, ")");
}

/// The same of a layer, or of the layers whose outputs it gives: "[(None, 64), (None, 32)]".
template <class L> std::string output_shape(const L& layer) {
  constexpr const typename L::Output* output = nullptr;
  if constexpr (requires { output_shape(output, Index()); }) {
    return output_shape(output, layer.output_features());
  } else {
    std::string shapes;
    layer.for_each_output_layer(
        [&](const auto& part) { shapes += concat(shapes.empty() ? "" : ", ", output_shape(part)); });
    return '[' + shapes + ']';
  }
}

/// A whole number with commas: 598,209.
inline std::string with_commas(Index number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = std::ssize(text) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

/// Text cells in columns as wide as their widest, with rules above, below the first row, and below.
class TextTable {
 public:
  using Row = std::array<std::string, 3>;

  void add(Row row) { rows_.push_back(std::move(row)); }

  [[nodiscard]] std::string text() const {
    const std::string rule(width(0) + width(1) + width(2), '=');
    std::string text = line(rows_.front()) + rule + '\n';
    for (std::size_t k = 1; k < rows_.size(); ++k) text += line(rows_[k]);
    return text + rule + '\n';
  }

 private:
  static constexpr std::size_t gap = 3;

  [[nodiscard]] std::size_t width(std::size_t column) const {
    std::size_t widest = 0;
    for (const Row& row : rows_) widest = (std::max)(widest, row[column].size());
    return widest + gap;
  }

  [[nodiscard]] std::string line(const Row& row) const {
    std::string text;
    for (std::size_t column = 0; column < row.size(); ++column)
      text += row[column] + std::string(width(column) - row[column].size(), ' ');
    return text.substr(0, text.find_last_not_of(' ') + 1) + '\n';
  }

  std::vector<Row> rows_;
};

}  // namespace detail

/// Keras's table of a Sequential: layer (type), output shape, parameters; and the sum.
template <class Model>
requires requires(const Model& model) {
  model.for_each_layer([](std::string_view, const auto&) {});
}
[[nodiscard]] std::string summary(const Model& model) {
  detail::TextTable table;
  table.add({"Layer (type)", "Output Shape", "Param #"});
  model.for_each_layer([&]<class L>(std::string_view name, const L& layer) {
    table.add({concat(name, " (", L::type_name, ")"), detail::output_shape(layer),
               detail::with_commas(parameter_count(layer))});
  });
  return concat("Model: \"sequential\"\n", table.text(), "Total params: ", detail::with_commas(parameter_count(model)),
                '\n');
}

}  // namespace weft
