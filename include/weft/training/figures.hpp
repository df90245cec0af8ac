// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/detail/joined.hpp>
#include <weft/core/error.hpp>

namespace weft {

/// What was measured, by name: the loss first, then the metrics in their order. figures["accuracy"]
class Figures {
 public:
  using Figure = std::pair<std::string, double>;

  Figures() = default;
  Figures(std::initializer_list<Figure> figures) : all_(figures) {}

  void add(std::string name, double value) { all_.emplace_back(std::move(name), value); }

  /// Throws std::invalid_argument, with the names there are, for another one.
  [[nodiscard]] double operator[](std::string_view name) const {
    if (const double* value = find(name)) return *value;
    throw std::invalid_argument(concat("there is no figure '", name, "'; there are ",
                                       detail::joined(all_, [](const Figure& each) { return each.first; })));
  }
  /// Null where there is none of that name.
  [[nodiscard]] const double* find(std::string_view name) const& {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const Figure& each) { return each.first == name; });
    return found == all_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] const double* find(std::string_view name) const&& = delete;  // it would be gone

  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }

  friend bool operator==(const Figures&, const Figures&) = default;

 private:
  std::vector<Figure> all_;
};

}  // namespace weft
