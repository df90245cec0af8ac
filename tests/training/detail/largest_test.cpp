// SPDX-License-Identifier: MIT
#include <weft/training/detail/largest.hpp>

#include <doctest/doctest.h>

#include "training/small_task.hpp"

namespace {

using Model = weft::testing::SmallModel;

/// Whose last step changed these numbers of the embeddings.
struct Optimizer {
  weft::Index first, count;

  void for_each_updated(const auto& visit, const Model& model) const {
    weft::for_each_parameter(
        [&](std::string_view name, weft::ParameterOf<const Model> p) {
          if (name == "embedding/embeddings") visit(p, first, count);
        },
        model);
  }
};

}  // namespace

TEST_CASE("the largest number of a model is found by its size, whatever its sign, with its parameter's name") {
  auto model = weft::testing::small_model();
  model.layer<2>().kernel(1, 3) = -7;
  CHECK(weft::detail::largest(model).name == "dense/kernel");
  CHECK(weft::detail::largest(model).size == 7);
  CHECK(weft::concat(weft::detail::largest(model)) == "dense/kernel with 7");
}

TEST_CASE("infinities and NaNs are the largest of all, the first of them") {
  auto model = weft::testing::small_model();
  model.layer<2>().kernel(1, 3) = 3e38F;
  model.layer<3>().bias(0) = -std::nanf("");
  CHECK(weft::concat(weft::detail::largest(model)) == "dense_1/bias with nan");
  model.layer<0>().embeddings(2, 2) = -std::numeric_limits<float>::infinity();
  CHECK(weft::concat(weft::detail::largest(model)) == "embedding/embeddings with inf");
}

TEST_CASE("a gradient of zeros has a largest number too") {
  CHECK(weft::concat(weft::detail::largest(weft::zeros_like(weft::testing::small_model()))) ==
        "embedding/embeddings with 0");
}

TEST_CASE("the size of the largest number is that of all parameters together, and NaN where there is one") {
  auto model = weft::testing::small_model();
  CHECK(weft::detail::max_abs(model) == weft::detail::largest(model).size);
  model.layer<2>().kernel(1, 3) = -7;
  CHECK(weft::detail::max_abs(model) == 7);
  model.layer<3>().bias(0) = -std::numeric_limits<float>::infinity();
  CHECK(weft::detail::max_abs(model) == std::numeric_limits<double>::infinity());
  model.layer<0>().embeddings(2, 2) = -std::nanf("");
  CHECK(std::isnan(weft::detail::max_abs(model)));
  CHECK(weft::detail::max_abs(weft::zeros_like(model)) == 0);
}

TEST_CASE("the largest number of what a step may have changed is looked for where the optimizer says") {
  auto model = weft::testing::small_model();
  model.layer<0>().embeddings(2, 2) = -7;
  model.layer<0>().embeddings(3, 1) = 9;
  CHECK(weft::detail::max_abs_updated(Optimizer{8, 4}, model) == 7);
  CHECK(weft::detail::max_abs_updated(Optimizer{8, 8}, model) == 9);
  CHECK(weft::detail::max_abs_updated(Optimizer{8, 0}, model) == 0);
  model.layer<0>().embeddings(2, 0) = std::nanf("");
  CHECK(std::isnan(weft::detail::max_abs_updated(Optimizer{8, 8}, model)));
}
