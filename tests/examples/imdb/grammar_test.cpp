// SPDX-License-Identifier: MIT
#include "imdb/grammar.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "imdb/sentences.hpp"
#include "imdb/words.hpp"

using imdb::Feeling;
using imdb::Grammar;
using Choices = std::vector<std::string_view>;

TEST_CASE("a grammar is read as it is written") {
  Grammar grammar;
  grammar.read("\nfruit+\n  | ripe pear | fig\n  | plum\n\nfruit-\n  | rotten egg\nplain\n  | {fruit}, {-fruit}.");
  CHECK(grammar.choices("fruit", Feeling::good) == Choices{"ripe pear", "fig", "plum"});
  CHECK(grammar.choices("fruit", Feeling::bad) == Choices{"rotten egg"});
  CHECK(grammar.choices("plain", Feeling::good) == Choices{"{fruit}, {-fruit}."});
  CHECK(grammar.choices("plain", Feeling::bad) == Choices{"{fruit}, {-fruit}."});
}

TEST_CASE("a rule that is not there is an error that names it") {
  CHECK_THROWS_WITH_AS(Grammar{}.choices("fruit", Feeling::good), "the grammar has no rule named fruit",
                       std::invalid_argument);
}

TEST_CASE("every place in the sentences has words for both feelings, and no choice stands twice in a rule") {
  Grammar grammar;
  grammar.read(imdb::words);
  grammar.read(imdb::sentences);
  CHECK(grammar.rules().size() > 80);
  for (const auto& [rule, choices] : grammar.rules()) {
    CHECK(std::set<std::string_view>(choices.begin(), choices.end()).size() == choices.size());
    for (auto choice : choices) {
      CAPTURE(choice);
      for (auto open = choice.find('{'); open != choice.npos; open = choice.find('{')) {
        choice.remove_prefix(choice.find_first_not_of("-@", open + 1));
        const auto slot = choice.substr(0, choice.find('}'));
        CHECK_NOTHROW(grammar.choices(slot, Feeling::good));
        CHECK_NOTHROW(grammar.choices(slot, Feeling::bad));
      }
    }
  }
}
