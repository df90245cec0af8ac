// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>

#include <weft/initializers/uniform.hpp>

#include "../reference/hash.hpp"

namespace {

template <class Scalar> std::uint64_t golden_hash() {
  weft::Rng rng(42);
  weft::Tensor<Scalar, 2> tensor(20, 30);
  weft::RandomUniform{}(tensor, rng);
  weft::reference::Hash hash;
  std::for_each_n(tensor.data(), tensor.size(), [&](Scalar x) { hash.add(x); });
  return hash.value();
}

}  // namespace

TEST_CASE("RandomUniform fills any rank between its limits and comes near both") {
  weft::Rng rng(1);
  weft::Tensor<double, 3> tensor(10, 20, 30);
  weft::RandomUniform{-2, 3}(tensor, rng);
  const auto [least, most] = std::minmax_element(tensor.data(), tensor.data() + tensor.size());
  CHECK(*least >= -2);
  CHECK(*least < -1.99);
  CHECK(*most < 3);
  CHECK(*most > 2.99);
}

TEST_CASE("RandomUniform's defaults are those of Keras's Embedding") {
  CHECK(weft::RandomUniform{}.minval == -0.05);
  CHECK(weft::RandomUniform{}.maxval == 0.05);
}

TEST_CASE("RandomUniform draws row after row, one number an element") {
  weft::Rng rng(2), same(2);
  weft::Tensor<double, 2> tensor(3, 4);
  weft::RandomUniform{0, 1}(tensor, rng);
  for (weft::Index r = 0; r < 3; ++r)
    for (weft::Index c = 0; c < 4; ++c) CHECK(tensor(r, c) == same.uniform());
  CHECK(rng == same);
}

TEST_CASE("RandomUniform gives the same numbers everywhere") {
  CHECK(golden_hash<float>() == 0x844C28999832C025U);
  CHECK(golden_hash<double>() == 0xF32F038633316160U);
}
