// SPDX-License-Identifier: MIT
#include <weft/recurrent/detail/frozen/stored_as.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

namespace {

using weft::bfloat16;
using weft::float16;
using weft::detail::stored_as;

}  // namespace

TEST_CASE("a weight is rounded to the nearest number that the type stores, and of two to the even one") {
  CHECK(stored_as<bfloat16>(1.0F, "LSTM") == 1.0F);
  CHECK(stored_as<bfloat16>(1.0F + 0x1p-8F, "LSTM") == 1.0F);
  CHECK(stored_as<bfloat16>(1.0F + 0x1.8p-7F, "LSTM") == 1.0F + 0x1p-6F);
  CHECK(stored_as<bfloat16>(-1e30F, "LSTM") == doctest::Approx(-1e30).epsilon(0x1p-8));
  CHECK(stored_as<float16>(1.0F + 0x1p-11F, "LSTM") == 1.0F);
  CHECK(stored_as<float16>(1.0F + 0x1.8p-10F, "LSTM") == 1.0F + 0x1p-9F);
  CHECK(stored_as<float16>(0x1p-24F, "LSTM") == 0x1p-24F);
}

TEST_CASE("what is no number stays none, and a number does not become infinite") {
  const float infinity = std::numeric_limits<float>::infinity();
  CHECK(std::isnan(stored_as<bfloat16>(std::nanf(""), "LSTM")));
  CHECK(std::isnan(stored_as<float16>(std::nanf(""), "LSTM")));
  CHECK(stored_as<float16>(-infinity, "LSTM") == -infinity);
  CHECK(stored_as<float16>(65504.0F, "LSTM") == 65504.0F);
  CHECK_THROWS_WITH_AS(stored_as<float16>(70000.0F, "LSTM"), "LSTM: a weight is 70000; float16 ends at 65504",
                       std::invalid_argument);
  CHECK_THROWS_AS(stored_as<bfloat16>(std::numeric_limits<float>::max(), "GRU"), std::invalid_argument);
}

TEST_CASE("weights that are stored as what they are, are not copied") {
  const weft::Tensor<float, 2> weights(2, 3);
  CHECK(&stored_as<float>(weights, "LSTM") == &weights);
}
