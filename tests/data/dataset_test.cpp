// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/data/dataset.hpp>

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Tensor;

static_assert(weft::Examples<IdLists> && weft::Examples<weft::IdTensor>);
static_assert(weft::Examples<Tensor<float, 3>> && weft::Examples<Tensor<double, 2>>);
static_assert(!weft::Examples<Tensor<int, 3>> && !weft::Examples<std::vector<int>> &&
              !weft::Examples<Tensor<float, 4>>);

template <class Inputs, class Message> void check_refused(const Dataset<Inputs>& data, const Message& message) {
  CHECK_THROWS_WITH_AS(weft::detail::check_dataset(data), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("a Dataset takes one label an example in any number type") {
  const IdLists lists{{1}, {}, {2, 3}};
  const Dataset<IdLists> from_int{lists, std::vector<int>{0, 1, 1}};
  const Dataset<IdLists> from_bool{lists, std::vector<bool>{false, true, true}};
  const Dataset<IdLists> from_double{lists, std::vector<double>{0, 1, 1}};
  for (const auto* data : {&from_int, &from_bool, &from_double}) {
    CHECK(data->size() == 3);
    CHECK(data->labels.dimension(0) == 3);
    CHECK(data->labels.dimension(1) == 1);
    CHECK(data->labels(0, 0) == 0);
    CHECK(data->labels(2, 0) == 1);
    CHECK_NOTHROW(weft::detail::check_dataset(*data));
  }
}

TEST_CASE("a Dataset takes several labels an example") {
  Tensor<float, 2> labels(2, 3);
  labels.setConstant(1);
  const Dataset<Tensor<double, 2>> data{Tensor<double, 2>(2, 5), labels};
  CHECK(data.size() == 2);
  CHECK_NOTHROW(weft::detail::check_dataset(data));
}

TEST_CASE("an example is an entry of a list and a row of a tensor") {
  CHECK(weft::example_count(IdLists{{1, 2}, {3}}) == 2);
  CHECK(weft::example_count(weft::IdTensor(4, 9)) == 4);
  CHECK(weft::example_count(Tensor<float, 3>(5, 2, 2)) == 5);
  CHECK(weft::example_count(Tensor<float, 2>(0, 3)) == 0);
}

TEST_CASE("check refuses a Dataset without examples") {
  check_refused(Dataset<IdLists>{{}, std::vector<int>{}}, "Dataset: it is empty; expected at least one example");
  check_refused(Dataset<Tensor<float, 2>>{Tensor<float, 2>(0, 4), std::vector<int>{}},
                "Dataset: it is empty; expected at least one example");
}

TEST_CASE("check refuses labels that are not as many as examples") {
  check_refused(Dataset<IdLists>{{{1}, {2}}, std::vector<int>{1}}, "Dataset: 1 labels for 2 examples");
  check_refused(Dataset<IdLists>{{{1}, {2}}, std::vector<int>{1, 0, 1}}, "Dataset: 3 labels for 2 examples");
}

TEST_CASE("check names the example whose label is wrong, and the label") {
  const IdLists lists{{1}, {2}, {3}};
  check_refused(Dataset<IdLists>{lists, std::vector<int>{0, 1, 2}},
                "Dataset: the label of example 2 is 2; expected 0 or 1");
  check_refused(Dataset<IdLists>{lists, std::vector<double>{0, 0.5, 2}},
                "Dataset: the label of example 1 is 0.5; expected 0 or 1");
  check_refused(Dataset<IdLists>{lists, std::vector<int>{-1, 0, 0}},
                "Dataset: the label of example 0 is -1; expected 0 or 1");
  check_refused(Dataset<IdLists>{lists, std::vector<float>{0, std::numeric_limits<float>::quiet_NaN(), 0}},
                "Dataset: the label of example 1 is nan; expected 0 or 1");

  Tensor<float, 2> labels(3, 2);
  labels.setZero();
  labels(1, 1) = 3;
  check_refused(Dataset<IdLists>{lists, labels}, "Dataset: the label of example 1 is 3; expected 0 or 1");
}
