// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/parameters.hpp>
#include <weft/optimizers/detail/parameter_flags.hpp>

/// Things that are given for parameters by parts of their names.
namespace weft::detail {

template <class Thing> using NamedParts = std::vector<std::pair<std::string, Thing>>;

/// Of a parameter, which of the things is for it; null where none is. Throws std::invalid_argument, in the name of who
/// was given them, where two are: each parameter has one of a kind, as in Keras.
template <class Thing>
const Thing* find_named(std::string_view who, std::string_view parameter, const NamedParts<Thing>& things) {
  const std::pair<std::string, Thing>* found = nullptr;
  for (const auto& each : things) {
    if (!has_part(parameter, each.first)) continue;
    throw_unless(found == nullptr, who, " has \"", found == nullptr ? "" : found->first, "\" and \"", each.first,
                 "\", which are both in ", parameter, "; expected one for each parameter");
    found = &each;
  }
  return found == nullptr ? nullptr : &found->second;
}

/// Calls visit(name, parameter, thing) for each parameter in its order, with null where nothing is for it. Throws
/// std::invalid_argument, in the name of who was given them, when a part is in no parameter's name, or before it visits
/// a parameter that two are for.
template <Layer Model, class Thing>
void for_each_named(const Model& model, std::string_view who, const NamedParts<Thing>& things, const auto& visit) {
  std::vector<std::string> parts;
  for (const auto& [part, thing] : things) parts.push_back(part);
  check_parts(model, who, parts);
  for_each_parameter(
      [&](std::string_view name, ParameterOf<const Model> p) { visit(name, p, find_named(who, name, things)); }, model);
}

/// What tells them from others: "kernel: MaxNorm max_value=2 axis=0; bias: NonNeg", or "none".
template <class Thing> std::string named_text(const NamedParts<Thing>& things, const auto& text_of) {
  std::vector<std::string> texts;
  for (const auto& [part, thing] : things) texts.push_back(concat(part, ": ", text_of(thing)));
  return joined(texts, "; ");
}

}  // namespace weft::detail
