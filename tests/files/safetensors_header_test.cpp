// SPDX-License-Identifier: MIT
#include <weft/files/safetensors_text.hpp>

#include <locale>

#include <doctest/doctest.h>
#include <weft/files/safetensors_text.hpp>

#include "thrown.hpp"

using weft::DType;

namespace {

const std::vector<std::byte> memory(4096);

weft::NamedTensor tensor(std::string name, DType dtype, std::vector<weft::Index> shape) {
  const std::size_t bytes = weft::byte_count(dtype, shape).value();
  return {std::move(name), dtype, std::move(shape), std::span(memory).first(bytes)};
}

/// What is wrong with tensors that stand at these places in a file with 12 bytes of data.
std::string order_problem(const std::vector<std::pair<std::uint64_t, std::uint64_t>>& places) {
  weft::SafetensorsHeader header;
  for (const auto& [begin, end] : places)
    header.tensors.push_back({std::string(1, static_cast<char>('a' + std::ssize(header.tensors))),
                              DType::f32,
                              "F32",
                              {static_cast<weft::Index>(end - begin) / 4},
                              begin,
                              end});
  return file_problem("f", [&] { weft::detail::order_tensors("f", header, 12); });
}

struct Grouping : std::numpunct<char> {
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

}  // namespace

TEST_CASE("a header names its tensors in their order, one after another, and is padded to 8 bytes") {
  const std::vector tensors{tensor("b", DType::f32, {3}), tensor("a", DType::f64, {2, 2}),
                            tensor("none", DType::bf16, {0})};
  const std::string text = weft::safetensors_header(tensors, {{"k", "v"}});
  CHECK(text.size() % 8 == 0);
  CHECK(text.substr(0, text.find_last_not_of(' ') + 1) ==
        R"({"__metadata__":{"k":"v"},"b":{"data_offsets":[0,12],"dtype":"F32","shape":[3]},)"
        R"("a":{"data_offsets":[12,44],"dtype":"F64","shape":[2,2]},)"
        R"("none":{"data_offsets":[44,44],"dtype":"BF16","shape":[0]}})");
}

TEST_CASE("what is written as a header is read as the same") {
  const std::string odd = "a \"quote\" \\ \n \x01 \xC3\xA9 /";
  const std::vector tensors{tensor(odd, DType::f16, {}), tensor("", DType::f32, {2, 3})};
  const weft::Metadata metadata{{odd, odd}, {"", ""}};
  const auto header = weft::parse_safetensors_header("f", weft::safetensors_header(tensors, metadata));
  CHECK(header.metadata == metadata);
  REQUIRE(header.tensors.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK(header.tensors[k].name == tensors[k].name);
    CHECK(header.tensors[k].dtype == tensors[k].dtype);
    CHECK(header.tensors[k].shape == tensors[k].shape);
  }
}

TEST_CASE("the numbers in a header do not depend on the program's locale") {
  const std::vector tensors{tensor("a", DType::f32, {1000})};
  const std::string expected = weft::safetensors_header(tensors, {});
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Grouping));
  const std::string given = weft::safetensors_header(tensors, {});
  std::locale::global(before);
  CHECK(given == expected);
}

TEST_CASE("tensors that the format cannot hold are refused") {
  const auto header = [](std::vector<weft::NamedTensor> tensors, const weft::Metadata& metadata = {}) {
    return weft::safetensors_header(tensors, metadata);
  };
  const auto a = tensor("a", DType::f32, {3});
  auto short_of_bytes = a;
  short_of_bytes.bytes = short_of_bytes.bytes.first(8);
  CHECK_THROWS_WITH_AS(header({a, a}), "safetensors: there are two tensors with the name a", std::invalid_argument);
  CHECK_THROWS_WITH_AS(header({tensor("__metadata__", DType::f32, {3})}),
                       "safetensors: there are two tensors with the name __metadata__", std::invalid_argument);
  CHECK_THROWS_WITH_AS(header({short_of_bytes}), "safetensors: a is F32 [3] but has 8 bytes", std::invalid_argument);
  CHECK_THROWS_AS(header({tensor("\xFF", DType::f32, {3})}), std::invalid_argument);
  CHECK_THROWS_AS(header({a}, {{"k", "\xC3"}}), std::invalid_argument);
}

TEST_CASE("tensors must follow one another and fill the data") {
  CHECK(order_problem({{0, 4}, {4, 12}}) == "");
  CHECK(order_problem({{4, 12}, {0, 4}}) == "");
  CHECK(order_problem({{4, 4}, {4, 12}, {0, 4}, {12, 12}, {0, 0}}) == "");
  CHECK(order_problem({{0, 4}, {8, 12}}) == "tensor 'b': its bytes begin at 8; expected 4: there is a gap before it");
  CHECK(order_problem({{4, 12}}) == "tensor 'a': its bytes begin at 4; expected 0: there is a gap before it");
  CHECK(order_problem({{0, 8}, {4, 12}}) == "tensor 'b': its bytes begin at 4; expected 8: it overlaps another");
  CHECK(order_problem({{0, 12}, {0, 12}}) == "tensor 'b': its bytes begin at 0; expected 12: it overlaps another");
  CHECK(order_problem({{0, 12}, {4, 8}}) == "tensor 'b': its bytes begin at 4; expected 12: it overlaps another");
  CHECK(order_problem({{0, 16}}) == "tensor 'a': its bytes end at 16; the file has 12 bytes of data");
  CHECK(order_problem({{0, 8}}) == "the tensors end at 8; the file has 12 bytes of data");
  CHECK(order_problem({}) == "the tensors end at 0; the file has 12 bytes of data");
}

TEST_CASE("tensors are brought into the order of the file") {
  weft::SafetensorsHeader header;
  header.tensors = {{"late", DType::f32, "F32", {2}, 4, 12}, {"early", DType::f32, "F32", {1}, 0, 4}};
  weft::detail::order_tensors("f", header, 12);
  CHECK(header.tensors[0].name == "early");
  CHECK(header.tensors[1].name == "late");
}
