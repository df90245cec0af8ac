// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/core/detail/exactly.hpp>
#include <weft/optimizers/detail/square_root.hpp>

#include "../../golden/formula.hpp"

namespace {

/// That the root of every number is the standard library's, to the bit, wherever the array begins.
template <class Scalar> void check_roots() {
  constexpr weft::Index size = 999;
  std::vector<Scalar> x(size), roots(size);
  for (weft::Index k = 0; k < size; ++k)
    x[static_cast<std::size_t>(k)] =
        static_cast<Scalar>(std::pow(2.0, weft::golden::number(1, k, 60)) * (1 + weft::golden::number(2, k, 0.5)));
  x[5] = 0;
  x[6] = std::numeric_limits<Scalar>::denorm_min();
  x[7] = std::numeric_limits<Scalar>::infinity();
  for (weft::Index begin = 0; begin < 17; ++begin) {
    const weft::Index count = size - begin;
    const weft::ConstNumbersMap<Scalar> from(x.data() + begin, count);
    weft::NumbersMap<Scalar>(roots.data() + begin, count) = weft::detail::square_root(from * Scalar(1));
    bool same = true;
    for (auto k = static_cast<std::size_t>(begin); k < x.size(); ++k)
      same = same && weft::detail::is_exactly(roots[k], std::sqrt(x[k]));
    CHECK(same);
  }
}

}  // namespace

TEST_CASE("square_root gives the standard library's root, whatever an array's address and a number's place in it") {
  check_roots<float>();
  check_roots<double>();
}

TEST_CASE("square_root takes several roots at a time where Eigen does") {
  using Root = weft::detail::SquareRoot<float>;
  using Eigens = Eigen::internal::scalar_sqrt_op<float>;
  CHECK(bool(Eigen::internal::functor_traits<Root>::PacketAccess) ==
        bool(Eigen::internal::functor_traits<Eigens>::PacketAccess));
}
