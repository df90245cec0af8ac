// SPDX-License-Identifier: MIT
#include <weft/files/detail/safetensors_parser.hpp>

#include <doctest/doctest.h>

#include "files/thrown.hpp"

namespace {

weft::SafetensorsHeader parse(std::string_view text) { return weft::detail::SafetensorsParser("f", text).header(); }

std::string problem(std::string_view text) {
  return file_problem("f", [&] { parse(text); });
}

/// What is wrong with a tensor called "a" that has these fields, said after its name.
std::string tensor_problem(std::string_view fields) {
  const std::string message = problem(weft::concat(R"({"a":{)", fields, "}}")), begin = "tensor 'a': ";
  return message.starts_with(begin) ? message.substr(begin.size()) : "not of the tensor: " + message;
}

}  // namespace

TEST_CASE("a header is read") {
  const auto header = parse(R"({"__metadata__": {"b": "1", "a": "\u00e9"},
    "w": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    "x/y": {"data_offsets": [24, 24], "shape": [5, 0], "dtype": "BF16"},
    "": {"dtype": "F64", "shape": [], "data_offsets": [24, 32]}}   )");
  CHECK(header.metadata == weft::Metadata{{"a", "\xC3\xA9"}, {"b", "1"}});
  REQUIRE(header.tensors.size() == 3);
  CHECK(header.tensors[0].name == "w");
  CHECK(header.tensors[0].dtype == weft::DType::f32);
  CHECK(header.tensors[0].shape == std::vector<weft::Index>{2, 3});
  CHECK(header.tensors[0].begin == 0);
  CHECK(header.tensors[0].end == 24);
  CHECK(header.tensors[1].name == "x/y");
  CHECK(header.tensors[1].dtype == weft::DType::bf16);
  CHECK(header.tensors[1].shape == std::vector<weft::Index>{5, 0});
  CHECK(header.tensors[2].name.empty());
  CHECK(header.tensors[2].shape.empty());
  CHECK(header.tensors[2].end == 32);
}

TEST_CASE("a header may be empty") {
  CHECK(parse("{}").tensors.empty());
  CHECK(parse(R"({"__metadata__":{}}  )").metadata.empty());
}

TEST_CASE("what the reference's reader lets pass is read: no metadata, white space first, any number of extents") {
  CHECK(parse(R"({"__metadata__":null})").metadata.empty());
  CHECK(parse(R"({"__metadata__":null,"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})").tensors.size() == 1);
  CHECK(parse(" \n{}").tensors.empty());
  std::string shape = "1";
  for (int k = 0; k < 99; ++k) shape += ",1";
  const auto header = parse(weft::concat(R"({"a":{"dtype":"F32","data_offsets":[0,4],"shape":[)", shape, "]}}"));
  CHECK(header.tensors[0].shape == std::vector<weft::Index>(100, 1));
}

TEST_CASE("a field that the format does not have is passed over, whatever its value") {
  for (const char* value : {"1", "-1", "1.5", "null", "true", R"("text")", "[]", "{}", R"([1,{"dtype":["F64"]},[[]]])",
                            R"({"shape":{"data_offsets":[9,9,9]},"a":null})"}) {
    CAPTURE(value);
    const auto header =
        parse(weft::concat(R"({"a":{"dtype":"F32","new":)", value, R"(,"shape":[2],"new":)", value,
                           R"(,"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":)", R"([8,12]}})"));
    REQUIRE(header.tensors.size() == 2);
    CHECK(header.tensors[0].dtype == weft::DType::f32);
    CHECK(header.tensors[0].shape == std::vector<weft::Index>{2});
    CHECK(header.tensors[0].end == 8);
    CHECK(header.tensors[1].name == "b");
  }
}

TEST_CASE("a tensor of a dtype that weft does not read stands in the header like others") {
  const auto header = parse(R"({"i":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},
    "f":{"dtype":"F4","shape":[3],"data_offsets":[16,18]}, "n":{"dtype":"Q7","shape":[9],"data_offsets":[18,19]}})");
  REQUIRE(header.tensors.size() == 3);
  for (const auto& tensor : header.tensors) CHECK_FALSE(tensor.dtype);
  CHECK(header.tensors[0].dtype_text == "I64");
  CHECK(header.tensors[2].dtype_text == "Q7");
  CHECK(tensor_problem(R"("dtype":"I64","shape":[2],"data_offsets":[0,15])") ==
        "data_offsets span 15 bytes; I64 [2] takes 16");
  CHECK(tensor_problem(R"("dtype":"F6_E2M3","shape":[5],"data_offsets":[0,5])") ==
        "data_offsets span 5 bytes; F6_E2M3 [5] takes 4");
}

TEST_CASE("what is not a JSON object is refused") {
  const std::string not_an_object = "the header is not a JSON object: expected '{' at its beginning";
  for (const char* text : {"", " ", "[]", "1", "null", " []", "\xEF\xBB\xBF{}"}) CHECK(problem(text) == not_an_object);
  CHECK(problem("{") == "the header is not valid JSON at its byte 2");
  CHECK(problem(R"({"a")") == "the header is not valid JSON at its byte 5");
  CHECK(problem("{}}") == "the header is not valid JSON at its byte 3");
  CHECK(problem("{},") == "the header is not valid JSON at its byte 3");
  CHECK(problem(R"({"a":{},})") == "tensor 'a': dtype is missing");
  CHECK(problem(R"({"__metadata__":{},})") == "the header is not valid JSON at its byte 20");
  CHECK(problem("{\"\xFF\":{}}") == "the header is not valid JSON at its byte 3");
  CHECK(problem(std::string_view("{}\0{}", 5)) == "the header is not valid JSON at its byte 3");
  CHECK(problem("{/**/}") == "the header is not valid JSON at its byte 2");
}

TEST_CASE("an entry that is not an object is refused") {
  CHECK(problem(R"({"a":[]})") == "'a' is an array; expected an object");
  CHECK(problem(R"({"a":"F32"})") == "'a' is a string; expected an object");
  CHECK(problem(R"({"a":3})") == "'a' is 3; expected an object");
  CHECK(problem(R"({"a":null})") == "'a' is null; expected an object");
  CHECK(problem(R"({"a":true})") == "'a' is true; expected an object");
}

TEST_CASE("metadata other than texts are refused") {
  CHECK(problem(R"({"__metadata__":1})") == "'__metadata__' is 1; expected an object");
  CHECK(problem(R"({"__metadata__":{"k":null}})") == "__metadata__ 'k' is null; expected a string");
  CHECK(problem(R"({"__metadata__":{"k":1}})") == "__metadata__ 'k' is 1; expected a string");
  CHECK(problem(R"({"__metadata__":{"k":{}}})") == "__metadata__ 'k' is an object; expected a string");
  CHECK(problem(R"({"__metadata__":{"k":["v"]}})") == "__metadata__ 'k' is an array; expected a string");
}

TEST_CASE("what stands in the header twice is refused") {
  constexpr const char* a = R"("a":{"dtype":"F32","shape":[],"data_offsets":[0,4]})";
  CHECK(problem(weft::concat("{", a, ",", a, "}")) == "'a' stands in the header twice");
  CHECK(problem(R"({"__metadata__":{},"__metadata__":{}})") == "'__metadata__' stands in the header twice");
  CHECK(problem(R"({"__metadata__":{"k":"1","k":"1"}})") == "__metadata__ 'k' stands in the header twice");
  CHECK(tensor_problem(R"("dtype":"F32","dtype":"F32")") == "dtype stands in the header twice");
  CHECK(tensor_problem(R"("shape":[],"shape":[])") == "shape stands in the header twice");
  CHECK(tensor_problem(R"("data_offsets":[],"data_offsets":[])") == "data_offsets stands in the header twice");
}

TEST_CASE("a tensor without one of its fields is refused") {
  CHECK(tensor_problem(R"("shape":[],"data_offsets":[0,4])") == "dtype is missing");
  CHECK(tensor_problem(R"("dtype":"F32","data_offsets":[0,4])") == "shape is missing");
  CHECK(tensor_problem(R"("dtype":"F32","shape":[])") == "data_offsets is missing");
  CHECK(tensor_problem(R"("strides":[1])") == "dtype is missing");
}

TEST_CASE("a wrong dtype is refused") {
  CHECK(tensor_problem(R"("dtype":32)") == "dtype is 32; expected a string");
  CHECK(tensor_problem(R"("dtype":["F32"])") == "dtype is an array; expected a string");
  CHECK(tensor_problem(R"("dtype":null)") == "dtype is null; expected a string");
}

TEST_CASE("a wrong shape is refused") {
  CHECK(tensor_problem(R"("shape":3)") == "shape is 3; expected an array");
  CHECK(tensor_problem(R"("shape":"3")") == "shape is a string; expected an array");
  CHECK(tensor_problem(R"("shape":{"0":3})") == "shape is an object; expected an array");
  CHECK(tensor_problem(R"("shape":[2,-3])") == "shape has -3; expected whole numbers of at least 0");
  CHECK(tensor_problem(R"("shape":[2.5])") == "shape has 2.5; expected whole numbers of at least 0");
  CHECK(tensor_problem(R"("shape":[[2]])") == "shape has an array; expected whole numbers of at least 0");
  CHECK(tensor_problem(R"("shape":["2"])") == "shape has a string; expected whole numbers of at least 0");
}

TEST_CASE("a shape larger than memory is refused, however its product overflows") {
  const std::string too_large = "its shape is too large for this machine's memory";
  CHECK(tensor_problem(R"("shape":[18446744073709551615])") == too_large);
  CHECK(tensor_problem(R"("shape":[18446744073709551616])") ==
        "shape has 18446744073709551616; expected whole numbers of at least 0");
  for (const char* shape : {"[4294967296,4294967296]", "[9223372036854775807]", "[4611686018427387904,4]"})
    CHECK(tensor_problem(weft::concat(R"("dtype":"F32","data_offsets":[0,0],"shape":)", shape)) == too_large);
}

TEST_CASE("wrong offsets are refused") {
  const auto with = [](const char* offsets) {
    return tensor_problem(weft::concat(R"("dtype":"F32","shape":[2,3],"data_offsets":)", offsets));
  };
  CHECK(with("[0,24]") == "not of the tensor: ");  // nothing is wrong
  CHECK(with("[]") == "data_offsets has 0 numbers; expected begin and end");
  CHECK(with("[0]") == "data_offsets has 1 numbers; expected begin and end");
  CHECK(with("[0,24,48]") == "data_offsets has more than two numbers");
  CHECK(with("[24,0]") == "data_offsets end at 0, before they begin at 24");
  CHECK(with("[0,20]") == "data_offsets span 20 bytes; F32 [2 x 3] takes 24");
  CHECK(with("[-4,20]") == "data_offsets has -4; expected whole numbers of at least 0");
  CHECK(with("[0,1e2]") == "data_offsets has 1e2; expected whole numbers of at least 0");
  CHECK(with("[0,18446744073709551615]") == "data_offsets span 18446744073709551615 bytes; F32 [2 x 3] takes 24");
}

TEST_CASE("deep nesting and long names make no long messages") {
  CHECK(problem(R"({"a":)" + std::string(1'000'000, '[')) == "'a' is an array; expected an object");
  CHECK(problem(R"({"a":{"new":)" + std::string(1'000'000, '[')).size() < 200);
  CHECK(problem("{\"" + std::string(1'000'000, 'n') + "\":1}").size() < 200);
}
