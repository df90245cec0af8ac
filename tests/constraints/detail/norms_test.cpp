// SPDX-License-Identifier: MIT
#include <weft/constraints/detail/norms.hpp>

#include <doctest/doctest.h>

#include <weft/core/tensor.hpp>
#include <weft/random/random.hpp>

#include "../../allocations.hpp"

using weft::Index;

TEST_CASE("each vector along an axis is scaled by what its own norm gives, however many there are") {
  weft::Rng rng(1);
  for (const Index columns : {1, 2, 63, 64, 65, 200})
    for (const int axis : {0, 1, 2}) {
      weft::Tensor<double, 3> w(3, 4, columns);
      for (Index k = 0; k < w.size(); ++k) w.data()[k] = rng.uniform(-1, 1);
      const weft::Tensor<double, 3> before = w;
      weft::detail::scale_by_norm(weft::Parameter<double>(w), axis, [](double n) { return 1 / n; });
      const weft::Tensor<double, 2> norms = before.square().sum(std::array<Index, 1>{axis}).sqrt();
      double worst = 0;
      for (Index a = 0; a < 3; ++a)
        for (Index b = 0; b < 4; ++b)
          for (Index c = 0; c < columns; ++c) {
            const double norm = axis == 0 ? norms(b, c) : axis == 1 ? norms(a, c) : norms(a, b);
            worst = std::max(worst, std::abs(w(a, b, c) - before(a, b, c) / norm));
          }
      CHECK(worst < 1e-15);
    }
}

TEST_CASE("a parameter without numbers stays as it is, and nothing is allocated") {
  weft::Tensor<float, 2> none(0, 3), w(2, 100);
  w.setConstant(1);
  const long before = weft::testing::allocation_count();
  for (const int axis : {0, -1}) {
    weft::detail::scale_by_norm(weft::Parameter<float>(none), axis, [](double) { return 2; });
    weft::detail::scale_by_norm(weft::Parameter<float>(w), axis, [](double) { return 2; });
  }
  CHECK(weft::testing::allocation_count() == before);
  CHECK(w(1, 99) == 4);
}

TEST_CASE("an axis is one that the shape has, counted from either end") {
  const weft::Shape kernel(std::array<Index, 2>{3, 4});
  for (const int axis : {-2, -1, 0, 1}) CHECK_NOTHROW(weft::detail::check_axis("Norm", axis, "kernel", kernel));
  for (const int axis : {-3, 2})
    CHECK_THROWS_AS(weft::detail::check_axis("Norm", axis, "kernel", kernel), std::invalid_argument);
}
