// SPDX-License-Identifier: MIT
// A file of any bytes is a model's file or a FileError, and takes no more memory than it is long.
#include <weft/files/safetensors.hpp>
#include <weft/layers/dense.hpp>
#include <weft/models/sequential.hpp>

#include "support.hpp"

namespace {

const fuzz::Scratch scratch;
const std::filesystem::path given = scratch / "given", saved = scratch / "saved";

auto small_model() {
  weft::Rng rng(1);
  return weft::Sequential{rng, weft::Input{2}, weft::Dense{2}, weft::Dense{1}};
}

void read_everything() try {
  weft::TensorFile file(given);
  const auto length = std::filesystem::file_size(given);
  std::uintmax_t bytes = 0;
  for (const weft::StoredTensor& tensor : file.tensors()) bytes += file.read(tensor).size();
  fuzz::expect(bytes <= length, "a file's tensors are not longer than the file");
  fuzz::expect(weft::read_metadata(given) == file.metadata(), "the metadata are read alike");
} catch (const weft::FileError&) {}

void load() try {
  auto model = small_model(), again = small_model();
  weft::load(model, given);
  weft::save(model, saved);
  weft::load(again, saved);
  weft::for_each_parameter(
      [](std::string_view, const auto& a, const auto& b) {
        fuzz::expect(std::equal(a.data(), a.data() + a.size(), b.data()), "what was loaded is saved and loaded alike");
      },
      model, again);
} catch (const weft::FileError&) {}

std::string file_of(std::string_view header, std::string_view data = "") {
  std::string length(8, '\0');
  length[0] = static_cast<char>(header.size());
  return length + std::string(header) + std::string(data);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  weft::save(small_model(), saved);
  const std::string half = R"({"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})";
  const std::string two = R"({"__metadata__":{"k":"v"},"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]},)"
                          R"("b":{"dtype":"BF16","shape":[0,3],"data_offsets":[8,8]}})";
  fuzz::plant(*argc, *argv, {fuzz::read_file(saved), file_of("{}"), file_of(half, "0123"), file_of(two, "01234567")});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::write_file(given, fuzz::text_of(data, size));
  read_everything();
  load();
  return 0;
}
