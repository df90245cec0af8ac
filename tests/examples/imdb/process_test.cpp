// SPDX-License-Identifier: MIT
#include "imdb/process.hpp"

#include <chrono>
#include <future>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "temporary_folder.hpp"

using imdb::Ended;
using imdb::Errors;

TEST_CASE("a program's exit status comes back") {
  CHECK(imdb::run({"true"}, Errors::hidden).status == 0);
  CHECK(imdb::run({"sh", "-c", "exit 7"}, Errors::hidden).status == 7);
  CHECK(imdb::run({"sh", "-c", "kill -15 $$"}, Errors::hidden).status == 128 + 15);
}

TEST_CASE("a program's lines on standard error come back, and a carriage return ends a line") {
  const auto ended = imdb::run({"sh", "-c", "printf '10%%\\r20%%\\r\\nlast' >&2"}, Errors::hidden);
  CHECK(ended.errors == std::vector<std::string>{"10%", "20%", "last"});
}

TEST_CASE("no shell reads the words given to a program") {
  const imdb::testing::TemporaryFolder folder;
  const std::string odd = folder / "a; touch b $(touch c) *";
  CHECK(imdb::run({"touch", odd}, Errors::hidden).status == 0);
  CHECK(imdb::testing::names_in(folder.path()) == std::vector<std::string>{"a; touch b $(touch c) *"});
}

TEST_CASE("a program that is not installed is told from one that fails") {
  const auto ended = imdb::run({"weft-no-such-program"}, Errors::hidden);
  CHECK(ended.status == Ended::not_installed);
  CHECK(ended.errors == std::vector<std::string>{"weft-no-such-program is not installed"});
}

TEST_CASE("a folder's lock is held by one at a time") {
  const imdb::testing::TemporaryFolder folder;
  auto lock = imdb::lock_folder(folder.path());
  auto second = std::async(std::launch::async, [&] { return imdb::lock_folder(folder.path()) != nullptr; });
  CHECK(second.wait_for(std::chrono::milliseconds{50}) == std::future_status::timeout);
  lock.reset();
  CHECK(second.get());
}
