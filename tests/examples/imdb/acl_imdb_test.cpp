// SPDX-License-Identifier: MIT
#include "imdb/acl_imdb.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "temporary_folder.hpp"

namespace fs = std::filesystem;
using imdb::all_reviews;
using imdb::read_acl_imdb;
using imdb::Review;
using imdb::testing::TemporaryFolder;
using imdb::testing::write_acl_imdb;
using imdb::testing::write_file;

namespace {
constexpr imdb::Limits all{all_reviews, all_reviews};
}

TEST_CASE("reviews come in the order of TensorFlow Datasets, stripped and labelled") {
  const TemporaryFolder folder;
  write_acl_imdb(folder / "aclImdb");
  const auto reviews = read_acl_imdb(folder / "aclImdb", all);
  CHECK(reviews.train == std::vector<Review>{{"first: dullest", 0}, {"second: duller", 0}, {"third: dull", 0}});
  CHECK(reviews.test == std::vector<Review>{{"first: brightest", 1}, {"second: bright", 1}, {"third: dim", 0}});
  CHECK(reviews.origin == imdb::Origin::folder);
  CHECK(reviews.source == "the folder " + (folder / "aclImdb").string());
}

TEST_CASE("only ASCII white space is taken off a text, as from Python's bytes") {
  const TemporaryFolder folder;
  write_acl_imdb(folder.path());
  write_file(folder / "train/neg/609_1.txt", "\r\n\xC2\xA0 wait\xC2\x85\f\v ");
  CHECK(read_acl_imdb(folder.path(), all).train.front().text == "\xC2\xA0 wait\xC2\x85");
}

TEST_CASE("the folder around aclImdb does as well, and the order does not depend on where it lies") {
  const TemporaryFolder folder;
  write_acl_imdb(folder / "aclImdb");
  write_acl_imdb(folder / "another name");
  const auto reviews = read_acl_imdb(folder.path(), all);
  CHECK(reviews.train == read_acl_imdb(folder / "another name", all).train);
  CHECK(reviews.test == read_acl_imdb(folder / "another name", all).test);
}

TEST_CASE("a limit takes the first reviews, and no other file is read") {
  const TemporaryFolder folder;
  write_acl_imdb(folder.path());
  std::filesystem::remove(folder / "train/neg/674_3.txt");
  std::filesystem::create_directory(folder / "train/neg/674_3.txt");
  const auto reviews = read_acl_imdb(folder.path(), {1, 2});
  CHECK(reviews.train == std::vector<Review>{{"first: dullest", 0}});
  CHECK(reviews.test.size() == 2);
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), {2, 2}), doctest::Contains("674_3.txt: cannot be read"),
                       weft::FileError);
}

TEST_CASE("a review of nothing but white space is an empty review") {
  const TemporaryFolder folder;
  write_acl_imdb(folder.path());
  write_file(folder / "train/neg/674_3.txt", " \n");
  CHECK(read_acl_imdb(folder.path(), {2, 2}).train.back() == Review{"", 0});
}

TEST_CASE("fewer reviews than asked for are an error that names both numbers") {
  const TemporaryFolder folder;
  write_acl_imdb(folder.path());
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), {3, 4}),
                       doctest::Contains("test: expected at least 4 reviews, found 3"), weft::FileError);
}

TEST_CASE("a folder that is missing or holds something else is an error that names it") {
  const TemporaryFolder folder;
  write_file(folder / "file", "");
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder / "none", all), doctest::Contains("none: there is no such folder"),
                       weft::FileError);
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder / "file", all), doctest::Contains("there is no such folder"),
                       weft::FileError);
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), all), doctest::Contains("neither the folder nor its aclImdb holds"),
                       weft::FileError);
}

TEST_CASE("a split without its folders or without reviews is an error") {
  const TemporaryFolder folder;
  write_acl_imdb(folder.path());
  fs::remove_all(folder / "train/pos");
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), all), doctest::Contains("pos: cannot be listed"), weft::FileError);
  fs::create_directories(folder / "train/pos");
  fs::remove_all(folder / "train/neg");
  fs::create_directories(folder / "train/neg");
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), all), doctest::Contains("train: holds no reviews"),
                       weft::FileError);
}

TEST_CASE("a file whose name does not fit is an error that says what fits") {
  for (const std::string name : {"README", "609.txt", "_1.txt", "609_.txt", "609_1.txt~", "609_1.TXT", "x609_1.txt"}) {
    CAPTURE(name);
    const TemporaryFolder folder;
    write_acl_imdb(folder.path());
    write_file(folder / "train/pos" / name, "a text");
    CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), all),
                         doctest::Contains("expected a file named <id>_<rating>.txt"), weft::FileError);
  }
}

TEST_CASE("a review that cannot be read is an error that names it") {
  const TemporaryFolder folder;
  write_acl_imdb(folder.path());
  fs::create_directories(folder / "train/pos/7_7.txt");
  CHECK_THROWS_WITH_AS(read_acl_imdb(folder.path(), all), doctest::Contains("7_7.txt: cannot be read"),
                       weft::FileError);
}

TEST_CASE("IMDB's own reviews are all read" * doctest::skip(std::getenv("WEFT_IMDB_DIR") == nullptr)) {
  const auto root = imdb::find_acl_imdb(std::getenv("WEFT_IMDB_DIR"));
  const auto entries = imdb::detail::entries_of(root, "train");
  REQUIRE(entries.size() == 25'000);
  CHECK(entries[0].file == root / "train/neg/609_1.txt");
  CHECK(entries[1].file.filename() == "674_3.txt");
  CHECK(entries[2].file.filename() == "184_2.txt");
  const auto reviews = read_acl_imdb(root, {all_reviews, 12'500});
  CHECK(reviews.test.size() == 12'500);
  CHECK(std::none_of(reviews.train.begin(), reviews.train.end(), [](const auto& r) { return r.text.empty(); }));
  CHECK(std::count_if(reviews.train.begin(), reviews.train.end(), [](const auto& r) { return r.label == 1; }) ==
        12'500);
}
