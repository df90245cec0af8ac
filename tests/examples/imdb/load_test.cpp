// SPDX-License-Identifier: MIT
#include "imdb/load.hpp"

#include <filesystem>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "temporary_folder.hpp"

namespace fs = std::filesystem;
using imdb::Origin;
using imdb::testing::TemporaryFolder;
using imdb::testing::write_acl_imdb;
using imdb::testing::write_file;

namespace {

/// An archive that can be downloaded by its file:// URL into an empty data directory.
struct Loader {
  Loader() {
    write_acl_imdb(folder / "from/aclImdb");
    REQUIRE(imdb::run({"tar", "-cf", archive, "-C", folder / "from", "aclImdb"}, imdb::Errors::shown).status == 0);
    wanted.directory = folder / "deep/data";
    wanted.limits = {3, 3};
    wanted.remote = {"file://" + archive.string(), imdb::sha256_of_file(archive)};
    wanted.patience = {1, 1};
  }

  imdb::Reviews operator()() {
    log.str("");
    return imdb::load_reviews(wanted, log);
  }

  TemporaryFolder folder;
  fs::path archive = folder / "reviews.tar";
  imdb::Wanted wanted;
  std::ostringstream log;
};

bool curl_is_missing() {
  return imdb::run({"curl", "--output", "/dev/null", "file:///dev/null"}, imdb::Errors::hidden).status ==
         imdb::Ended::not_installed;
}

}  // namespace

TEST_CASE("a folder given is read, and no data directory is made") {
  Loader load;
  load.wanted.data = load.folder / "from";
  const auto reviews = load();
  CHECK(reviews.origin == Origin::folder);
  CHECK(reviews.train.size() == 3);
  CHECK_FALSE(fs::exists(load.wanted.directory));
}

TEST_CASE("an archive given is unpacked once") {
  Loader load;
  load.wanted.data = load.archive;
  const auto reviews = load();
  CHECK(reviews.origin == Origin::archive);
  CHECK(reviews.source.starts_with("the archive " + load.archive.string()));
  CHECK(reviews.train.front().text == "first: dullest");
  CHECK(load.log.str().starts_with("Unpacking "));
  CHECK(load().train == reviews.train);
  CHECK(load.log.str().empty());
}

TEST_CASE("data that is given but not there is an error, not a reason to look elsewhere") {
  Loader load;
  load.wanted.data = load.folder / "none";
  CHECK_THROWS_WITH_AS(load(), doctest::Contains("none: there is no such folder or archive"), weft::FileError);
}

TEST_CASE("without data given the archive is downloaded, and only once" * doctest::skip(curl_is_missing())) {
  Loader load;
  const auto reviews = load();
  CHECK(reviews.origin == Origin::download);
  CHECK(reviews.source.starts_with(load.wanted.remote.url));
  CHECK(reviews.test.front().text == "first: brightest");
  CHECK(load.log.str().starts_with("Downloading "));
  fs::remove(load.archive);
  CHECK(load().origin == Origin::download);
  CHECK(load.log.str().empty());
}

TEST_CASE("an archive that was downloaded but not unpacked is not downloaded again") {
  Loader load;
  fs::create_directories(load.wanted.directory);
  fs::rename(load.archive, load.wanted.directory / "aclImdb_v1.tar.gz");
  CHECK(load().origin == Origin::download);
  CHECK(load.log.str().starts_with("Unpacking "));
}

TEST_CASE("a folder aclImdb put into the data directory by hand is found") {
  Loader load;
  write_acl_imdb(load.wanted.directory / "aclImdb");
  CHECK(load().source == "the folder " + (load.wanted.directory / "aclImdb").string());
}

TEST_CASE("without network the reviews are generated, and the reason is told") {
  Loader load;
  load.wanted.remote.url = "http://127.0.0.1:1/aclImdb_v1.tar.gz";
  const auto reviews = load();
  CHECK(reviews.origin == Origin::generator);
  CHECK(reviews.source.starts_with(
      "the bundled generator (these are not IMDB's reviews), because the download failed: "));
  CHECK(reviews.train == imdb::generate_reviews(3, 3, load.wanted.seed).train);
  CHECK(fs::is_empty(load.wanted.directory));
}

TEST_CASE("all reviews of the generator are as many as IMDB has") {
  CHECK(imdb::detail::generate({imdb::all_reviews, 1}, 42, "a test").train.size() == 25'000);
}

TEST_CASE("a download with a wrong checksum is an error, not a missing network" * doctest::skip(curl_is_missing())) {
  Loader load;
  load.wanted.remote.sha256 = std::string(64, '0');
  CHECK_THROWS_WITH_AS(load(), doctest::Contains("expected SHA-256 000000"), weft::FileError);
  CHECK(fs::is_empty(load.wanted.directory));
}

TEST_CASE("a data directory that cannot be made is an error that names it") {
  Loader load;
  write_file(load.folder / "file", "");
  load.wanted.directory = load.folder / "file/data";
  CHECK_THROWS_WITH_AS(load(), doctest::Contains("file/data: "), weft::FileError);
}
