// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <weft/core/error.hpp>

/// The tables of docs/errors.md, whose rows are: | misuse | what is thrown | `message` |
namespace weft::testing {

struct ErrorRow {
  std::string misuse, thrown, message;

  friend bool operator==(const ErrorRow&, const ErrorRow&) = default;
  std::string text() const { return "| " + misuse + " | " + thrown + " | `" + message + "` |"; }
};

/// What stands under one heading of the page.
struct ErrorSection {
  std::string heading;
  std::vector<ErrorRow> rows = {};
};

inline std::filesystem::path misuse_folder() { return std::filesystem::path(__FILE__).parent_path(); }

/// All sections that have a table, in the page's order.
inline std::vector<ErrorSection> errors_page() {
  std::ifstream file(misuse_folder() / "../../docs/errors.md");
  std::vector<ErrorSection> sections;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) sections.push_back({line.substr(3)});
    const auto first = line.find(" | "), second = line.find(" | `"), end = line.rfind("` |");
    if (sections.empty() || !line.starts_with("| ") || second == line.npos || end == line.npos) continue;
    sections.back().rows.push_back({line.substr(2, first - 2), line.substr(first + 3, second - first - 3),
                                    line.substr(second + 4, end - second - 4)});
  }
  std::erase_if(sections, [](const ErrorSection& section) { return section.rows.empty(); });
  return sections;
}

/// What the call throws; a file's path stands as <file>.
template <class Call> ErrorRow refusal(const std::string& misuse, const Call& call) try {
  call();
  return {misuse, "nothing", ""};
} catch (const FileError& error) {
  return {misuse, "FileError", "<file>" + std::string(error.what()).substr(error.path().string().size())};
} catch (const std::invalid_argument& error) {
  return {misuse, "invalid_argument", error.what()};
} catch (const std::runtime_error& error) {
  return {misuse, "runtime_error", error.what()};
}

}  // namespace weft::testing
