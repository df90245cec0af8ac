// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imdb {

/// Whether a sentence praises or blames.
enum class Feeling { good, bad };

inline Feeling opposite(Feeling feeling) { return feeling == Feeling::good ? Feeling::bad : Feeling::good; }

/// A context-free grammar: named rules, each a list of choices, written as in sentences.hpp. A line that does not begin
/// with a space names the rule whose choices, each after a bar, follow; the choices of `name+` praise, those of `name-`
/// blame, those of a plain `name` do for both. In a choice {name} stands for any choice of that rule, {-name} for one
/// of the opposite feeling, and {@name} for one that stays the same all through a review.
class Grammar {
 public:
  /// Adds the rules in a text, which must outlive the grammar.
  void read(std::string_view text) {
    std::string_view name;
    while (!text.empty()) {
      const auto line = cut(text, '\n');
      if (!line.empty() && line.front() != ' ')
        name = line;
      else
        add_choices(name, line);
    }
  }

  /// Throws std::invalid_argument if there is no rule of that name.
  [[nodiscard]] const std::vector<std::string_view>& choices(std::string_view name, Feeling feeling) const {
    const auto rule = rules_.find({name, feeling});
    if (rule == rules_.end()) throw std::invalid_argument("the grammar has no rule named " + std::string{name});
    return rule->second;
  }

  [[nodiscard]] const auto& rules() const { return rules_; }

 private:
  /// Takes the text up to the separator off its front.
  static std::string_view cut(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto front = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return front;
  }

  void add_choices(std::string_view name, std::string_view line) {
    for (cut(line, '|'); !line.empty();) {
      auto choice = cut(line, '|').substr(1);
      if (choice.ends_with(' ')) choice.remove_suffix(1);
      add_choice(name, choice);
    }
  }

  void add_choice(std::string_view name, std::string_view choice) {
    const auto plain = name.substr(0, name.find_first_of("+-"));
    if (!name.ends_with('-')) rules_[{plain, Feeling::good}].push_back(choice);
    if (!name.ends_with('+')) rules_[{plain, Feeling::bad}].push_back(choice);
  }

  std::map<std::pair<std::string_view, Feeling>, std::vector<std::string_view>> rules_;
};

}  // namespace imdb
