// SPDX-License-Identifier: MIT
#include <weft/files/dtype.hpp>

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

using weft::DType;

namespace {

template <class Scalar, class Raw> std::vector<Scalar> numbers(DType dtype, const std::vector<Raw>& raw) {
  std::vector<Scalar> given;
  weft::for_each_number<Scalar>(dtype, std::as_bytes(std::span(raw)), [&](std::size_t k, Scalar number) {
    CHECK(k == given.size());
    given.push_back(number);
  });
  return given;
}

}  // namespace

TEST_CASE("each dtype is found by its name, and no other name is one") {
  for (const DType dtype : weft::dtypes) CHECK(weft::parse_dtype(weft::dtype_name(dtype)) == dtype);
  CHECK(weft::dtype_name(DType::bf16) == "BF16");
  CHECK(weft::dtype_size(DType::bf16) == 2);
  CHECK(weft::dtype_size(DType::f64) == 8);
  for (const char* other : {"", "f32", "F8_E4M3", "I64", "F32 "}) CHECK_FALSE(weft::parse_dtype(other));
}

TEST_CASE("every finite binary16 is fraction times a power of two") {
  for (int bits = 0; bits < 0x8000; ++bits) {
    const int exponent = bits >> 10, fraction = bits & 1023;
    if (exponent == 31) continue;
    const double expected = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    const float given = weft::half_to_float(static_cast<std::uint16_t>(bits));
    const float negative = weft::half_to_float(static_cast<std::uint16_t>(bits | 0x8000));
    REQUIRE(static_cast<double>(given) == expected);
    REQUIRE(negative == -given);
    REQUIRE(std::signbit(negative));
  }
  CHECK(weft::half_to_float(0x3555) == 0x1.554p-2F);  // the half nearest to a third
}

TEST_CASE("a binary16 or bfloat16 that is not finite stays so") {
  CHECK(weft::half_to_float(0x7C00) == std::numeric_limits<float>::infinity());
  CHECK(weft::half_to_float(0xFC00) == -std::numeric_limits<float>::infinity());
  CHECK(std::isnan(weft::half_to_float(0x7C01)));
  CHECK(weft::bfloat16_to_float(0xFF80) == -std::numeric_limits<float>::infinity());
  CHECK(std::isnan(weft::bfloat16_to_float(0x7FC0)));
}

TEST_CASE("numbers of every dtype are converted to float and to double") {
  const std::vector<float> expected{1.0F, -2.0F, 0.5F};
  const std::vector<double> expected_double{1.0, -2.0, 0.5};
  CHECK(numbers<float>(DType::f16, std::vector<std::uint16_t>{0x3C00, 0xC000, 0x3800}) == expected);
  CHECK(numbers<float>(DType::bf16, std::vector<std::uint16_t>{0x3F80, 0xC000, 0x3F00}) == expected);
  CHECK(numbers<float>(DType::f32, expected) == expected);
  CHECK(numbers<float>(DType::f64, expected_double) == expected);
  CHECK(numbers<double>(DType::f16, std::vector<std::uint16_t>{0x3C00, 0xC000, 0x3800}) == expected_double);
  CHECK(numbers<double>(DType::f32, expected) == expected_double);
  CHECK(numbers<double>(DType::f64, expected_double) == expected_double);
}

TEST_CASE("binary64 is rounded to the nearest float, and to infinity where it is too large") {
  CHECK(numbers<float>(DType::f64, std::vector<double>{1.0 / 3, 0x1.000001p0, 0x1.000003p0, 1e300}) ==
        std::vector<float>{0x1.555556p-2F, 1.0F, 0x1.000004p0F, std::numeric_limits<float>::infinity()});
}
