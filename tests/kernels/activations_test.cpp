// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <weft/core/detail/bits.hpp>
#include <weft/kernels/activations.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::kernels::Index;

/// 3 ULP, and one more where the yardstick is no better than what it measures.
template <class Scalar>
constexpr double bound = std::numeric_limits<long double>::digits > std::numeric_limits<Scalar>::digits ? 3 : 4;

struct Sigmoid {
  static long double exact(long double x) { return 1 / (1 + std::exp(-x)); }
  template <class Scalar> static void run(std::vector<Scalar>& x) { weft::kernels::sigmoid(x.data(), std::ssize(x)); }
  template <class Scalar> static constexpr Scalar lowest = sizeof(Scalar) == 4 ? Scalar(-87) : Scalar(-708);
};
struct Tanh {
  static long double exact(long double x) { return std::tanh(x); }
  template <class Scalar> static void run(std::vector<Scalar>& x) { weft::kernels::tanh(x.data(), std::ssize(x)); }
  template <class Scalar> static constexpr Scalar lowest = std::numeric_limits<Scalar>::lowest();
};

/// How far y is from the exact value, in units of its last place there; infinite for NaN.
template <class Scalar> double ulps(Scalar y, long double exact) {
  const Scalar near = std::abs(static_cast<Scalar>(exact));
  const long double unit =
      static_cast<long double>(std::nextafter(near, std::numeric_limits<Scalar>::infinity()) - near);
  const auto error = static_cast<double>(std::abs(static_cast<long double>(y) - exact) / unit);
  return std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
}

template <class F, class Scalar> Scalar one(Scalar x) {
  std::vector<Scalar> y{x};
  F::run(y);
  return y[0];
}

/// The worst error over x, which must be where the result is a normal number.
template <class F, class Scalar> void check_error(const std::vector<Scalar>& x) {
  std::vector<Scalar> y = x;
  F::run(y);
  double worst = 0;
  Scalar worst_x = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double error = ulps(y[k], F::exact(static_cast<long double>(x[k])));
    if (error <= worst) continue;
    worst = error;
    worst_x = x[k];
  }
  INFO("at ", worst_x);
  CHECK(worst <= bound<Scalar>);
}

/// Every 2003rd float there is, of both signs: all exponents, with all kinds of digits.
template <class F> std::vector<float> floats() {
  std::vector<float> x;
  for (std::uint64_t bits = 0; bits <= 0xFFFFFFFF; bits += 2003) {
    const float value = weft::detail::bit_cast<float>(static_cast<std::uint32_t>(bits));
    if (std::isfinite(value) && value >= F::template lowest<float> &&
        std::abs(F::exact(static_cast<long double>(value))) >=
            static_cast<long double>(std::numeric_limits<float>::min()))
      x.push_back(value);
  }
  return x;
}

/// Even over the range where the function bends, and of every size down to the smallest normal number.
template <class F> std::vector<double> doubles() {
  weft::Rng rng(1);
  std::vector<double> x;
  for (int k = 0; k < 200000; ++k) x.push_back(rng.uniform(-5, 5));
  for (int k = 0; k < 200000; ++k) x.push_back(rng.uniform(std::max(F::template lowest<double>, -800.0), 800));
  for (int k = 0; k < 200000; ++k) x.push_back(std::ldexp(rng.uniform(-2, 2), -static_cast<int>(rng.below(1000))));
  return x;
}

template <class F, class Scalar> void check_tail(Index size) {
  std::vector<Scalar> x(static_cast<std::size_t>(size) + 2), y;
  weft::Rng rng(static_cast<std::uint64_t>(size));
  for (Scalar& value : x) value = static_cast<Scalar>(rng.uniform(-3, 3));
  y = x;
  if constexpr (std::same_as<F, Sigmoid>)
    weft::kernels::sigmoid(y.data() + 1, size);
  else
    weft::kernels::tanh(y.data() + 1, size);
  CHECK(y.front() == x.front());
  CHECK(y.back() == x.back());
  for (std::size_t k = 1; k + 1 < x.size(); ++k) CHECK(y[k] == one<F>(x[k]));
}

template <class Scalar> void check_special_values() {
  using Limits = std::numeric_limits<Scalar>;
  const Scalar inf = Limits::infinity(), most = Limits::max(), lowest = Sigmoid::lowest<Scalar>;
  CHECK(std::isnan(one<Sigmoid>(Limits::quiet_NaN())));
  CHECK(std::isnan(one<Sigmoid>(-Limits::quiet_NaN())));
  CHECK(std::isnan(one<Tanh>(Limits::quiet_NaN())));
  CHECK(std::isnan(one<Tanh>(-Limits::quiet_NaN())));
  for (const Scalar x : {inf, most, Scalar(1e4), Scalar(1000)}) {
    CHECK(one<Sigmoid>(x) == 1);
    CHECK(one<Sigmoid>(-x) == one<Sigmoid>(lowest));
    CHECK(one<Tanh>(x) == 1);
    CHECK(one<Tanh>(-x) == -1);
  }
  CHECK(one<Sigmoid>(lowest) > 0);
  CHECK(one<Sigmoid>(lowest) < 3 * Limits::min());
  CHECK(one<Sigmoid>(Scalar(0)) == Scalar(0.5));
  CHECK(one<Tanh>(Scalar(0)) == 0);
  CHECK(one<Tanh>(Limits::min()) == Limits::min());
  CHECK(one<Tanh>(Limits::denorm_min()) == Limits::denorm_min());
}

template <class Scalar> void check_tanh_is_odd() {
  weft::Rng rng(2);
  double worst = 0;
  for (int k = 0; k < 20000; ++k) {
    const Scalar x = static_cast<Scalar>(std::ldexp(rng.uniform(0.5, 1), 5 - static_cast<int>(rng.below(40))));
    worst = std::max(worst, ulps(-one<Tanh>(-x), static_cast<long double>(one<Tanh>(x))));
  }
  CHECK(worst <= 2 * bound<Scalar>);
}

/// Across the points where the reduction changes to the next power of two, values go up with the argument to rounding.
template <class F, class Scalar> void check_no_jumps() {
  std::vector<Scalar> x;
  for (int n = -20; n <= 20; ++n) {
    const Scalar edge = static_cast<Scalar>((n + 0.5) * 0.6931471805599453);
    for (const Scalar middle : {edge, edge / 2})
      for (int step = -500; step <= 500; ++step)
        x.push_back(middle + static_cast<Scalar>(step) * std::abs(middle) * std::numeric_limits<Scalar>::epsilon());
  }
  check_error<F>(x);
}

}  // namespace

TEST_CASE("sigmoid is within its bound of the exact value over the whole range") {
  check_error<Sigmoid>(floats<Sigmoid>());
  check_error<Sigmoid>(doubles<Sigmoid>());
}

TEST_CASE("tanh is within its bound of the exact value over the whole range, with the digits of tiny arguments") {
  check_error<Tanh>(floats<Tanh>());
  check_error<Tanh>(doubles<Tanh>());
}

TEST_CASE("sigmoid and tanh have no jump where the exponent of e^x changes") {
  check_no_jumps<Sigmoid, float>();
  check_no_jumps<Sigmoid, double>();
  check_no_jumps<Tanh, float>();
  check_no_jumps<Tanh, double>();
}

TEST_CASE("sigmoid and tanh keep NaN and saturate at infinite and huge arguments") {
  check_special_values<float>();
  check_special_values<double>();
}

TEST_CASE("tanh is odd to rounding") {
  check_tanh_is_odd<float>();
  check_tanh_is_odd<double>();
}

TEST_CASE("an element does not depend on how many there are, and nothing beyond them is touched") {
  for (Index size = 0; size < 40; ++size) {
    check_tail<Sigmoid, float>(size);
    check_tail<Sigmoid, double>(size);
    check_tail<Tanh, float>(size);
    check_tail<Tanh, double>(size);
  }
}
