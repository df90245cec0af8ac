// SPDX-License-Identifier: MIT
#include <weft/training/detail/named_parts.hpp>

#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/models/sequential.hpp>

namespace {

using Parts = weft::detail::NamedParts<int>;

const auto model = [] {
  weft::Rng rng(1);
  return weft::Sequential{rng, weft::Input{3}, weft::Dense<float>{2}, weft::Dense<float>{1}};
}();

/// What is for each parameter, 0 where nothing is.
std::vector<int> found(const Parts& parts) {
  std::vector<int> result;
  weft::detail::for_each_named(model, "parts", parts, [&](std::string_view, const auto&, const int* part) {
    result.push_back(part ? *part : 0);
  });
  return result;
}

}  // namespace

TEST_CASE("a thing is for all parameters that have the part in their names") {
  CHECK(found({}) == std::vector<int>{0, 0, 0, 0});
  CHECK(found({{"kernel", 1}, {"dense_1/bias", 2}}) == std::vector<int>{1, 0, 1, 2});
  CHECK(found({{"dense", 3}}) == std::vector<int>{3, 3, 0, 0});
}

TEST_CASE("a part that no parameter has is refused, and so are two that one has") {
  CHECK_THROWS_WITH_AS(found({{"kernel", 1}, {"kernels", 2}}),
                       "parts has \"kernels\", which is in no parameter's name; those are dense/kernel, dense/bias, "
                       "dense_1/kernel, dense_1/bias",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(
      found({{"kernel", 1}, {"dense_1", 2}}),
      "parts has \"kernel\" and \"dense_1\", which are both in dense_1/kernel; expected one for each parameter",
      std::invalid_argument);
  CHECK_THROWS_AS(found({{"bias", 1}, {"bias", 1}}), std::invalid_argument);
  CHECK_THROWS_AS(found({{"", 1}}), std::invalid_argument);
}

TEST_CASE("the text has the parts with what is for them") {
  const auto text = [](const Parts& parts) {
    return weft::detail::named_text(parts, [](int part) { return std::to_string(part); });
  };
  CHECK(text({}) == "none");
  CHECK(text({{"kernel", 1}, {"bias", 2}}) == "kernel: 1; bias: 2");
}
