// SPDX-License-Identifier: MIT
#include <weft/training/detail/weight_constraints.hpp>

#include <doctest/doctest.h>

#include <weft/constraints.hpp>
#include <weft/layers/dense.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>

#include "../../allocations.hpp"
#include "../small_task.hpp"

namespace {

using weft::MaxNorm;
using weft::NonNeg;
using Dense = weft::Dense<float>;
using Constraints = weft::detail::WeightConstraints<Dense>;

Dense dense() {
  weft::Rng rng(1);
  Dense made(2);
  made.build(1, rng);
  made.kernel.setValues({{-3, 4}});
  made.bias.setValues({-1, 2});
  return made;
}
const weft::ModelOptimizer optimizer{dense(), weft::Adam{}};

}  // namespace

TEST_CASE("no constraint leaves a model as it is") {
  Dense model = dense();
  Constraints{}.apply(model, optimizer);
  Constraints(model, {}).apply(model, optimizer);
  CHECK(weft::testing::equal_weights(model, dense()));
  CHECK(Constraints{}.text() == "none");
}

TEST_CASE("constraints hold the parameters that are named and trained, and allocate nothing") {
  Dense model = dense();
  const Constraints constraints(model, {{"kernel", MaxNorm{.max_value = 1, .axis = 1}}, {"bias", NonNeg{}}});
  const weft::ModelOptimizer frozen{model, weft::Adam{{}, {.frozen = {"kernel"}}}};
  const long before = weft::testing::allocation_count();
  constraints.apply(model, frozen);
  CHECK(weft::testing::allocation_count() == before);
  CHECK(model.kernel(0, 0) == -3);
  CHECK(model.bias(0) == 0);
  CHECK(model.bias(1) == 2);
  constraints.apply(model, optimizer);
  CHECK(model.kernel(0, 0) == doctest::Approx(-0.6));
  CHECK(model.kernel(0, 1) == doctest::Approx(0.8));
  CHECK(constraints.text() == "kernel: MaxNorm max_value=1 axis=1; bias: NonNeg");
}
