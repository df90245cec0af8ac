// SPDX-License-Identifier: MIT
#include <weft/files/atomic_file.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "text/temporary_folder.hpp"
#include "thrown.hpp"

namespace {

void write(const std::filesystem::path& path, std::string_view text) {
  weft::AtomicFile file(path);
  file.write(std::as_bytes(std::span(text.data(), text.size())));
  file.commit();
}

std::string problem(const std::filesystem::path& path, std::string_view text = "new") {
  return file_problem(path, [&] { write(path, text); });
}

}  // namespace

TEST_CASE("a committed file stands under its name, and nothing else is left") {
  const TemporaryFolder folder;
  write(folder / "a", "first");
  CHECK(folder.read("a") == "first");
  write(folder / "a", "second, longer");
  CHECK(folder.read("a") == "second, longer");
  write(folder / "a", "");
  CHECK(folder.read("a").empty());
  CHECK(folder.size() == 1);
}

TEST_CASE("neither a folder is replaced, nor is there a file in a folder that is not there") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  CHECK(problem(folder / "b") == "cannot be written: what stands there is not a regular file");
  CHECK(problem(folder / "none/a") == "cannot be written: No such file or directory");
  CHECK(folder.size() == 1);
}

TEST_CASE("until it is committed the old file stands, and one given up leaves nothing") {
  const TemporaryFolder folder;
  folder.write("a", "old");
  {
    weft::AtomicFile file(folder / "a");
    file.write(std::as_bytes(std::span("new", 3)));
    CHECK(folder.read("a") == "old");
  }
  CHECK(folder.read("a") == "old");
  CHECK(folder.size() == 1);
}

TEST_CASE("a file whose name has other letters than English is written, replaced and tidied up after") {
  const TemporaryFolder folder;
  const auto path = folder.path() / std::filesystem::path(u8"ein Fähnchen 旗");
  write(path, "first");
  write(path, "second");
  CHECK(folder.read(path.filename()) == "second");
  auto left = path;
  write(left += ".12.partial", "");
  CHECK(folder.size() == 2);
  weft::remove_partial_files(path);
  CHECK(folder.size() == 1);
  std::filesystem::create_directory(left);
  CHECK(problem(left) == "cannot be written: what stands there is not a regular file");
}

TEST_CASE("what killed processes left beside a file is removed, and nothing else") {
  const TemporaryFolder folder;
  for (const char* name : {"a.12.partial", "a.7.partial"}) folder.write(name, "");
  for (const char* name : {"a", "a.partial", "a..partial", "a.x1.partial", "b.12.partial", "a.12.partial.2"})
    folder.write(name, "");
  weft::remove_partial_files(folder / "a");
  CHECK(folder.size() == 6);
  CHECK_FALSE(std::filesystem::exists(folder / "a.12.partial"));
  CHECK_FALSE(std::filesystem::exists(folder / "a.7.partial"));
  weft::remove_partial_files(folder / "missing/a");
}

TEST_CASE("a text is written as it is, in place of what was there") {
  const TemporaryFolder folder;
  folder.write("a", "something longer");
  weft::write_atomically(folder / "a", "one\r\n\ntwo");
  CHECK(folder.read("a") == "one\r\n\ntwo");
  CHECK(folder.size() == 1);
}
