// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

/// What every kind of vector must do.
namespace weft::testing {

/// Applies f to vectors that begin at odd places, lane by lane expected(a, b, c).
template <class V, class F, class Expected> void check_lanes(const F& f, const Expected& expected) {
  using Scalar = typename V::Scalar;
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
template <class V> void check_arithmetic() {
  using S = typename V::Scalar;
  check_lanes<V>([](const V& a, const V& b, const V&) { return a + b; }, [](S a, S b, S) { return a + b; });
  check_lanes<V>([](const V& a, const V& b, const V&) { return a - b; }, [](S a, S b, S) { return a - b; });
  check_lanes<V>([](const V& a, const V&, const V&) { return -a; }, [](S a, S, S) { return -a; });
  check_lanes<V>([](const V& a, const V& b, const V&) { return a * b; }, [](S a, S b, S) { return a * b; });
  check_lanes<V>([](const V& a, const V& b, const V&) { return a / b; }, [](S a, S b, S) { return a / b; });
  check_lanes<V>([](const V& a, const V& b, const V& c) { return multiply_add(a, b, c); },
                 [](S a, S b, S c) { return a * b + c; });
  check_lanes<V>([](const V& a, const V& b, const V& c) { return multiply_subtract_from(a, b, c); },
                 [](S a, S b, S c) { return c - a * b; });
  check_lanes<V>([](const V&, const V&, const V&) { return V::broadcast(S(7)); }, [](S, S, S) { return S(7); });
}

template <class V> void check_limit() {
  using S = typename V::Scalar;
  const auto limited = [](S x) {
    S to[V::lanes];
    limit(V::broadcast(x), S(3)).store(to);
    return to[V::lanes - 1];
  };
  for (const S x : {S(0), S(1), S(2.5), S(3)}) {
    CHECK(limited(x) == x);
    CHECK(limited(-x) == -x);
  }
  const S inf = std::numeric_limits<S>::infinity();
  for (const S x : {S(3.5), S(1e30), inf}) {
    CHECK(limited(x) == 3);
    CHECK(limited(-x) == -3);
  }
  CHECK(std::abs(limited(std::numeric_limits<S>::quiet_NaN())) == 3);
}

template <class V> void check_nan_or() {
  using S = typename V::Scalar;
  S from[V::lanes] = {}, to[V::lanes];
  from[V::lanes - 1] = std::numeric_limits<S>::quiet_NaN();
  nan_or(V::load(from), V::broadcast(S(2))).store(to);
  CHECK(to[0] == 2);
  CHECK(std::isnan(to[V::lanes - 1]));
}

template <class V> void check_whole_power() {
  using S = typename V::Scalar;
  for (const S x : {S(0), S(1.2), S(-1.2), S(30.4), S(-40.8)}) {
    const auto result = whole_power(V::broadcast(x), S(2));
    S exponent[V::lanes], power[V::lanes];
    result.exponent.store(exponent);
    result.power.store(power);
    CHECK(exponent[V::lanes - 1] == std::round(2 * x));
    CHECK(power[V::lanes - 1] == std::exp2(std::round(2 * x)));
  }
}

}  // namespace weft::testing
