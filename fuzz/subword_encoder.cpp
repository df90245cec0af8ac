// SPDX-License-Identifier: MIT
// Any text comes back from its ids, with any vocabulary: one given in the input, and one built from it.
#include <weft/text/subword_encoder.hpp>

#include "support.hpp"

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Not so are the texts that SubwordTextEncoder names: those with the escape of an underscore spelled out, and those
/// with an underscore where a subword ends in the middle of the escape.
bool comes_back(const weft::SubwordTextEncoder& encoder, std::string_view text) {
  const auto has_backslash = [](const std::string& subword) { return subword.find('\\') != subword.npos; };
  return text.find(weft::text::underscore_escape) == text.npos &&
         std::none_of(encoder.subwords().begin(), encoder.subwords().end(), has_backslash);
}

void check_round_trip(const weft::SubwordTextEncoder& encoder, std::string_view text) {
  const std::vector<int> ids = encoder.encode(text);
  for (const int id : ids) fuzz::expect(id > 0 && id < encoder.vocab_size(), "ids are in the vocabulary");
  if (comes_back(encoder, text)) fuzz::expect(encoder.decode(ids) == text, "decode gives back what encode read");
}

void check_given(const std::vector<std::string>& subwords, std::string_view text) try {
  check_round_trip(weft::SubwordTextEncoder{subwords}, text);
} catch (const std::invalid_argument&) {  // empty, twice or not UTF-8
}

void check_built(const std::vector<std::string>& texts, std::string_view text, int subwords) try {
  const auto encoder = weft::SubwordTextEncoder::build_from_corpus(texts, {.target_size = 257 + subwords});
  check_round_trip(encoder, text);
} catch (const std::invalid_argument&) {  // no text, or no room
}

void check_decode(std::string_view bytes) try {
  const weft::SubwordTextEncoder encoder{{"ab_", "c"}};
  std::vector<int> ids;
  for (const char byte : bytes) ids.push_back(static_cast<signed char>(byte) * 3);
  check_round_trip(encoder, encoder.decode(ids));
} catch (const std::invalid_argument&) {}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::plant(*argc, *argv,
              {"\x02the_\nfilm\nno film is the film", "\x01_\na_b  c_", "\x03\xC3\xA9\n\n\xFFx\n1 2, 3.",
               "\x01\\&\nx\\&und _"});
  return 0;
}

/// Input: how many subwords, then these, a line each, then the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Reader reader(data, size);
  const auto count = static_cast<std::ptrdiff_t>(reader.up_to(5));
  const std::vector<std::string> lines = lines_of(reader.rest());
  const auto end_of_subwords = lines.begin() + std::min(count, std::ssize(lines));
  std::string text;
  for (auto line = end_of_subwords; line != lines.end(); ++line) text += *line + '\n';
  check_given({lines.begin(), end_of_subwords}, text);
  if (size < 300) check_built(lines, text, static_cast<int>(size % 7));
  check_decode(reader.rest());
  return 0;
}
