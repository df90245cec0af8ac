// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/data/dataset.hpp>

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Tensor;

static_assert(weft::Examples<IdLists> && weft::Examples<weft::IdTensor>);
static_assert(weft::Examples<weft::SequenceLists<float>> && weft::Examples<weft::SequenceLists<double>>);
static_assert(weft::Examples<Tensor<float, 3>> && weft::Examples<Tensor<double, 2>>);
static_assert(!weft::Examples<Tensor<int, 3>> && !weft::Examples<std::vector<int>> &&
              !weft::Examples<Tensor<float, 4>>);

}  // namespace

TEST_CASE("a Dataset takes one target an example in any number type") {
  const IdLists lists{{1}, {}, {2, 3}};
  const Dataset<IdLists> from_int{lists, std::vector<int>{0, 1, 1}};
  const Dataset<IdLists> from_bool{lists, std::vector<bool>{false, true, true}};
  const Dataset<IdLists> from_double{lists, std::vector<double>{0, 1, 1}};
  for (const auto* data : {&from_int, &from_bool, &from_double}) {
    CHECK(data->size() == 3);
    CHECK(data->targets.examples() == 3);
    CHECK(data->targets.outputs() == 1);
    CHECK(*data->targets.row(0) == 0);
    CHECK(*data->targets.row(2) == 1);
  }
}

TEST_CASE("a Dataset takes several targets an example") {
  Tensor<float, 2> labels(2, 3);
  labels.setConstant(1);
  const Dataset<Tensor<double, 2>> data{Tensor<double, 2>(2, 5), labels};
  CHECK(data.size() == 2);
  CHECK(data.targets.outputs() == 3);
}

TEST_CASE("an example is an entry of a list and a row of a tensor") {
  CHECK(weft::example_count(IdLists{{1, 2}, {3}}) == 2);
  CHECK(weft::example_count(weft::SequenceLists<float>(3)) == 3);
  CHECK(weft::example_count(weft::IdTensor(4, 9)) == 4);
  CHECK(weft::example_count(Tensor<float, 3>(5, 2, 2)) == 5);
  CHECK(weft::example_count(Tensor<float, 2>(0, 3)) == 0);
}

TEST_CASE("a Dataset has weights if it is given them") {
  const IdLists lists{{1}, {2, 3}};
  const std::vector<int> targets{0, 1};
  CHECK(Dataset{lists, targets}.weights.empty());
  const Dataset weighted{lists, targets, std::vector<double>{1, 0.5}};
  CHECK(*weighted.weights.row(1) == 0.5);
}
