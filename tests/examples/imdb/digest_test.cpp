// SPDX-License-Identifier: MIT
#include "imdb/digest.hpp"

#include <string>

#include <doctest/doctest.h>

#include "temporary_folder.hpp"

TEST_CASE("MD5 sums are those RFC 1321 lists") {
  CHECK(imdb::hexadecimal(imdb::md5("")) == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(imdb::hexadecimal(imdb::md5("abc")) == "900150983cd24fb0d6963f7d28e17f72");
}

TEST_CASE("the SHA-256 sum of a file is that of its bytes, also over several blocks") {
  const imdb::testing::TemporaryFolder folder;
  imdb::testing::write_file(folder / "abc", "abc");
  CHECK(imdb::sha256_of_file(folder / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  imdb::testing::write_file(folder / "million", std::string(1'000'000, 'a'));
  CHECK(imdb::sha256_of_file(folder / "million") == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a file that cannot be read has no sum but an error that names it") {
  const imdb::testing::TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(imdb::sha256_of_file(folder / "none"), doctest::Contains("none: cannot be read"),
                       weft::FileError);
  CHECK_THROWS_AS(imdb::sha256_of_file(folder.path()), weft::FileError);
}
