// SPDX-License-Identifier: MIT
#include <weft/data/train_test_split.hpp>

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Index;
using weft::Tensor;

/// Example k has k + 1 ids, all k, target 10 k and weight k.
Dataset<IdLists> numbered(int count) {
  IdLists lists;
  std::vector<int> targets, weights;
  for (int k = 0; k < count; ++k) {
    lists.emplace_back(k + 1, k);
    targets.push_back(10 * k);
    weights.push_back(k);
  }
  return {lists, targets, weights};
}

}  // namespace

TEST_CASE("the chosen examples come with their targets and weights, in their order") {
  const Dataset<IdLists> part = weft::subset(numbered(4), std::vector<Index>{2, 0});
  CHECK(part.inputs == IdLists{{2, 2, 2}, {0}});
  CHECK(*part.targets.row(0) == 20);
  CHECK(*part.weights.row(1) == 0);
  CHECK(part.size() == 2);
}

TEST_CASE("tensors, sequences and targets of steps are chosen from as well") {
  Tensor<float, 3> steps(3, 2, 2);
  for (Index k = 0; k < steps.size(); ++k) steps.data()[k] = static_cast<float>(k);
  const std::vector<std::vector<int>> tags{{1, 2}, {3, 4}, {5, 6}};
  const auto part = weft::subset(Dataset{steps, tags}, std::vector<Index>{2});
  CHECK(part.inputs.dimension(0) == 1);
  CHECK(part.inputs(0, 1, 1) == 11);
  CHECK(part.targets.per_step());
  CHECK(*part.targets.row(0, 1) == 6);
  CHECK(part.weights.empty());
  const weft::SequenceLists<double> lists{Tensor<double, 2>(1, 3), Tensor<double, 2>(4, 3)};
  const auto second = weft::subset(Dataset{lists, std::vector<int>{0, 1}}, std::vector<Index>{1});
  CHECK(second.inputs.front().dimension(0) == 4);
  CHECK(weft::subset(Dataset{steps, tags}, std::vector<Index>{}).size() == 0);
}

TEST_CASE("every example is in one of both parts, and the seed decides in which") {
  const auto data = numbered(11);
  weft::Rng rng(1), same(1), other(2);
  const auto parts = weft::train_test_split(data, 0.25, rng);
  CHECK(parts.train.size() == 8);
  CHECK(parts.test.size() == 3);
  std::vector<double> targets;
  for (const auto* part : {&parts.train, &parts.test})
    for (Index k = 0; k < part->size(); ++k) {
      targets.push_back(*part->targets.row(k));
      CHECK(10.0 * static_cast<double>(part->inputs[static_cast<std::size_t>(k)].front()) == targets.back());
    }
  CHECK_FALSE(std::is_sorted(targets.begin(), targets.end()));
  std::sort(targets.begin(), targets.end());
  for (std::size_t k = 0; k < targets.size(); ++k) CHECK(targets[k] == 10.0 * static_cast<double>(k));
  CHECK(weft::train_test_split(data, 0.25, same).test.inputs == parts.test.inputs);
  CHECK(weft::train_test_split(data, 0.25, other).test.inputs != parts.test.inputs);
}

TEST_CASE("a part that would be empty, and an example that there is not, are refused") {
  weft::Rng rng(1);
  for (const double share : {0.0, 1.0, -0.5})
    CHECK_THROWS_AS(weft::train_test_split(numbered(4), share, rng), std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::train_test_split(numbered(2), 0.6, rng),
                       "train_test_split: test_size is 0.6, which leaves none of 2 examples to train on",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::subset(numbered(2), std::vector<Index>{2}),
                       "subset: there is no example 2; expected 0 to 1", std::invalid_argument);
}
