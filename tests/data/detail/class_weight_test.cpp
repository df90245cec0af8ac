// SPDX-License-Identifier: MIT
#include <weft/data/detail/class_weight.hpp>

#include <doctest/doctest.h>

#include <limits>

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::TargetRows;
using weft::Tensor;

const Dataset<IdLists> two_classes{IdLists{{1}, {2}, {3}}, std::vector<int>{0, 1, 1}};

template <class Message> void check_refused(const std::map<int, double>& weights, const Message& message) {
  CHECK_THROWS_WITH_AS(weft::detail::check_class_weight(weights, two_classes), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("a row weighs what its class does, 1 where nobody says it, and 0 where it has no target") {
  TargetRows rows(std::vector<double>{0, 2, 1, std::numeric_limits<double>::quiet_NaN()});
  weft::detail::set_class_weights({{0, 0.5}, {2, 4}}, rows);
  CHECK(rows.weights == std::vector<double>{0.5, 4, 1, 1});
}

TEST_CASE("the class of several numbers is the place of the largest, the first of equals, and of one it is rounded") {
  const double numbers[] = {0.2, 0.9, 0.9};
  CHECK(weft::detail::class_of_row(numbers, 3) == 1);
  CHECK(weft::detail::class_of_row(numbers + 1, 1) == 1);
  CHECK(weft::detail::class_of_row(numbers, 1) == 0);
}

TEST_CASE("weights of classes that no target has, below 0, or beside weights of examples are refused") {
  CHECK_NOTHROW(weft::detail::check_class_weight({}, two_classes));
  CHECK_NOTHROW(weft::detail::check_class_weight({{0, 0}, {1, 2.5}}, two_classes));
  check_refused({{2, 1.0}}, "fit: class_weight has class 2, which no target has");
  check_refused({{1, -1.0}}, "fit: class_weight has -1 for class 1; expected a number that is at least 0");
  check_refused({{0, std::numeric_limits<double>::infinity()}},
                "fit: class_weight has inf for class 0; expected a number that is at least 0");
  Dataset<IdLists> weighted = two_classes;
  weighted.weights = std::vector<int>{1, 1, 1};
  CHECK_THROWS_WITH_AS(weft::detail::check_class_weight({{0, 1.0}}, weighted),
                       "fit: class_weight is given beside the weights of the examples; expected one of both",
                       std::invalid_argument);
}
