// SPDX-License-Identifier: MIT
#include <weft/plots/detail/text_width.hpp>

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("no usual text is wider than estimated, nor much narrower") {
  // In font sizes, in DejaVu Sans 2.37: the sums of the advance widths in its hmtx table.
  const std::pair<std::string, double> measured[] = {{"val_loss", 3.914},
                                                     {"MMMMwwww%%", 8.623},
                                                     {"learning rate 1e-5", 9.013},
                                                     {"bidirectional-lstm-64", 10.367},
                                                     {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 17.489},
                                                     {"abcdefghijklmnopqrstuvwxyz", 14.646},
                                                     {"0123456789", 6.362},
                                                     {" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", 18.23},
                                                     {"Überprüfung", 6.327},
                                                     {"Прогноз", 4.321},
                                                     {"точность", 4.772}};
  for (const auto& line : measured) {
    const std::string& text = line.first;
    const double width = line.second;
    CAPTURE(text);
    CHECK(weft::detail::text_width(text, 1) >= width);
    CHECK(weft::detail::text_width(text, 1) <= 1.6 * width);
    CHECK(weft::detail::text_width(text, 12) == doctest::Approx(12 * weft::detail::text_width(text, 1)));
  }
  CHECK(weft::detail::text_width("", 12) == 0);
}

TEST_CASE("a text is cut between characters, and only where it has no room") {
  const std::string text = "Überprüfung der 旗";
  const double whole = weft::detail::text_width(text, 12);
  CHECK(weft::detail::fitted(text, 12, whole) == text);
  for (double width = whole - 0.1; width > 13.5; width -= 3) {
    const std::string cut = weft::detail::fitted(text, 12, width);
    CHECK(weft::utf8::is_valid(cut));
    CHECK(cut.ends_with("\u2026"));
    CHECK(text.starts_with(cut.substr(0, cut.size() - 3)));
    CHECK(weft::detail::text_width(cut, 12) <= width);
    CHECK(weft::detail::text_width(cut, 12) > width - 1.1 * 12);
  }
  CHECK(weft::detail::fitted("abc", 12, 0) == "\u2026");
  CHECK(weft::detail::fitted("\xFF\xFF\xFF", 12, 28).size() < 6);
}

TEST_CASE("the widest of texts is that of the longest") {
  CHECK(weft::detail::widest_text(std::vector<std::string>{"a", "mmm", "i"}, 10) == 30);
  CHECK(weft::detail::widest_text(std::vector<std::string>{}, 10) == 0);
}
