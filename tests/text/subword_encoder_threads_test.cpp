// SPDX-License-Identifier: MIT
#include <cstddef>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/subword_encoder.hpp>

#include "subword_encoder_golden.hpp"

namespace {

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> all;
  std::istringstream stream{std::string{text}};
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

}  // namespace

TEST_CASE("Several threads may use one encoder") {
  const weft::SubwordTextEncoder encoder{lines(golden::subwords)};
  std::vector<std::size_t> wrong(4);
  const auto work = [&encoder](std::size_t& errors) {
    for (int round = 0; round < 20; ++round) {
      for (const auto& example : golden::encoded) {
        if (encoder.encode(example.text) != example.ids) ++errors;
      }
    }
  };
  std::vector<std::thread> threads;
  for (auto& errors : wrong) threads.emplace_back(work, std::ref(errors));
  for (auto& thread : threads) thread.join();
  CHECK(wrong == std::vector<std::size_t>(4, 0));
}
