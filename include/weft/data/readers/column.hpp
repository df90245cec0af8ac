// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/detail/narrow.hpp>
#include <weft/data/readers/detail/text_source.hpp>

namespace weft {

/// A column of a table: its name, as it stands in the header row, or its place, from 0.
class Column {
 public:
  Column(std::string name) : name_(std::move(name)) {}
  Column(std::string_view name) : name_(name) {}
  Column(const char* name) : name_(name) {}
  template <std::integral Place>
  requires(!std::same_as<Place, bool> && !std::same_as<Place, char>) Column(Place place)
      : place_(static_cast<Index>(place)), by_place_(true) {}

  [[nodiscard]] bool by_place() const { return by_place_; }
  [[nodiscard]] Index place() const { return place_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
  Index place_ = 0;
  bool by_place_ = false;
};

namespace detail {

/// What columns there are, for a message.
inline std::string column_list(const std::vector<std::string>& names, Index count) {
  if (names.empty()) return concat("there are ", count, ", without names");
  return concat("there are ", count, ": ", name_list(names));
}

/// The place of a column among `count`, which have names or none. FileError when it is not there.
inline Index find_column(const Column& column, const std::vector<std::string>& names, Index count,
                         const std::filesystem::path& path) {
  if (column.by_place()) {
    if (column.place() >= 0 && column.place() < count) return column.place();
    throw FileError(path, concat("there is no column ", column.place(), "; ", column_list(names, count)));
  }
  const auto found = std::find(names.begin(), names.end(), column.name());
  if (found == names.end() && names.empty())
    throw FileError(path, concat("there is no column ", quoted_start(column.name()),
                                 ": the file is read without a header row; expected a place, from 0"));
  if (found == names.end())
    throw FileError(path, concat("there is no column ", quoted_start(column.name()), "; ", column_list(names, count)));
  if (std::find(found + 1, names.end(), column.name()) != names.end())
    throw FileError(path,
                    concat("two columns have the name ", quoted_start(column.name()), "; expected a place, from 0"));
  return narrow<Index>(found - names.begin());
}

}  // namespace detail

}  // namespace weft
