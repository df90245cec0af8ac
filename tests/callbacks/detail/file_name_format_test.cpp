// SPDX-License-Identifier: MIT
#include <weft/callbacks/detail/file_name_format.hpp>

#include <doctest/doctest.h>

namespace {

using weft::Index;
using weft::detail::FileNameFormat;

std::filesystem::path formatted(const std::filesystem::path& path) {
  return FileNameFormat(path).path({{"epoch", Index(7)}, {"val_loss", 0.25}, {"learning_rate", 1e-5}, {"x", -1.5}});
}

}  // namespace

// What Python's str.format gives: "{epoch:03d}".format(epoch=7, val_loss=0.25, learning_rate=1e-5, x=-1.5).
TEST_CASE("placeholders become numbers as in Python") {
  CHECK(formatted("m.safetensors") == "m.safetensors");
  CHECK(formatted("m{epoch}-{val_loss}") == "m7-0.25");
  CHECK(formatted("{epoch:d}{epoch:2d}{epoch:03d}") == "7 7007");
  CHECK(formatted("{val_loss:f}") == "0.250000");
  CHECK(formatted("{val_loss:.4f}/{val_loss:.0f}") == "0.2500/0");
  CHECK(formatted("{val_loss:08.3f}{val_loss:8.3f}") == "0000.250   0.250");
  CHECK(formatted("{x:08.3f}") == "-001.500");
  CHECK(formatted("{learning_rate:.1e}{learning_rate:e}") == "1.0e-051.000000e-05");
  CHECK(formatted("{epoch:.1f}") == "7.0");
  CHECK(formatted("{{epoch}}-{{{epoch}}}") == "{epoch}-{7}");
  CHECK(formatted(std::u8string(u8"gr\u00FC\u00DFe/{epoch}")) == std::filesystem::path(u8"gr\u00FC\u00DFe/7"));
}

TEST_CASE("a name that there is not is refused with those there are") {
  CHECK_THROWS_WITH_AS(formatted("m{val_los:.2f}"),
                       "the path 'm{val_los:.2f}' has '{val_los:.2f}'; there are epoch, val_loss, learning_rate, x",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(formatted("{val_loss:02d}"),
                       "the path '{val_loss:02d}' has '{val_loss:02d}', for whole numbers; val_loss is 0.25",
                       std::invalid_argument);
}

TEST_CASE("what is no placeholder is refused at once") {
  for (const char* path : {"{", "}", "a{epoch", "epoch}", "{}", "{:d}", "{epoch:}", "{epoch:02}", "{epoch:.d}",
                           "{epoch:.2d}", "{epoch:100d}", "{epoch:x}", "{epoch:dd}", "{a{b}"}) {
    CAPTURE(path);
    CHECK_THROWS_AS(FileNameFormat{path}, std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(
      FileNameFormat{"m{epoch:2x}"},
      "the path 'm{epoch:2x}' has '{epoch:2x}'; expected {name}, or {name:02d}, {name:.4f} or the like",
      std::invalid_argument);
}
