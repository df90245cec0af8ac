// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string_view>

namespace weft {

/// How Bidirectional makes one output of its two, by Keras's names.
enum class MergeMode { concat, sum, mul, ave };

/// Bidirectional{LSTM{64}, merge_mode_none} is Keras's Bidirectional(LSTM(64), merge_mode=None), which gives both
/// outputs. It is part of the layer's type, because it decides what the output is.
struct MergeModeNone {};
inline constexpr MergeModeNone merge_mode_none{};

constexpr std::string_view merge_mode_name(MergeMode mode) {
  constexpr std::string_view names[] = {"concat", "sum", "mul", "ave"};
  return names[static_cast<int>(mode)];
}
constexpr std::string_view merge_mode_name(MergeModeNone) { return "none"; }

/// What may say how outputs are merged.
template <class T>
concept AnyMergeMode = std::same_as<T, MergeMode> || std::same_as<T, MergeModeNone>;

/// What a Bidirectional gives with merge_mode_none, and the gradient of that: the output of each of its layers.
template <class Y> struct BothOutputs {
  Y forward, backward;

  static void for_each_part(auto&& visit, auto&... outputs) {
    visit("forward", outputs.forward...);
    visit("backward", outputs.backward...);
  }
};

}  // namespace weft
