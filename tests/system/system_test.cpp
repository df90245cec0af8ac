// SPDX-License-Identifier: MIT
#include <weft/system/system.hpp>

#include <cerrno>
#include <memory>

#include <doctest/doctest.h>

#include "text/temporary_folder.hpp"

namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

}  // namespace

TEST_CASE("a new file takes bytes as they are, brings them to the disk, and is no terminal") {
  const TemporaryFolder folder;
  const File file(weft::detail::open_new_file(folder / "a"));
  REQUIRE(file);
  CHECK(std::fputs("a\nb", file.get()) >= 0);
  CHECK(std::fflush(file.get()) == 0);
  CHECK(weft::detail::bring_to_disk(file.get()));
  CHECK(folder.read("a") == "a\nb");
  CHECK_FALSE(weft::detail::is_terminal(file.get()));
}

TEST_CASE("a file that is there already is not opened, and stays as it is") {
  const TemporaryFolder folder;
  folder.write("a", "old");
  CHECK_FALSE(File(weft::detail::open_new_file(folder / "a")));
  CHECK(errno == EEXIST);
  CHECK(folder.read("a") == "old");
}

TEST_CASE("a file in a folder that is not there is not opened") {
  const TemporaryFolder folder;
  CHECK_FALSE(File(weft::detail::open_new_file(folder / "none/a")));
  CHECK(errno == ENOENT);
}
