// SPDX-License-Identifier: MIT
#include <weft/callbacks/detail/event_file.hpp>

#include <vector>

#include <doctest/doctest.h>

#include "text/temporary_folder.hpp"

namespace {

using weft::detail::EventFile;

std::string content(const TemporaryFolder& folder, const EventFile& file) {
  return folder.read(std::filesystem::relative(file.path(), folder.path()));
}

constexpr std::size_t version_size = 40;  // of the record that a file begins with

}  // namespace

TEST_CASE("an event file appears with its first record, behind the one of its version") {
  const TemporaryFolder folder;
  EventFile file(folder / "logs" / "train");
  file.open();
  CHECK(folder.size() == 0);
  file.write("one ");
  file.write("two");
  const std::string text = content(folder, file);
  CHECK(text.substr(version_size) == "one two");
  CHECK(text.substr(23, 13) == "brain.Event:2");
  const std::string name = file.path().filename().string();
  CHECK(name.find("tfevents") != std::string::npos);
  CHECK(name.size() == std::string_view("events.out.tfevents.1764420000.weft.000250.v2").size());
}

TEST_CASE("a file that is opened again as it was at a time before has what it had then") {
  const TemporaryFolder folder;
  EventFile file(folder / "train");
  file.open();
  const EventFile at_first = file;
  file.write("one ");
  EventFile later = file;
  file.write("cut ");
  later.open();
  later.write("two");
  CHECK(later.path() == file.path());
  CHECK(content(folder, later).substr(version_size) == "one two");
  EventFile again = at_first;
  again.open();
  again.write("new");
  CHECK(content(folder, again).substr(version_size) == "new");
}

TEST_CASE("a file that is gone, or shorter than it was, is not gone on with") {
  const TemporaryFolder folder;
  EventFile file(folder / "train");
  file.open();
  file.write("one");
  std::filesystem::resize_file(file.path(), version_size + 1);
  EventFile other = file;
  other.open();
  other.write("two");
  CHECK(other.path() > file.path());
  CHECK(content(folder, file).substr(version_size) == "o");
  CHECK(content(folder, other).substr(version_size) == "two");
}

TEST_CASE("files that are begun at the same time have other names") {
  const TemporaryFolder folder;
  std::vector<EventFile> files(5, EventFile(folder / "train"));
  for (EventFile& file : files) file.open(), file.write("x");
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "train"), {}) == 5);
}

TEST_CASE("a folder that cannot be made, and a file that cannot be written, are errors that name it") {
  const TemporaryFolder folder;
  EventFile below_a_file(folder.write("plain", "") / "train");
  below_a_file.open();
  CHECK_THROWS_AS(below_a_file.write("x"), weft::FileError);
  EventFile file(folder / "train");
  file.open();
  std::filesystem::create_directories(file.path());
  try {
    file.write("x");
    FAIL("a folder was written to");
  } catch (const weft::FileError& error) {
    CHECK(error.path() == file.path());
    CHECK(std::string(error.what()).find(": cannot be written: ") != std::string::npos);
  }
}
