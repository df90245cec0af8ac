// SPDX-License-Identifier: MIT
#include <weft/plots/detail/shade.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace weft::detail;

TEST_CASE("a shade goes from white to dark, darker with every step") {
  CHECK(colour_text(shade(0)) == "#ffffff");
  CHECK(luminance(shade(1)) < 0.05);
  for (int percent = 0; percent < 100; ++percent)
    CHECK(luminance(shade(percent / 100.0)) > luminance(shade((percent + 1) / 100.0)));
  CHECK(shade(0.4999999)[0] == doctest::Approx(shade(0.5)[0]).epsilon(1e-4));
  CHECK(colour_text(shade(1.5)) == colour_text(shade(1)));
}

TEST_CASE("colours are written in hexadecimal digits") {
  CHECK(colour_text({0, 10, 255}) == "#000aff");
  CHECK(colour_text({127.6, 16, 1.2}) == "#801001");
}

TEST_CASE("luminance is that of WCAG") {
  CHECK(luminance({0, 0, 0}) == 0);
  CHECK(luminance({255, 255, 255}) == doctest::Approx(1));
  CHECK(luminance({255, 0, 0}) == doctest::Approx(0.2126));
  CHECK(luminance({119, 119, 119}) == doctest::Approx(1.05 / 4.478 - 0.05).epsilon(1e-3));  // #777: 4.48 to 1 on white
}

TEST_CASE("text on any shade has the contrast that WCAG asks for") {
  for (int percent = 0; percent <= 100; ++percent) {
    const double ground = luminance(shade(percent / 100.0)) + 0.05;
    const std::string_view text = readable_on(shade(percent / 100.0));
    CHECK((text == "#000" ? ground / 0.05 : 1.05 / ground) > 4.5);
  }
}
