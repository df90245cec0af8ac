// SPDX-License-Identifier: MIT
#include <weft/data/targets.hpp>

#include <doctest/doctest.h>

#include <limits>

namespace {

using weft::Index;
using weft::TargetRows;
using weft::Targets;
using weft::Tensor;

}  // namespace

TEST_CASE("targets are one row an example: numbers, several, or classes") {
  Tensor<float, 2> several(2, 3);
  several.setValues({{1, 2, 3}, {4, 5, 6}});
  const Targets numbers(several), classes(std::vector<int>{7, 16777217});
  CHECK(numbers.examples() == 2);
  CHECK(numbers.outputs() == 3);
  CHECK_FALSE(numbers.per_step());
  CHECK(numbers.steps(1) == 1);
  CHECK(numbers.row(1)[2] == 6);
  CHECK(classes.outputs() == 1);
  CHECK(*classes.row(1) == 16777217);  // which is none of the floats
  CHECK(*Targets(std::vector<double>{0.1}).row(0) == 0.1);
}

TEST_CASE("targets are one row a step: classes, or several numbers, of equal or of different lengths") {
  const Targets classes(std::vector<std::vector<int>>{{1, 2}, {}, {3}});
  CHECK(classes.per_step());
  CHECK(classes.examples() == 3);
  CHECK(classes.outputs() == 1);
  CHECK(classes.steps(0) == 2);
  CHECK(classes.steps(1) == 0);
  CHECK(*classes.row(2, 0) == 3);
  Tensor<double, 3> equal(2, 2, 2);
  equal.setValues({{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
  const Targets steps(equal);
  CHECK(steps.examples() == 2);
  CHECK(steps.steps(1) == 2);
  CHECK(steps.row(1, 1)[0] == 7);
  Tensor<float, 2> one(1, 2), three(3, 2);
  one.setConstant(1);
  three.setConstant(3);
  const Targets ragged(std::vector<Tensor<float, 2>>{one, three});
  CHECK(ragged.steps(1) == 3);
  CHECK(ragged.row(1, 2)[1] == 3);
  CHECK(ragged.rows().dimension(0) == 4);
}

TEST_CASE("there may be none") {
  CHECK(Targets().empty());
  CHECK(Targets().examples() == 0);
  CHECK(Targets(std::vector<int>{}).empty());
}

TEST_CASE("steps with different outputs are refused") {
  CHECK_THROWS_WITH_AS(Targets(std::vector<Tensor<float, 2>>{Tensor<float, 2>(1, 2), Tensor<float, 2>(1, 3)}),
                       "Targets: an example is [1 x 3]; the first one has 2 outputs", std::invalid_argument);
}

TEST_CASE("rows of a batch weigh 1 unless they are weighted, and may have no target") {
  TargetRows rows(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN()});
  CHECK(rows.count() == 2);
  CHECK(rows.columns() == 1);
  CHECK(rows.weight(1) == 1);
  CHECK(rows.has_target(0));
  CHECK_FALSE(rows.has_target(1));
  rows.weights = {0.5, 2};
  CHECK(rows.weight(1) == 2);
}
