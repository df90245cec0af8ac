// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <functional>

#include "errors_table.hpp"

namespace weft::testing {

/// A call that must be refused, under the name its row in docs/errors.md has.
struct Misuse {
  std::string name;
  std::function<void()> call;
};

/// Checks that the section's rows are those that these calls give, in that order.
inline void check_misuses(const std::string& heading, const std::vector<Misuse>& misuses) {
  std::vector<ErrorRow> rows;
  for (const ErrorSection& section : errors_page())
    if (section.heading == heading) rows = section.rows;
  CHECK(rows.size() == misuses.size());
  for (std::size_t k = 0; k < misuses.size(); ++k) {
    const ErrorRow given = refusal(misuses[k].name, misuses[k].call);
    CHECK_MESSAGE((k < rows.size() && rows[k] == given), given.text());
  }
}

}  // namespace weft::testing
