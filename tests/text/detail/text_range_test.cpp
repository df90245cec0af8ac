// SPDX-License-Identifier: MIT
#include <initializer_list>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/text_range.hpp>

using weft::detail::TextRange;

TEST_CASE("Several texts are a range of what a string_view can be made of") {
  CHECK(TextRange<const std::vector<std::string>&>);
  CHECK(TextRange<std::vector<std::string_view>>);
  CHECK(TextRange<std::list<const char*>&>);
  CHECK(TextRange<std::initializer_list<std::string_view>>);
  CHECK(TextRange<const std::string_view(&)[3]>);
}

TEST_CASE("One text is not several, nor are numbers") {
  CHECK_FALSE(TextRange<const std::string&>);
  CHECK_FALSE(TextRange<std::string_view>);
  CHECK_FALSE(TextRange<const char*>);
  CHECK_FALSE(TextRange<const char(&)[5]>);
  CHECK_FALSE(TextRange<const std::vector<int>&>);
}
