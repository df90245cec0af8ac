// SPDX-License-Identifier: MIT
#include <weft/losses/detail/ctc_beam.hpp>

#include <doctest/doctest.h>

#include <cmath>

namespace {

using weft::detail::CTCBeam;
using weft::detail::CTCPrefix;
using Labels = std::vector<int>;

void advance(CTCBeam& beam, const std::vector<double>& y) {
  std::vector<double> log_y;
  for (const double each : y) log_y.push_back(std::log(each));
  beam.advance(log_y);
}

std::vector<Labels> labels_of(const CTCBeam& beam) {
  std::vector<Labels> result;
  for (const CTCPrefix& prefix : beam.prefixes()) result.push_back(beam.labels(prefix));
  return result;
}

void check_prefix(const CTCPrefix& prefix, double in_blank, double in_label) {
  CHECK(std::exp(prefix.in_blank) == doctest::Approx(in_blank));
  CHECK(std::exp(prefix.in_label) == doctest::Approx(in_label));
  CHECK(std::exp(prefix.total) == doctest::Approx(in_blank + in_label));
}

}  // namespace

TEST_CASE("a beam begins with no labels, which are certain, as if a blank had been before") {
  const CTCBeam beam(4, 0);
  REQUIRE(labels_of(beam) == std::vector<Labels>{{}});
  check_prefix(beam.prefixes()[0], 1, 0);
}

TEST_CASE(
    "a prefix has the paths that end in a blank and those that end in its last label, with what its parent gives") {
  CTCBeam beam(100, 0);
  advance(beam, {0.5, 0.3, 0.2});
  advance(beam, {0.4, 0.5, 0.1});
  REQUIRE(labels_of(beam) == std::vector<Labels>{{1}, {}, {2}, {2, 1}, {1, 2}});
  check_prefix(beam.prefixes()[0], 0.3 * 0.4, 0.3 * 0.5 + 0.5 * 0.5);
  check_prefix(beam.prefixes()[1], 0.5 * 0.4, 0);
  check_prefix(beam.prefixes()[2], 0.2 * 0.4, 0.2 * 0.1 + 0.5 * 0.1);
  check_prefix(beam.prefixes()[3], 0, 0.2 * 0.5);
  check_prefix(beam.prefixes()[4], 0, 0.3 * 0.1);
}

TEST_CASE("a label follows an equal one behind a blank alone") {
  CTCBeam beam(100, 1);
  for (int step = 0; step < 2; ++step) advance(beam, {0.75, 0.25});
  REQUIRE(labels_of(beam) == std::vector<Labels>{{0}, {}});  // 0 0 needs a step more
  advance(beam, {0.5, 0.5});
  REQUIRE(labels_of(beam) == std::vector<Labels>{{0}, {0, 0}, {}});
  check_prefix(beam.prefixes()[1], 0, 0.75 * 0.25 * 0.5);
}

TEST_CASE("a narrow beam keeps the best prefixes, and what leaves it gives nothing any more") {
  CTCBeam beam(1, 0);
  advance(beam, {0.4, 0.6});
  REQUIRE(labels_of(beam) == std::vector<Labels>{{1}});
  advance(beam, {0.5, 0.5});  // no labels would have added 0.4 * 0.5
  REQUIRE(labels_of(beam) == std::vector<Labels>{{1}});
  check_prefix(beam.prefixes()[0], 0.6 * 0.5, 0.6 * 0.5);
}

TEST_CASE("of equal prefixes those of the beam come before their children, both in the beam's order") {
  const std::vector<double> equal{0.25, 0.25, 0.25};  // exact in a double, and so are their products
  CTCBeam wide(5, 0), narrow(4, 0);
  for (CTCBeam* beam : {&wide, &narrow})
    for (int step = 0; step < 2; ++step) advance(*beam, equal);
  CHECK(labels_of(wide) == std::vector<Labels>{{1}, {2}, {}, {1, 2}, {2, 1}});
  CHECK(labels_of(narrow) == std::vector<Labels>{{1}, {2}, {}, {1, 2}});
}
