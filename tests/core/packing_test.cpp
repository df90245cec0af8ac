// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <map>

#include <weft/core/packing.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::Direction;
using weft::Index;
using weft::Packing;
using Lengths = std::vector<Index>;

Lengths random_lengths(weft::Rng& rng) {
  Lengths lengths(static_cast<std::size_t>(rng.below(9)));
  for (Index& length : lengths) length = static_cast<Index>(rng.below(7));
  return lengths;
}

/// Every walk over the packing, played through sequence by sequence.
void check_walk(const Packing& packing, Direction direction) {
  std::vector<bool> running(static_cast<std::size_t>(packing.batch()), false);
  Index expected_first = packing.steps() == 0 ? 0 : packing.step(0, direction).first;
  for (Index k = 0; k < packing.steps(); ++k) {
    const Packing::Step step = packing.step(k, direction);
    const Index t = direction == Direction::forward ? k : packing.steps() - 1 - k;
    const Index after = direction == Direction::forward ? t + 1 : t - 1;
    REQUIRE(step.first == expected_first);
    REQUIRE(step.first == packing.first(t));
    for (Index sequence = 0; sequence < packing.batch(); ++sequence) {
      const bool runs = t < packing.length(sequence);
      const bool goes_on = runs && after >= 0 && after < packing.length(sequence);
      auto ran = running.begin() + sequence;
      REQUIRE(runs == (sequence < step.rows));
      REQUIRE((runs && *ran) == (sequence < step.carried_in));
      REQUIRE(goes_on == (sequence < step.carried_out));
      *ran = runs;
    }
    expected_first = step.next;
  }
  CHECK(expected_first == (packing.steps() == 0 ? 0 : packing.rows()));
}

}  // namespace

TEST_CASE("Packing puts rows where its picture says") {
  const Packing packing(Lengths{2, 3, 2});
  CHECK(packing.batch() == 3);
  CHECK(packing.steps() == 3);
  CHECK(packing.rows() == 7);
  CHECK(packing.first(0) == 0);
  CHECK(packing.first(1) == 3);
  CHECK(packing.first(2) == 6);
  CHECK(packing.active(0) == 3);
  CHECK(packing.active(1) == 3);
  CHECK(packing.active(2) == 1);
  CHECK(packing.row(1, 2) == 5);
  CHECK(packing.length(0) == 3);
  CHECK(packing.length(2) == 2);
  CHECK(packing.order(0) == 1);
  CHECK(packing.order(1) == 0);
  CHECK(packing.order(2) == 2);
}

TEST_CASE("no step outside of a Packing is active") {
  const Packing packing(Lengths{2, 1});
  CHECK(packing.active(-1) == 0);
  CHECK(packing.active(2) == 0);
  CHECK(Packing().active(0) == 0);
}

TEST_CASE("a Packing of nothing has no batch, steps or rows") {
  for (const Packing& packing : {Packing(), Packing(Lengths{})}) {
    CHECK(packing.batch() == 0);
    CHECK(packing.steps() == 0);
    CHECK(packing.rows() == 0);
  }
  CHECK(Packing() == Packing(Lengths{}));
}

TEST_CASE("empty sequences have no rows and come last") {
  const Packing packing(Lengths{0, 2, 0, 1});
  CHECK(packing.batch() == 4);
  CHECK(packing.rows() == 3);
  CHECK(packing.active(0) == 2);
  CHECK(packing.active(1) == 1);
  CHECK(packing.order(2) == 0);
  CHECK(packing.order(3) == 2);
  CHECK(packing.length(3) == 0);
}

TEST_CASE("a batch of nothing but empty sequences has no steps") {
  const Packing packing(Lengths{0, 0, 0});
  CHECK(packing.batch() == 3);
  CHECK(packing.steps() == 0);
  CHECK(packing.rows() == 0);
  for (Index k = 0; k < 3; ++k) CHECK(packing.order(k) == k);
}

TEST_CASE("a Packing of one sequence keeps its steps in order") {
  const Packing packing(Lengths{4});
  CHECK(packing.batch() == 1);
  CHECK(packing.steps() == 4);
  for (Index t = 0; t < 4; ++t) CHECK(packing.row(t, 0) == t);
}

TEST_CASE("sequences of equal length keep the caller's order") {
  const Packing packing(Lengths(100, 5));
  for (Index k = 0; k < 100; ++k) CHECK(packing.order(k) == k);
}

TEST_CASE("Packing refuses a negative length and stays as it was") {
  CHECK_THROWS_WITH_AS(Packing(Lengths{3, -1}), "Packing: a length is -1; expected at least 0", std::invalid_argument);
  Packing packing(Lengths{1, 2});
  CHECK_THROWS(packing.assign(Lengths{5, -2}));
  CHECK(packing == Packing(Lengths{1, 2}));
}

TEST_CASE("every token of every sequence has a row of its own") {
  weft::Rng rng(1);
  for (int round = 0; round < 200; ++round) {
    const Lengths lengths = random_lengths(rng);
    const Packing packing(lengths);
    std::map<Index, int> seen;
    Index total = 0;
    for (Index k = 0; k < packing.batch(); ++k) {
      REQUIRE(packing.length(k) == lengths[static_cast<std::size_t>(packing.order(k))]);
      REQUIRE((k == 0 || packing.length(k) <= packing.length(k - 1)));
      for (Index t = 0; t < packing.length(k); ++t) ++seen[packing.row(t, k)];
      total += packing.length(k);
    }
    REQUIRE(packing.rows() == total);
    REQUIRE(std::ssize(seen) == total);
    if (total > 0) REQUIRE((seen.begin()->first == 0 && seen.rbegin()->first == total - 1));
  }
}

TEST_CASE("a walk's steps agree with the sequences played through one by one") {
  weft::Rng rng(2);
  for (int round = 0; round < 200; ++round) {
    const Packing packing(random_lengths(rng));
    check_walk(packing, Direction::forward);
    check_walk(packing, Direction::backward);
  }
}

TEST_CASE("a Packing that is assigned anew is like a new one") {
  weft::Rng rng(3);
  Packing reused;
  for (int round = 0; round < 100; ++round) {
    const Lengths lengths = random_lengths(rng);
    reused.assign(lengths);
    REQUIRE(reused == Packing(lengths));
  }
}

TEST_CASE("a Packing that was moved from is one of nothing, and may be assigned anew") {
  Packing packing(Lengths{2, 1});
  const Packing moved = std::move(packing);
  CHECK(moved == Packing(Lengths{2, 1}));
  CHECK(packing.batch() == 0);
  CHECK(packing.steps() == 0);
  CHECK(packing.rows() == 0);
  CHECK(packing.active(0) == 0);
  CHECK(packing == Packing());
  packing.assign(Lengths{2, 1});
  CHECK(packing == moved);
}
