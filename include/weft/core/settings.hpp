// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <weft/core/parameters.hpp>

namespace weft {

/// What a model's layers were told besides their sizes, which two models of one shape may differ in: under the layer's
/// and the setting's name, "dense/activation", its value, "relu".
using Settings = std::map<std::string, std::string>;

/// Calls visit(name, value) for each setting of a layer that has some. Such a layer has a member
///
///   void for_each_setting(auto&& visit) const { visit("activation", "relu"); }
template <class L> void visit_settings(const L& layer, auto&& visit) {
  if constexpr (requires { layer.for_each_setting(visit); }) layer.for_each_setting(visit);
}
/// The same with the name of a part before those of its settings.
template <class L> void visit_settings(std::string_view name, const L& part, auto&& visit) {
  visit_settings(part,
                 [&](std::string_view setting, std::string_view value) { visit(ParameterName(name, setting), value); });
}

template <Layer L> [[nodiscard]] Settings settings(const L& model) {
  Settings all;
  visit_settings(model, [&](std::string_view name, std::string_view value) { all.emplace(name, value); });
  return all;
}

namespace detail {

/// What tells a part of a training from others: its name and its options, "MaxNorm max_value=2 axis=0".
template <class Part> std::string part_text(const Part& part) {
  std::string text(Part::type_name);
  visit_settings(part, [&](std::string_view setting, std::string_view value) {
    text.append(" ").append(setting).append("=").append(value);
  });
  return text;
}

}  // namespace detail

}  // namespace weft
