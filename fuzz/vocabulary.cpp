// SPDX-License-Identifier: MIT
// A file of any bytes is a vocabulary, which is saved and loaded alike, or a FileError.
#include <weft/text/subword_encoder.hpp>

#include "support.hpp"

namespace {

const fuzz::Scratch scratch;
const std::filesystem::path given = scratch / "given", saved = scratch / "saved";

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  weft::SubwordTextEncoder{{"the_", "film", "\xC3\xA9t\xC3\xA9"}}.save(saved);
  const std::string header = "### SubwordTextEncoder\n### Metadata: {}\n";
  fuzz::plant(*argc, *argv, {fuzz::read_file(saved), header + "'a'\r\n'''\n", header, "### SubwordTextEncoder\n"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) try {
  fuzz::write_file(given, fuzz::text_of(data, size));
  const auto encoder = weft::SubwordTextEncoder::load(given);
  encoder.save(saved);
  fuzz::expect(weft::SubwordTextEncoder::load(saved).subwords() == encoder.subwords(),
               "a vocabulary is saved as it is");
  for (const int id : encoder.encode(fuzz::text_of(data, size)))
    fuzz::expect(id > 0 && id < encoder.vocab_size(), "ids are in the vocabulary");
  return 0;
} catch (const weft::FileError&) {
  return 0;
}
