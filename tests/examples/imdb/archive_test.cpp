// SPDX-License-Identifier: MIT
#include "imdb/archive.hpp"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "temporary_folder.hpp"

namespace fs = std::filesystem;
using imdb::testing::names_in;
using imdb::testing::TemporaryFolder;
using imdb::testing::write_acl_imdb;
using imdb::testing::write_file;

namespace {

void pack(const fs::path& archive, const fs::path& folder, const std::string& name) {
  REQUIRE(imdb::run({"tar", "-czf", archive, "-C", folder, name}, imdb::Errors::shown).status == 0);
}

/// A cache, and an archive with aclImdb in it.
struct Archive {
  Archive() {
    write_acl_imdb(folder / "from/aclImdb");
    pack(file, folder / "from", "aclImdb");
    fs::create_directories(cache);
  }

  fs::path unpack() { return imdb::unpack(file, cache, log); }

  TemporaryFolder folder;
  fs::path file = folder / "host:reviews.tgz";
  fs::path cache = folder / "cache";
  std::ostringstream log;
};

}  // namespace

TEST_CASE("an archive is unpacked into the cache, without unsup") {
  Archive archive;
  const auto folder = archive.unpack();
  CHECK(folder == imdb::unpacked_folder(archive.cache, imdb::sha256_of_file(archive.file)));
  CHECK(imdb::read_acl_imdb(folder, {3, 3}).train.front().text == "first: dullest");
  CHECK_FALSE(fs::exists(folder / "aclImdb/train/unsup"));
  CHECK(names_in(archive.cache) == std::vector<std::string>{folder.filename()});
  CHECK(archive.log.str().starts_with("Unpacking "));
}

TEST_CASE("the same archive is not unpacked again, under whatever name") {
  Archive archive;
  const auto folder = archive.unpack();
  write_file(folder / "witness", "");
  archive.log.str("");
  const auto renamed = archive.folder / "renamed.tgz";
  fs::rename(archive.file, renamed);
  archive.file = renamed;
  CHECK(archive.unpack() == folder);
  CHECK(fs::exists(folder / "witness"));
  CHECK(archive.log.str().empty());
}

TEST_CASE("a truncated archive is an error and leaves nothing in the cache") {
  Archive archive;
  fs::resize_file(archive.file, fs::file_size(archive.file) - 40);
  CHECK_THROWS_WITH_AS(archive.unpack(), doctest::Contains("host:reviews.tgz: cannot be unpacked: "), weft::FileError);
  CHECK(names_in(archive.cache).empty());
}

TEST_CASE("an archive of something else is an error and leaves nothing in the cache") {
  Archive archive;
  write_file(archive.folder / "other/hello", "hello");
  pack(archive.file, archive.folder.path(), "other");
  CHECK_THROWS_WITH_AS(archive.unpack(), doctest::Contains("expected an archive of the folder aclImdb"),
                       weft::FileError);
  write_file(archive.file, "no archive at all");
  CHECK_THROWS_WITH_AS(archive.unpack(), doctest::Contains("cannot be unpacked: "), weft::FileError);
  CHECK(names_in(archive.cache).empty());
}

TEST_CASE("what a killed run left half unpacked is not taken for the whole") {
  Archive archive;
  const auto folder = imdb::unpacked_folder(archive.cache, imdb::sha256_of_file(archive.file));
  write_file(folder.string() + ".partial/aclImdb/train/pos/1_9.txt", "left over");
  CHECK(archive.unpack() == folder);
  CHECK(imdb::read_acl_imdb(folder, {imdb::all_reviews, imdb::all_reviews}).train.size() == 3);
  CHECK(names_in(archive.cache).size() == 1);
}
