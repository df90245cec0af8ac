// SPDX-License-Identifier: MIT
#include <weft/data/detail/check_dataset.hpp>

#include <doctest/doctest.h>

#include <limits>

#include "../../allocations.hpp"

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Targets;
using weft::Tensor;

template <class Inputs, class Message> void check_refused(const Dataset<Inputs>& data, const Message& message) {
  CHECK_THROWS_WITH_AS(weft::detail::check_dataset(data), message, std::invalid_argument);
}

const IdLists lists{{1}, {2, 3}, {}};
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN(),
                 infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("a data set in order is not refused: numbers, several, one a step, with weights") {
  CHECK_NOTHROW(weft::detail::check_dataset(Dataset{lists, std::vector<int>{0, 1, 7}}));
  CHECK_NOTHROW(weft::detail::check_dataset(Dataset{lists, Tensor<float, 2>(Tensor<float, 2>(3, 4).setConstant(-2))}));
  const std::vector<std::vector<int>> steps{{1}, {0, 2}, {}};
  CHECK_NOTHROW(weft::detail::check_dataset(Dataset{lists, steps}));
  CHECK_NOTHROW(weft::detail::check_dataset(Dataset{lists, steps, steps}));
  CHECK_NOTHROW(weft::detail::check_dataset(Dataset{lists, steps, std::vector<double>{1, 0, 2.5}}));
}

TEST_CASE("a data set without examples is refused") {
  check_refused(Dataset<IdLists>{{}, std::vector<int>{}}, "Dataset: it is empty; expected at least one example");
  check_refused(Dataset<Tensor<float, 2>>{Tensor<float, 2>(0, 4), std::vector<int>{}},
                "Dataset: it is empty; expected at least one example");
}

TEST_CASE("targets and weights that are not as many as examples are refused with both numbers") {
  check_refused(Dataset<IdLists>{lists, std::vector<int>{1}}, "Dataset: 1 targets for 3 examples");
  check_refused(Dataset<IdLists>{lists, std::vector<int>{1, 0, 1, 0}}, "Dataset: 4 targets for 3 examples");
  check_refused(Dataset<IdLists>{lists, std::vector<int>{1, 0, 1}, std::vector<double>{1}},
                "Dataset: 1 weights for 3 examples");
  check_refused(Dataset<IdLists>{lists, Tensor<float, 2>(Tensor<float, 2>(3, 2).setZero()),
                                 Tensor<float, 2>(Tensor<float, 2>(3, 2).setZero())},
                "Dataset: a weight is 2 numbers; expected 1");
}

TEST_CASE("an example with another number of steps than of targets or weights is refused with both") {
  const std::vector<std::vector<int>> right{{1}, {0, 2}, {}}, wrong{{1}, {0}, {}};
  check_refused(Dataset<IdLists>{lists, wrong}, "Dataset: example 1 has 2 steps and 1 targets");
  check_refused(Dataset<IdLists>{lists, right, wrong}, "Dataset: example 1 has 2 steps and 1 weights");
  check_refused(Dataset<IdLists>{lists, std::vector<int>{1, 0, 1}, right},
                "Dataset: weights are given for each step, targets for each example");
  check_refused(Dataset<Tensor<float, 2>>{Tensor<float, 2>(3, 2), right},
                "Dataset: targets are given for each step; the examples have no steps");
}

TEST_CASE("a target that is not finite is refused with its example and step") {
  check_refused(Dataset<IdLists>{lists, std::vector<double>{0, not_a_number, 2}},
                "Dataset: the target of example 1 is nan; expected a finite number");
  check_refused(Dataset<IdLists>{lists, std::vector<std::vector<double>>{{0}, {1, infinity}, {}}},
                "Dataset: the target of example 1, step 1 is inf; expected a finite number");
}

TEST_CASE("a weight below 0 or that is not finite is refused with its example and step") {
  const std::vector<int> targets{0, 1, 1};
  check_refused(Dataset<IdLists>{lists, targets, std::vector<double>{1, 1, -0.5}},
                "Dataset: the weight of example 2 is -0.5; expected a number that is at least 0");
  const std::vector<std::vector<double>> steps{{0}, {1, 1}, {}}, weights{{1}, {not_a_number, 1}, {}};
  check_refused(Dataset<IdLists>{lists, steps, weights},
                "Dataset: the weight of example 1, step 0 is nan; expected a number that is at least 0");
}

TEST_CASE("checking a data set in order makes no message for any of its rows") {
  const Dataset data{IdLists(100, {1, 2}), std::vector<std::vector<int>>(100, {0, 1}), std::vector<double>(100, 1.0)};
  const long before = weft::testing::allocation_count();
  weft::detail::check_dataset(data);
  CHECK(weft::testing::allocation_count() == before);
}
