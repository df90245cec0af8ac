// SPDX-License-Identifier: MIT
#include <weft/files/safetensors_file.hpp>

#include <doctest/doctest.h>

#include "text/temporary_folder.hpp"
#include "thrown.hpp"

using weft::DType;

namespace {

/// The bytes of a safetensors file whose header is said to be `length` bytes long.
std::string file_bytes(std::uint64_t length, std::string_view rest) {
  std::string bytes;
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(length >> shift & 255U);
  return bytes.append(rest);
}

std::string problem(const std::filesystem::path& path) {
  return file_problem(path, [&] { weft::TensorFile{path}; });
}

const std::vector<float> small{1.5F, -2.0F, 0.25F};
const std::vector<double> large(100'000, 1.0 / 3);

std::vector<weft::NamedTensor> tensors() {
  return {{"small", DType::f32, {3, 1}, std::as_bytes(std::span(small))},
          {"none", DType::f16, {0}, {}},
          {"large", DType::f64, {1000, 100}, std::as_bytes(std::span(large))}};
}

}  // namespace

static_assert(!std::is_reference_v<decltype(weft::TensorFile("").metadata())>);
static_assert(!std::is_reference_v<decltype(weft::TensorFile("").tensors())>);

TEST_CASE("tensors that were written are read, byte for byte, in any order") {
  const TemporaryFolder folder;
  weft::write_tensors(folder / "a", tensors(), {{"epoch", "3"}});
  weft::TensorFile file(folder / "a");
  CHECK(file.metadata() == weft::Metadata{{"epoch", "3"}});
  CHECK(weft::read_metadata(folder / "a") == file.metadata());
  REQUIRE(file.tensors().size() == 3);
  for (const std::size_t k : {2U, 0U, 1U, 2U}) {
    const auto wanted = tensors()[k];
    const auto& stored = file.tensors()[k];
    CHECK(stored.name == wanted.name);
    CHECK(stored.dtype == wanted.dtype);
    CHECK(stored.shape == wanted.shape);
    const auto bytes = file.read(stored);
    CHECK(std::equal(bytes.begin(), bytes.end(), wanted.bytes.begin(), wanted.bytes.end()));
  }
}

TEST_CASE("a file has the same bytes whatever machine wrote it: the least byte of each number first") {
  const TemporaryFolder folder;
  const std::vector<std::uint16_t> halves{0x3C00};
  const std::vector<double> doubles{1.0 / 3};
  weft::write_tensors(folder / "a",
                      std::vector<weft::NamedTensor>{{"f", DType::f32, {3}, std::as_bytes(std::span(small))},
                                                     {"h", DType::f16, {1}, std::as_bytes(std::span(halves))},
                                                     {"d", DType::f64, {1}, std::as_bytes(std::span(doubles))}});
  const std::string whole = folder.read("a");
  using namespace std::string_view_literals;
  CHECK(whole.substr(0, 8) == file_bytes(whole.size() - 8 - 22, ""));
  CHECK(whole.substr(whole.size() - 22) ==
        "\0\0\xC0\x3F\0\0\0\xC0\0\0\x80\x3E\0\x3C\x55\x55\x55\x55\x55\x55\xD5\x3F"sv);
}

TEST_CASE("data begin at a multiple of 8 bytes, whatever the header's length") {
  const TemporaryFolder folder;
  for (std::size_t length = 0; length < 9; ++length) {
    weft::write_tensors(folder / "a", tensors(), {{"k", std::string(length, 'v')}});
    CHECK((std::filesystem::file_size(folder / "a") - small.size() * 4 - large.size() * 8) % 8 == 0);
  }
}

TEST_CASE("a file may have no tensors") {
  const TemporaryFolder folder;
  weft::write_tensors(folder / "a", {});
  CHECK(weft::TensorFile(folder / "a").tensors().empty());
  CHECK(weft::read_metadata(folder / "a").empty());
}

TEST_CASE("tensors that the format cannot hold are refused before the file is touched") {
  const TemporaryFolder folder;
  folder.write("a", "old");
  CHECK_THROWS_AS(weft::write_tensors(folder / "a", tensors(), {{"k", "\xFF"}}), std::invalid_argument);
  CHECK(folder.read("a") == "old");
}

TEST_CASE("what cannot be read at all is reported") {
  const TemporaryFolder folder;
  CHECK(problem(folder / "none") == "cannot be read: No such file or directory");
  CHECK(problem(folder / "") == "cannot be read: not a regular file");
}

TEST_CASE("a file that is shorter than its header says is refused") {
  const TemporaryFolder folder;
  CHECK(problem(folder.write("a", "")) == "is 0 bytes long; expected at least 8");
  CHECK(problem(folder.write("a", "1234567")) == "is 7 bytes long; expected at least 8");
  CHECK(problem(folder.write("a", file_bytes(3, "{}"))) ==
        "is cut off, or not a safetensors file: a header of 3 bytes is announced; expected at most 2");
  CHECK(problem(folder.write("a", file_bytes(2, ""))) ==
        "is cut off, or not a safetensors file: a header of 2 bytes is announced; expected at most 0");
  CHECK(problem(folder.write("a", file_bytes(2, "{}"))) == "");
}

TEST_CASE("a header of more than 100 MB, or than the file, is refused before memory is taken for it") {
  const TemporaryFolder folder;
  const auto refused = [](std::string_view length, std::string_view most) {
    return weft::concat("is cut off, or not a safetensors file: a header of ", length,
                        " bytes is announced; expected at most ", most);
  };
  CHECK(problem(folder.write("a", file_bytes(100'000'001, "{}"))) == refused("100000001", "2"));
  CHECK(problem(folder.write("a", std::string(8, '\xFF') + "{}")) == refused("18446744073709551615", "2"));
  std::filesystem::resize_file(folder.write("b", file_bytes(100'000'001, "")), 200'000'000);  // there, but too long
  CHECK(problem(folder / "b") == refused("100000001", "100000000"));
}

TEST_CASE("a header that does not fit the data is refused") {
  const TemporaryFolder folder;
  constexpr std::string_view header = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  const auto with_data = [&](std::string_view data) {
    return problem(folder.write("a", file_bytes(header.size(), weft::concat(header, data))));
  };
  CHECK(with_data("12345678") == "");
  CHECK(with_data("1234567") == "tensor 'a': its bytes end at 8; the file has 7 bytes of data");
  CHECK(with_data("123456789") == "the tensors end at 8; the file has 9 bytes of data");
}

TEST_CASE("a file cut off anywhere is refused") {
  const TemporaryFolder folder;
  weft::write_tensors(folder / "whole", std::vector{tensors()[0]}, {{"k", "v"}});
  const std::string whole = folder.read("whole");
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(problem(folder.write("cut", whole.substr(0, size))).empty());
}

TEST_CASE("a file in which any one byte of the header is another is refused or read, never more") {
  const TemporaryFolder folder;
  weft::write_tensors(folder / "whole", std::vector{tensors()[0], tensors()[1]}, {{"k", "v"}});
  const std::string whole = folder.read("whole");
  int refused = 0;
  for (std::size_t at = 0; at < whole.size() - 12; ++at)
    for (const char other : {'\0', ' ', '"', '{', ']', '9', '\xFF'}) {
      std::string bytes = whole;
      bytes[at] = other;
      const std::string given = problem(folder.write("changed", bytes));
      CHECK(given.find("not of the path") == given.npos);
      refused += given.empty() ? 0 : 1;
    }
  CHECK(refused > 500);
}
