// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>

#include <weft/kernels/vec.hpp>

namespace {

using weft::kernels::Vec;

/// Applies f to vectors that begin at odd places, lane by lane expected(a, b, c).
template <class Scalar, int Bytes, class F, class Expected> void check_lanes(const F& f, const Expected& expected) {
  using V = Vec<Scalar, Bytes>;
  Scalar a[V::lanes + 1], b[V::lanes + 1], c[V::lanes + 1], to[V::lanes + 2] = {};
  for (int k = 0; k <= V::lanes; ++k) {
    a[k] = static_cast<Scalar>(k + 1);
    b[k] = static_cast<Scalar>(2 * k + 3);
    c[k] = static_cast<Scalar>(5 - k);
  }
  f(V::load(a + 1), V::load(b + 1), V::load(c + 1)).store(to + 1);
  CHECK(to[0] == 0);
  CHECK(to[V::lanes + 1] == 0);
  for (int k = 1; k <= V::lanes; ++k) CHECK(to[k] == expected(a[k], b[k], c[k]));
}

/// Small whole numbers: exact with one rounding and with two.
template <class Scalar, int Bytes> void check_arithmetic() {
  using V = Vec<Scalar, Bytes>;
  using S = Scalar;
  check_lanes<S, Bytes>([](const V& a, const V& b, const V&) { return a + b; }, [](S a, S b, S) { return a + b; });
  check_lanes<S, Bytes>([](const V& a, const V& b, const V&) { return a - b; }, [](S a, S b, S) { return a - b; });
  check_lanes<S, Bytes>([](const V& a, const V& b, const V&) { return a * b; }, [](S a, S b, S) { return a * b; });
  check_lanes<S, Bytes>([](const V& a, const V& b, const V&) { return a / b; }, [](S a, S b, S) { return a / b; });
  check_lanes<S, Bytes>([](const V& a, const V& b, const V& c) { return multiply_add(a, b, c); },
                        [](S a, S b, S c) { return a * b + c; });
  check_lanes<S, Bytes>([](const V& a, const V& b, const V& c) { return multiply_subtract_from(a, b, c); },
                        [](S a, S b, S c) { return c - a * b; });
  check_lanes<S, Bytes>([](const V&, const V&, const V&) { return V::broadcast(S(7)); }, [](S, S, S) { return S(7); });
}

}  // namespace

TEST_CASE("a Vec has as many lanes as fit its bytes") {
  static_assert(Vec<float, 16>::lanes == 4 && Vec<float, 64>::lanes == 16);
  static_assert(Vec<double, 16>::lanes == 2 && Vec<double, 32>::lanes == 4);
  static_assert(sizeof(Vec<float, 32>) == 32);
}

TEST_CASE("a Vec computes lane by lane, from and to any address") {
  check_arithmetic<float, 16>();
  check_arithmetic<double, 16>();
}

TEST_CASE("broadcast keeps a number that is not finite") {
  float to[4];
  Vec<float, 16>::broadcast(INFINITY).store(to);
  CHECK(std::isinf(to[3]));
  Vec<float, 16>::broadcast(NAN).store(to);
  CHECK(std::isnan(to[0]));
}
