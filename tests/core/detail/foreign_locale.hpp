// SPDX-License-Identifier: MIT
#pragma once

#include <clocale>
#include <locale>
#include <string>

namespace weft::testing {

/// The classic locale, but for numbers: 1.234,5.
inline std::locale comma_locale() {
  struct Commas : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  return {std::locale::classic(), new Commas};
}

/// While it lives, the program's locale is one with decimal commas: C++'s, and C's where the system has such a one.
class ForeignLocale {
 public:
  ForeignLocale() {
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8", "de_DE", "fr_FR"})
      if (std::setlocale(LC_ALL, name) != nullptr) break;
  }
  ForeignLocale(const ForeignLocale&) = delete;
  ForeignLocale& operator=(const ForeignLocale&) = delete;
  ~ForeignLocale() {
    std::locale::global(before_);
    std::setlocale(LC_ALL, c_before_.c_str());
  }

  /// Whether C's printf writes commas too.
  static bool also_of_c() { return *std::localeconv()->decimal_point == ','; }

 private:
  std::string c_before_ = std::setlocale(LC_ALL, nullptr);
  std::locale before_ = std::locale::global(comma_locale());
};

}  // namespace weft::testing
