// SPDX-License-Identifier: MIT
#include "imdb/download.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "silent_server.hpp"
#include "temporary_folder.hpp"

namespace fs = std::filesystem;
using imdb::testing::names_in;
using imdb::testing::TemporaryFolder;
using imdb::testing::write_file;

namespace {

constexpr imdb::Patience short_patience{1, 1};

/// A file to download by its file:// URL, a folder to put it in, and while it lives a PATH to choose programs by.
struct Download {
  Download() { write_file(source, "the content"), fs::create_directories(target.parent_path()); }
  ~Download() { ::setenv("PATH", path.c_str(), 1); }

  auto operator()() { return imdb::download(remote, target, short_patience); }

  /// Puts a shell script in the place of all programs.
  void have_only(const std::string& name, const std::string& script) {
    write_file(folder / "bin" / name, "#!/bin/sh\n" + script);
    fs::permissions(folder / "bin" / name, fs::perms::owner_all);
    ::setenv("PATH", (folder / "bin").c_str(), 1);
  }

  TemporaryFolder folder;
  std::string path = std::getenv("PATH");
  fs::path source = folder / "source";
  fs::path target = folder / "to/target";
  imdb::Remote remote{"file://" + source.string(), "97f61adb10dd78ef8cf1e2e8d7b9ab6ce2c5ee3ae2fdffd2ae9d9a2fb23b6a83"};
};

bool curl_is_missing() {
  return imdb::run({"curl", "--output", "/dev/null", "file:///dev/null"}, imdb::Errors::hidden).status ==
         imdb::Ended::not_installed;
}

}  // namespace

TEST_CASE("a file is downloaded, checked and put in its place" * doctest::skip(curl_is_missing())) {
  Download download;
  download.remote.sha256 = imdb::sha256_of_file(download.source);
  CHECK_FALSE(download());
  CHECK(names_in(download.target.parent_path()) == std::vector<std::string>{"target"});
  CHECK(imdb::sha256_of_file(download.target) == download.remote.sha256);
}

TEST_CASE("a wrong checksum is an error that names both sums and leaves no file" * doctest::skip(curl_is_missing())) {
  Download download;
  download.remote.sha256 = std::string(64, '0');
  CHECK_THROWS_WITH_AS(
      download(),
      doctest::Contains((std::string(64, '0') + ", found " + imdb::sha256_of_file(download.source)).c_str()),
      weft::FileError);
  CHECK(names_in(download.target.parent_path()).empty());
}

TEST_CASE("a server that is not there, or never answers, is a reason and leaves no file" *
          doctest::skip(curl_is_missing())) {
  Download download;
  const imdb::testing::SilentServer server;
  for (const std::string& url :
       std::initializer_list<std::string>{server.url(), "http://127.0.0.1:1/", "http://10.255.255.1/",
                                          "http://no-such-host.invalid/", "file:///no/such/file"}) {
    CAPTURE(url);
    download.remote.url = url;
    const auto problem = download();
    REQUIRE(problem);
    CHECK(problem->starts_with("curl: ("));
    CHECK(names_in(download.target.parent_path()).empty());
  }
}

TEST_CASE("wget stands in where there is no curl") {
  Download download;
  download.remote.sha256 = imdb::sha256_of_file(download.source);
  download.have_only("wget", "while [ \"$1\" != -O ]; do shift; done; /bin/cp \"${4#file://}\" \"$2\"");
  CHECK_FALSE(download());
  CHECK(imdb::sha256_of_file(download.target) == download.remote.sha256);
}

TEST_CASE("where wget fails its status is the reason, and no file is left") {
  Download download;
  download.have_only("wget", "exit 4");
  CHECK(download() == "wget ended with status 4 (4: no network, 8: the server refuses)");
  CHECK(names_in(download.target.parent_path()).empty());
}

TEST_CASE("curl's message is the reason, without the progress bar before it") {
  Download download;
  download.have_only("curl", "printf '### 10%%\\r#### 50%%curl: (28) too slow' >&2; exit 28");
  CHECK(download() == "curl: (28) too slow");
}

TEST_CASE("with neither curl nor wget that is the reason") {
  Download download;
  download.have_only("other", "");
  CHECK(download() == "neither curl nor wget is installed");
}

TEST_CASE("a target that cannot be written is an error and no missing network") {
  Download download;
  download.target = download.folder / "no such folder/target";
  CHECK_THROWS_WITH_AS(download(), doctest::Contains("target.part: cannot be written"), weft::FileError);
}
