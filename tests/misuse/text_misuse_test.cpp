// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/text.hpp>

#include "../text/temporary_folder.hpp"
#include "misuse.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

using Strings = std::vector<std::string>;

const SubwordTextEncoder encoder{{"ab_", "c"}};
const TextVectorization vectorize{Strings{"the", "cat", "sat"}};

void load_vocabulary(std::string_view content) {
  const TemporaryFolder folder;
  SubwordTextEncoder::load(folder.write("file", content));
}
void load_tokens(std::string_view content) {
  const TemporaryFolder folder;
  TextVectorization::load(folder.write("file", content));
}
void build(const SubwordBuildOptions& options) { SubwordTextEncoder::build_from_corpus(Strings{"a"}, options); }

const std::vector<Misuse> texts{
    {"a vectorization of too few tokens", [] { TextVectorization{{.max_tokens = 2}}; }},
    {"lists of no length", [] { TextVectorization{{.output_sequence_length = 0}}; }},
    {"n-grams of no token",
     [] {
       Ngrams{2, 0};
     }},
    {"n-grams of no widths", [] { Ngrams{std::vector<int>{}}; }},
    {"n-grams of a negative number", [] { Ngrams(-1); }},
    {"encoding without a vocabulary", [] { TextVectorization{}.encode("the cat"); }},
    {"adapting to texts without a token",
     [] {
       TextVectorization{}.adapt(Strings{"", " ", "!"});
     }},
    {"an empty vocabulary", [] { TextVectorization{Strings{}}; }},
    {"a vocabulary with an empty token",
     [] {
       TextVectorization{Strings{"a", ""}};
     }},
    {"a vocabulary with a token twice",
     [] {
       TextVectorization{Strings{"a", "b", "a"}};
     }},
    {"a vocabulary of more tokens than max_tokens",
     [] {
       TextVectorization{Strings{"a", "b", "c", "d"}, {.max_tokens = 5}};
     }},
    {"decoding a token's id outside the vocabulary",
     [] {
       vectorize.decode(std::vector<int>{2, 5});
     }},
    {"saving a token with a line break", [] { TextVectorization{Strings{"a\nb"}}.save("nowhere"); }},
    {"a token file that is not there",
     [] {
       const TemporaryFolder folder;
       TextVectorization::load(folder / "file");
     }},
    {"a token file without tokens", [] { load_tokens("\n[UNK]\n"); }},
    {"a token file with an empty line", [] { load_tokens("\n[UNK]\nthe\n\ncat\n"); }},
    {"a token file with a token twice", [] { load_tokens("\n[UNK]\nthe\ncat\nthe\n"); }},
    {"an encoder of no characters", [] { CharacterEncoder{""}; }},
    {"an encoder with a character twice", [] { CharacterEncoder{"aba"}; }},
    {"an encoder of characters that are not UTF-8", [] { CharacterEncoder{"\xFF"}; }},
    {"decoding a character's id outside the vocabulary",
     [] {
       CharacterEncoder{"abc"}.decode(std::vector<int>{2, 5});
     }},
    {"decoding what is no byte", [] { ByteEncoder{}.decode(std::vector<int>{257}); }},
    {"a vocabulary that is something else", [] { load_vocabulary("some text\n"); }},
    {"a vocabulary with a line that is not quoted",
     [] { load_vocabulary("### SubwordTextEncoder\n### Metadata: {}\n'a'\nb\n"); }},
    {"a vocabulary with a subword twice",
     [] { load_vocabulary("### SubwordTextEncoder\n### Metadata: {}\n'a'\n'a'\n"); }},
    {"an encoder with a subword twice",
     [] {
       SubwordTextEncoder{{"a", "b", "a"}};
     }},
    {"an encoder with an empty subword",
     [] {
       SubwordTextEncoder{{"a", ""}};
     }},
    {"an encoder with a subword that is not UTF-8", [] { SubwordTextEncoder{{"\xFF"}}; }},
    {"decoding an id outside the vocabulary",
     [] {
       encoder.decode(std::vector<int>{1, 259});
     }},
    {"decoding padding before the end",
     [] {
       encoder.decode(std::vector<int>{1, 0, 2});
     }},
    {"saving an encoder without subwords", [] { SubwordTextEncoder{{}}.save("nowhere"); }},
    {"a vocabulary too small for a subword", [] { build({.target_size = 257}); }},
    {"a vocabulary of subwords without a character", [] { build({.max_subword_length = 0}); }},
    {"a vocabulary from no text", [] { SubwordTextEncoder::build_from_corpus(Strings{}); }},
    {"a corpus of no characters", [] { build({.max_corpus_chars = 0}); }},
    {"a reserved token that is a word",
     [] {
       build({.reserved_tokens = {"<PAD>", "EOS"}});
     }},
    {"a reserved token that is there twice",
     [] {
       build({.reserved_tokens = {"<EOS>", "<PAD>", "<EOS>"}});
     }},
};

}  // namespace

TEST_CASE("an encoder of texts that is used wrongly says what docs/errors.md says") { check_misuses("Text", texts); }
