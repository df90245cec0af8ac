// SPDX-License-Identifier: MIT
#include <weft/files/safetensors_file.hpp>

#include <doctest/doctest.h>

#include "file_size_limit.hpp"
#include "text/temporary_folder.hpp"
#include "thrown.hpp"

namespace {

const std::vector<double> large(100'000, 1.0 / 3);

std::vector<weft::NamedTensor> tensors() {
  return {{"large", weft::DType::f64, {1000, 100}, std::as_bytes(std::span(large))}};
}

}  // namespace

TEST_CASE("a device is not read as a file of tensors") {
  CHECK(file_problem("/dev/zero", [] { weft::TensorFile{"/dev/zero"}; }) == "cannot be read: not a regular file");
}

TEST_CASE("a disk that is full leaves the old file") {
  const TemporaryFolder folder;
  folder.write("a", "old");
  std::string given;
  {
    const FileSizeLimit limit(5000);
    given = file_problem(folder / "a", [&] { weft::write_tensors(folder / "a", tensors()); });
  }
  CHECK(given == "cannot be written: File too large");
  CHECK(folder.read("a") == "old");
  CHECK(folder.size() == 1);
}

TEST_CASE("a file that becomes shorter while it is read is reported") {
  const TemporaryFolder folder;
  weft::write_tensors(folder / "a", tensors());
  weft::TensorFile file(folder / "a");
  std::filesystem::resize_file(folder / "a", 1000);
  CHECK(file_problem(folder / "a", [&] { file.read(file.tensors()[0]); }) ==
        "cannot be read: it became shorter meanwhile");
}
