// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include <cstdint>

#include <weft/core/buffer.hpp>

namespace {

bool on_a_cache_line(const void* memory) { return reinterpret_cast<std::uintptr_t>(memory) % 64 == 0; }

}  // namespace

TEST_CASE("a Buffer is empty at first and has the size it was given last") {
  weft::Buffer<double> buffer;
  CHECK(buffer.size() == 0);
  for (const weft::Index size : {3, 0, 100, 7}) {
    buffer.resize(size);
    CHECK(buffer.size() == size);
  }
}

TEST_CASE("a Buffer that shrinks keeps its memory for when it grows again") {
  weft::Buffer<float> buffer;
  buffer.resize(100);
  const float* memory = buffer.data();
  for (const weft::Index size : {1, 0, 99, 100}) {
    buffer.resize(size);
    CHECK(buffer.data() == memory);
  }
}

TEST_CASE("a Buffer begins at a cache line whatever its type and size") {
  for (weft::Index size = 1; size < 40; ++size) {
    weft::Buffer<char> bytes;
    weft::Buffer<double> doubles;
    bytes.resize(size);
    doubles.resize(size);
    CHECK(on_a_cache_line(bytes.data()));
    CHECK(on_a_cache_line(doubles.data()));
  }
}

TEST_CASE("resize_zero clears what a Buffer held") {
  weft::Buffer<int> buffer;
  buffer.resize(9);
  for (weft::Index k = 0; k < 9; ++k) buffer[k] = 5;
  buffer.resize_zero(8);
  for (weft::Index k = 0; k < 8; ++k) CHECK(buffer[k] == 0);
  buffer.resize_zero(20);
  for (weft::Index k = 0; k < 20; ++k) CHECK(buffer[k] == 0);
}

TEST_CASE("a copy of a Buffer has memory of its own") {
  weft::Buffer<int> buffer;
  buffer.resize_zero(4);
  weft::Buffer<int> copy = buffer;
  copy[2] = 7;
  CHECK(buffer[2] == 0);
  CHECK(std::as_const(copy)[2] == 7);
}
