// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <weft/system/output.hpp>

TEST_CASE("output that has arrived is no error") {
  std::ostringstream out;
  out << "a text";
  CHECK_NOTHROW(weft::flush_or_throw(out, "a text"));
  CHECK(out.str() == "a text");
}

TEST_CASE("output that has failed before is an error which names it") {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  CHECK_THROWS_WITH_AS(weft::flush_or_throw(out, "a text"), "a text: cannot be written: the system gives no reason",
                       weft::FileError);
}

TEST_CASE("output to a full disk is an error with the system's reason, whenever it failed" *
          doctest::skip(!std::filesystem::exists("/dev/full"))) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{100'000}}) {
    std::ofstream out("/dev/full");
    out << std::string(size, 'a');
    for (const bool before : {false, true}) {
      if (before) out << std::flush << "more";
      CHECK_THROWS_WITH_AS(weft::flush_or_throw(out, "/dev/full"),
                           "/dev/full: cannot be written: No space left on device", weft::FileError);
    }
  }
}
