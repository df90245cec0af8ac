// SPDX-License-Identifier: MIT
#include <weft/files/named_tensor.hpp>

#include <cstring>

#include <doctest/doctest.h>
#include <weft/layers/dense.hpp>
#include <weft/models/sequential.hpp>

using weft::DType;
using Shape = std::vector<weft::Index>;

TEST_CASE("shapes and positions are written as readers write them") {
  CHECK(weft::shape_text(Shape{}) == "[]");
  CHECK(weft::shape_text(Shape{3, 4}) == "[3 x 4]");
  CHECK(weft::detail::position_text({3, 1}, 2) == "[2, 0]");
  CHECK(weft::detail::position_text({2, 3, 4}, 23) == "[1, 2, 3]");
  CHECK(weft::detail::position_text({}, 0) == "[]");
}

TEST_CASE("a tensor's bytes are counted, and none is larger than memory") {
  CHECK(weft::byte_count(DType::f32, {}) == 4);
  CHECK(weft::byte_count(DType::f64, {3, 4}) == 96);
  CHECK(weft::byte_count(DType::bf16, {3, 0, 4}) == 0);
  constexpr auto most = std::numeric_limits<weft::Index>::max();
  CHECK(weft::byte_count(DType::f16, {most / 2}) == static_cast<std::size_t>(most - 1));
  CHECK_FALSE(weft::byte_count(DType::f32, {most / 2}));
  constexpr auto large = weft::Index{1} << (std::numeric_limits<weft::Index>::digits / 2 + 1);
  CHECK_FALSE(weft::byte_count(DType::f16, {large, large}));
  CHECK_FALSE(weft::byte_count(DType::f32, {-1}));
}

TEST_CASE("a long text is quoted in part") {
  CHECK(weft::excerpt("short") == "short");
  CHECK(weft::excerpt(std::string(1000, 'x')) == std::string(100, 'x') + "...");
}

TEST_CASE("a model's parameters are its tensors, by name") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Input{2}, weft::Dense<double>{3}, weft::Dense<double>{1}};
  const auto tensors = weft::named_tensors(model);
  REQUIRE(tensors.size() == 4);
  CHECK(tensors[0].name == "dense/kernel");
  CHECK(tensors[0].dtype == DType::f64);
  CHECK(tensors[0].shape == Shape{2, 3});
  REQUIRE(tensors[0].bytes.size() == 48);
  CHECK(std::memcmp(tensors[0].bytes.data(), model.layer<0>().kernel.data(), 48) == 0);
  CHECK(tensors[3].name == "dense_1/bias");
  CHECK(tensors[3].shape == Shape{1});
}

TEST_CASE("a model that is not built has no tensors to give") {
  CHECK_THROWS_WITH_AS(weft::named_tensors(weft::Sequential{weft::Dense{3}}),
                       "Sequential: dense/kernel is [0 x 0], so the model is not built; its sizes must be known before "
                       "it is saved or loaded",
                       std::invalid_argument);
}
