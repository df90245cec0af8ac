// SPDX-License-Identifier: MIT
#include <weft/files/detail/safetensors_checksum.hpp>

#include <doctest/doctest.h>

#include "files/thrown.hpp"
#include "text/temporary_folder.hpp"

namespace {

const std::vector<float> numbers{1, 2, 3, 4, 5, 6};
const std::vector<weft::NamedTensor> tensors{
    {"crc32", weft::DType::f32, {2, 3}, std::as_bytes(std::span(numbers))}};  // a name like the key's

std::string problem_of(const std::filesystem::path& path) {
  return file_problem(path, [&] {
    weft::TensorFile file(path);
    weft::detail::check_checksum(file);
  });
}

}  // namespace

TEST_CASE("a file with a checksum is whole, has the other metadata, and is read as any other") {
  const TemporaryFolder folder;
  const auto path = folder / "a.safetensors";
  weft::detail::write_tensors_with_checksum(path, tensors, {{"a", R"("crc32":"12345678")"}, {"z", "last"}});
  CHECK(problem_of(path).empty());
  weft::TensorFile file(path);
  CHECK(file.metadata().at("a") == R"("crc32":"12345678")");
  CHECK(file.metadata().at("crc32").size() == 8);
  REQUIRE(file.tensors().size() == 1);
  const auto bytes = file.read(file.tensors()[0]);
  CHECK(std::equal(bytes.begin(), bytes.end(), tensors[0].bytes.begin(), tensors[0].bytes.end()));
}

TEST_CASE("no other text or name is taken for the checksum, however it is written") {
  const TemporaryFolder folder;
  const std::string key = "crc32", quoted = R"("crc32":"12345678")", digits = "12345678";
  for (const std::string& other :
       {std::string(R"(a"crc32)"), std::string(R"("crc32)"), std::string(R"(crc32":"00000000)"), std::string("a\\"),
        std::string(R"(\"crc32)"), std::string(R"({"__metadata__":{"crc32)"), std::string("__metadata__"), quoted}) {
    CAPTURE(other);
    const std::vector<weft::NamedTensor> named{
        {other == "__metadata__" ? key : other, weft::DType::f32, {2, 3}, std::as_bytes(std::span(numbers))}};
    const weft::Metadata metadata{{other, digits}, {"0", other}, {"z", other + digits}, {"y" + other, key}};
    weft::detail::write_tensors_with_checksum(folder / "a", named, metadata);
    CHECK(problem_of(folder / "a").empty());
    weft::Metadata read = weft::read_metadata(folder / "a");
    CHECK(read.erase(key) == 1);
    CHECK(read == metadata);
    std::string damaged = folder.read("a");
    damaged[damaged.rfind(digits)] = '2';
    CHECK(problem_of(folder.write("b", damaged)).starts_with("is damaged"));
  }
}

TEST_CASE("a header is read whatever its length, whose bytes may look like quotes and brackets") {
  const TemporaryFolder folder;
  const auto length_with = [&](std::size_t word) {
    weft::detail::write_tensors_with_checksum(folder / "a", tensors, {{"word", std::string(word, 'w')}});
    return weft::TensorFile(folder / "a").data_begin() - 8;
  };
  const std::size_t shortest = length_with(0);
  for (const char looks : {'"', '[', ']', '{', '}', '\\'}) {
    const std::size_t wanted = static_cast<std::size_t>(looks) * 256 + 8;
    CHECK(length_with(wanted - shortest) == wanted);
    CHECK(problem_of(folder / "a").empty());
  }
}

TEST_CASE("any bit of the file that changes is noticed") {
  const TemporaryFolder folder;
  weft::detail::write_tensors_with_checksum(folder / "a", tensors, {{"word", "value"}});
  const std::string whole = folder.read("a");
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    CHECK_FALSE(problem_of(folder.write("b", damaged)).empty());
  }
  CHECK(problem_of(folder.write("b", whole.substr(0, whole.size() - 4) + "abcd")).starts_with("is damaged: its che"));
}

TEST_CASE(
    "a file without a checksum is refused where one is expected, and a key like the checksum's where it is made") {
  const TemporaryFolder folder;
  weft::write_tensors(folder / "a", tensors);
  CHECK(problem_of(folder / "a") == "there is no crc32 in its metadata; expected a checksum");
  CHECK_THROWS_WITH_AS(weft::detail::write_tensors_with_checksum(folder / "a", tensors, {{"crc32", ""}}),
                       "safetensors: the metadata have a crc32 already; it is the checksum's key",
                       std::invalid_argument);
}
