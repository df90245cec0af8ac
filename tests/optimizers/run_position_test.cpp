// SPDX-License-Identifier: MIT
#include <weft/optimizers/run_position.hpp>

#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/optimizers/adam.hpp>

TEST_CASE("an optimizer begins at the first epoch, and its position is copied with it") {
  weft::Rng rng(1);
  weft::Dense<float> dense(1);
  dense.build(2, rng);
  weft::Adam adam(dense);
  CHECK(adam.position().epochs == 0);
  CHECK_FALSE(adam.position().shuffles);
  adam.set_position({.epochs = 3, .seed = 7, .shuffles = weft::Rng(5)});
  const weft::Adam copy = adam;
  adam.set_position({});
  CHECK(copy.position().epochs == 3);
  CHECK(copy.position().seed == 7);
  CHECK(copy.position().shuffles == weft::Rng(5));
}

static_assert(!std::is_reference_v<decltype(std::declval<weft::Adam<weft::Dense<float>>>().options())>);
static_assert(!std::is_reference_v<decltype(std::declval<weft::Adam<weft::Dense<float>>>().first_moment())>);
static_assert(!std::is_reference_v<decltype(std::declval<weft::Adam<weft::Dense<float>>>().position())>);
