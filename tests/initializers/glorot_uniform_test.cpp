// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include <weft/initializers/glorot_uniform.hpp>

#include "../reference/hash.hpp"

namespace {

template <class Scalar> weft::Tensor<Scalar, 2> drawn(weft::Index rows, weft::Index columns) {
  weft::Rng rng(42);
  weft::Tensor<Scalar, 2> kernel(rows, columns);
  weft::GlorotUniform{}(kernel, rng);
  return kernel;
}

template <class Scalar> std::uint64_t golden_hash() {
  const auto kernel = drawn<Scalar>(20, 30);
  weft::reference::Hash hash;
  std::for_each_n(kernel.data(), kernel.size(), [&](Scalar x) { hash.add(x); });
  return hash.value();
}

}  // namespace

TEST_CASE("GlorotUniform fills its range, whose limit comes from rows and columns together") {
  for (const auto& [rows, columns] : {std::pair<weft::Index, weft::Index>{200, 100}, {10, 290}, {290, 10}}) {
    const auto kernel = drawn<double>(rows, columns);
    const double limit = std::sqrt(6.0 / 300.0);
    const auto [least, most] = std::minmax_element(kernel.data(), kernel.data() + kernel.size());
    CHECK(*least >= -limit);
    CHECK(*least < -0.99 * limit);
    CHECK(*most < limit);
    CHECK(*most > 0.99 * limit);
  }
}

TEST_CASE("GlorotUniform has the variance its name stands for") {
  const auto kernel = drawn<double>(300, 200);
  double sum = 0;
  for (weft::Index k = 0; k < kernel.size(); ++k) sum += kernel.data()[k] * kernel.data()[k];
  CHECK(sum / static_cast<double>(kernel.size()) == doctest::Approx(2.0 / 500).epsilon(0.02));
}

TEST_CASE("GlorotUniform gives the same numbers everywhere") {
  CHECK(golden_hash<float>() == 0xB1FFB98566256B18U);
  CHECK(golden_hash<double>() == 0xD11C8500BEB30843U);
}
