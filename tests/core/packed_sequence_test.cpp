// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/packed_sequence.hpp>

namespace {

using weft::Index;
using Lengths = std::vector<Index>;

/// Element (b, t, f) is 100 b + 10 t + f.
weft::Tensor<float, 3> numbered(Index batch, Index time, Index features) {
  weft::Tensor<float, 3> x(batch, time, features);
  for (Index b = 0; b < batch; ++b)
    for (Index t = 0; t < time; ++t)
      for (Index f = 0; f < features; ++f) x(b, t, f) = static_cast<float>(100 * b + 10 * t + f);
  return x;
}

}  // namespace

TEST_CASE("pack drops padding and puts each token where its Packing says") {
  const Lengths lengths{1, 3, 0};
  weft::PackedSequence<float> packed;
  weft::pack(numbered(3, 4, 2), lengths, packed);
  CHECK(packed.packing == weft::Packing(lengths));
  CHECK(packed.values.count() == 4);
  CHECK(packed.features() == 2);
  CHECK_FALSE(packed.is_indexed());
  const float expected[] = {100, 101, 0, 1, 110, 111, 120, 121};
  for (Index k = 0; k < 8; ++k) CHECK(packed.values.data()[k] == expected[k]);
}

TEST_CASE("unpack gives the caller's order and zero where a sequence has ended") {
  const Lengths lengths{1, 3, 0};
  const auto x = numbered(3, 4, 2);
  weft::PackedSequence<float> packed;
  weft::pack(x, lengths, packed);
  const auto padded = weft::unpack(packed);
  CHECK(padded.dimension(0) == 3);
  CHECK(padded.dimension(1) == 3);
  CHECK(padded.dimension(2) == 2);
  for (Index b = 0; b < 3; ++b)
    for (Index t = 0; t < 3; ++t)
      for (Index f = 0; f < 2; ++f)
        CHECK(padded(b, t, f) == (t < lengths[static_cast<std::size_t>(b)] ? x(b, t, f) : 0.0F));
}

TEST_CASE("unpack repeats the last step of a sequence that has ended, if it is asked to") {
  const Lengths lengths{1, 3, 0, 2};
  const auto x = numbered(4, 4, 2);
  weft::PackedSequence<float> packed;
  weft::pack(x, lengths, packed);
  const auto padded = weft::unpack(packed, weft::AfterEnd::repeat_last);
  REQUIRE(padded.dimension(1) == 3);
  for (Index b = 0; b < 4; ++b)
    for (Index t = 0; t < 3; ++t)
      for (Index f = 0; f < 2; ++f) {
        const Index length = lengths[static_cast<std::size_t>(b)];
        CHECK(padded(b, t, f) == (length == 0 ? 0.0F : x(b, std::min(t, length - 1), f)));
      }
}

TEST_CASE("unpack of sequences without a step has none") {
  weft::PackedSequence<float> packed;
  packed.packing.assign(Lengths{0, 0});
  packed.values.resize(0, 3);
  for (const weft::AfterEnd after : {weft::AfterEnd::zero, weft::AfterEnd::repeat_last}) {
    const auto padded = weft::unpack(packed, after);
    CHECK(padded.dimension(0) == 2);
    CHECK(padded.dimension(1) == 0);
    CHECK(padded.dimension(2) == 3);
  }
}

TEST_CASE("pack reuses a Sequence, and forgets the index it had") {
  weft::PackedSequence<float> packed;
  packed.index = {0, 0};
  weft::pack(numbered(2, 5, 3), Lengths{5, 4}, packed);
  CHECK_FALSE(packed.is_indexed());
  weft::pack(numbered(1, 2, 1), Lengths{2}, packed);
  CHECK(packed.values.count() == 2);
  CHECK(packed.features() == 1);
  CHECK(*packed.row(1) == 10);
}

TEST_CASE("rows of an indexed Sequence are those its index names") {
  weft::PackedSequence<double> shared;
  shared.packing.assign(Lengths{2, 2});
  shared.values.resize(2, 1);
  *shared.values.row(0) = 7;
  *shared.values.row(1) = 8;
  shared.index = {1, 0, 0, 1};
  CHECK(*shared.row(0) == 8);
  CHECK(*shared.row(2) == 7);
  const auto padded = weft::unpack(shared);
  CHECK(padded(0, 0, 0) == 8);
  CHECK(padded(1, 0, 0) == 7);
  CHECK(padded(0, 1, 0) == 7);
  CHECK(padded(1, 1, 0) == 8);
}

TEST_CASE("pack names lengths that do not fit the tensor") {
  weft::PackedSequence<float> packed;
  const auto x = numbered(2, 3, 1);
  CHECK_THROWS_WITH_AS(weft::pack(x, Lengths{1}, packed), "pack: 1 lengths for a batch of 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::pack(x, Lengths{1, 4}, packed), "pack: a length is 4; the tensor has 3 steps",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::pack(x, Lengths{-1, 2}, packed), "Packing: a length is -1; expected at least 0",
                       std::invalid_argument);
}
