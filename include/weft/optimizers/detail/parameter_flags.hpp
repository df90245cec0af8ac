// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <weft/core/detail/joined.hpp>
#include <weft/core/parameters.hpp>
#include <weft/optimizers/optimizer.hpp>

/// What an optimizer does with which of a model's parameters.
namespace weft::detail {

struct ParameterFlags {
  bool trained = true, decays = true, lazy = false;
};

/// Whether the name, "bidirectional/forward/bias", has the part as one or several of what stands between slashes.
inline bool has_part(std::string_view name, std::string_view part) {
  return concat('/', name, '/').find(concat('/', part, '/')) != std::string::npos;
}

/// Throws std::invalid_argument, in the name of what has the parts, for one that is in no parameter's name: it is a
/// mistake of whoever wrote it.
template <Layer L> void check_parts(const L& model, std::string_view who, const std::vector<std::string>& parts) {
  std::vector<std::string> names;
  for_each_parameter([&](std::string_view name, ParameterOf<const L>) { names.emplace_back(name); }, model);
  for (const std::string& part : parts) {
    const bool found = std::any_of(names.begin(), names.end(), [&](const auto& name) { return has_part(name, part); });
    throw_unless(found, who, " has \"", part, "\", which is in no parameter's name; those are ", joined(names));
  }
}

/// Throws std::invalid_argument for a part that is in the name of a parameter which has no rows to remember.
template <Layer L> void check_lazy(const L& model, const std::vector<std::string>& parts) {
  std::vector<std::string> can;
  for_each_parameter(
      [&](std::string_view name, ParameterOf<const L> p) {
        if (p.touched() != nullptr) can.emplace_back(name);
      },
      model);
  for_each_parameter(
      [&](std::string_view name, ParameterOf<const L> p) {
        for (const std::string& part : parts)
          throw_unless(p.touched() != nullptr || !has_part(name, part), "OptimizerOptions: lazy has \"", part,
                       "\", which is in ", name, "; expected names of parameters whose gradient remembers its rows: ",
                       can.empty() ? "this model has none" : joined(can));
      },
      model);
}

/// Of each parameter, in their order.
template <Layer L> std::vector<ParameterFlags> parameter_flags(const L& model, const OptimizerOptions& options) {
  check_parts(model, "OptimizerOptions: frozen", options.frozen);
  check_parts(model, "OptimizerOptions: exclude_from_weight_decay", options.exclude_from_weight_decay);
  check_parts(model, "OptimizerOptions: lazy", options.lazy);
  check_lazy(model, options.lazy);
  const auto has_any = [](std::string_view name, const std::vector<std::string>& parts) {
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return has_part(name, part); });
  };
  std::vector<ParameterFlags> flags;
  for_each_parameter(
      [&](std::string_view name, ParameterOf<const L>) {
        flags.push_back({.trained = !has_any(name, options.frozen),
                         .decays = options.weight_decay > 0 && !has_any(name, options.exclude_from_weight_decay),
                         .lazy = has_any(name, options.lazy)});
      },
      model);
  return flags;
}

/// What the optimizer was asked for of what all can do; nothing where it has no such options.
template <class Rule> OptimizerOptions common_options(const Rule& rule) {
  if constexpr (requires { rule.common(); })
    return rule.common();
  else
    return {};
}

/// Throws std::invalid_argument for an option out of its range.
inline void check_options(const OptimizerOptions& options) {
  const auto at_least_0 = [](std::string_view name, double x) { require_not_negative("OptimizerOptions", name, x); };
  at_least_0("clipnorm", options.clipnorm);
  at_least_0("clipvalue", options.clipvalue);
  at_least_0("global_clipnorm", options.global_clipnorm);
  at_least_0("weight_decay", options.weight_decay);
  const int limits =
      (options.clipnorm > 0 ? 1 : 0) + (options.clipvalue > 0 ? 1 : 0) + (options.global_clipnorm > 0 ? 1 : 0);
  throw_unless(limits < 2, "OptimizerOptions: ", limits,
               " of clipnorm, clipvalue and global_clipnorm are set; expected at most one");
  require_decay("OptimizerOptions", "ema_momentum", options.ema_momentum);
  throw_unless(options.ema_overwrite_frequency >= 0, "OptimizerOptions: ema_overwrite_frequency is ",
               options.ema_overwrite_frequency, "; expected at least 0");
  throw_unless(options.ema_overwrite_frequency == 0 || options.ema_momentum > 0,
               "OptimizerOptions: ema_overwrite_frequency is set without ema_momentum");
  throw_unless(options.gradient_accumulation_steps >= 1, "OptimizerOptions: gradient_accumulation_steps is ",
               options.gradient_accumulation_steps, "; expected at least 1");
}

}  // namespace weft::detail
