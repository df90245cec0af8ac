// SPDX-License-Identifier: MIT
#include <weft/files/atomic_file.hpp>

#include <string>
#include <string_view>

#include <unistd.h>
#include <doctest/doctest.h>

#include "file_size_limit.hpp"
#include "text/temporary_folder.hpp"
#include "thrown.hpp"

namespace {

void write(const std::filesystem::path& path, std::string_view text) {
  weft::AtomicFile file(path);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

constexpr uid_t nobody = 65534;

std::string problem(const std::filesystem::path& path, std::string_view text = "new") {
  return file_problem(path, [&] { write(path, text); });
}

}  // namespace

TEST_CASE("a full disk is reported, the old file stays and nothing is left") {
  const TemporaryFolder folder;
  folder.write("a", "old");
  for (const std::size_t size : {200U, 2'000'000U}) {  // held back until commit; written at once
    std::string given;
    {
      const FileSizeLimit limit(100);
      given = problem(folder / "a", std::string(size, 'x'));
    }
    CHECK(given == "cannot be written: File too large");
    CHECK(folder.read("a") == "old");
    CHECK(folder.size() == 1);
  }
}

TEST_CASE("a folder that is not there, or is a file, is reported") {
  const TemporaryFolder folder;
  folder.write("file", "");
  CHECK(problem(folder / "none/a") == "cannot be written: No such file or directory");
  CHECK(problem(folder / "file/a") == "cannot be written: Not a directory");
}

TEST_CASE("a folder that vanishes while the file is written is reported") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  weft::AtomicFile file(folder / "b/a");
  std::filesystem::remove_all(folder / "b");
  CHECK(file_problem(folder / "b/a", [&] { file.commit(); }) == "cannot be written: No such file or directory");
  CHECK(folder.size() == 0);
}

TEST_CASE("a folder in which nothing may be written is reported") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  std::filesystem::permissions(folder / "b", std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                                                 std::filesystem::perms::others_read |
                                                 std::filesystem::perms::others_exec);
  const bool is_root = geteuid() == 0;  // root may write everywhere
  if (is_root && seteuid(nobody) != 0) {
    MESSAGE("skipped: run by a root who cannot become another user");
    return;
  }
  const std::string given = problem(folder / "b/a");
  if (is_root) REQUIRE(seteuid(0) == 0);
  CHECK(given == "cannot be written: Permission denied");
}

TEST_CASE("neither a folder nor a device is replaced") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  CHECK(problem(folder / "b") == "cannot be written: what stands there is not a regular file");
  CHECK(problem("/dev/null") == "cannot be written: what stands there is not a regular file");
  CHECK(folder.size() == 1);
}

TEST_CASE("a link stays a link, and what it points to is replaced") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  folder.write("b/a", "old");
  std::filesystem::create_symlink("b/a", folder / "link");
  write(folder / "link", "new");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(folder.read("b/a") == "new");
  CHECK(folder.size() == 2);
}

TEST_CASE("a link to what is not there yet stays a link, as when a file is opened to be written") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  std::filesystem::create_symlink("b/../second", folder / "first");
  std::filesystem::create_symlink(folder / "b/real", folder / "second");
  folder.write("b/real.12.partial", "");
  weft::remove_partial_files(folder / "first");
  CHECK(std::filesystem::is_empty(folder / "b"));
  for (const char* text : {"new", "newer"}) {
    write(folder / "first", text);
    CHECK(std::filesystem::is_symlink(folder / "first"));
    CHECK(std::filesystem::is_symlink(folder / "second"));
    CHECK(folder.read("b/real") == text);
  }
  CHECK(folder.size() == 3);
}

TEST_CASE("links that lead nowhere are reported") {
  const TemporaryFolder folder;
  std::filesystem::create_symlink("none/a", folder / "nowhere");
  CHECK(problem(folder / "nowhere") == "cannot be written: No such file or directory");
  std::filesystem::create_symlink("round", folder / "round");
  CHECK(problem(folder / "round") == "cannot be written: Too many levels of symbolic links");
  CHECK(folder.size() == 2);
}

TEST_CASE("a file that is replaced hands its permissions on") {
  const TemporaryFolder folder;
  constexpr auto mine_alone = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  std::filesystem::permissions(folder.write("a", "old"), mine_alone);
  write(folder / "a", "new");
  CHECK(std::filesystem::status(folder / "a").permissions() == mine_alone);
}
