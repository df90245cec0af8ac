// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weft/core/detail/narrow.hpp>
#include <weft/core/error.hpp>
#include <weft/data/readers/detail/parse_number.hpp>
#include <weft/data/readers/detail/text_source.hpp>

namespace weft {

/// Labels in a file are whole numbers, taken as given, or names, which become 0, 1, 2 ... in the order in which they
/// first appear or in that of the alphabet (of their bytes, as Keras's text_dataset_from_directory numbers folders).
enum class LabelNumbering { as_given, by_appearance, alphabetical };

/// How labels are read. For test data, give the names that the training data got, so that the numbers are the same:
/// a label is then its place among them, and any other one is refused.
struct LabelOptions {
  LabelNumbering numbering = LabelNumbering::as_given;
  std::vector<std::string> names = {};
};

/// A label an example, and the name of each number; no names where the numbers are as given.
struct ClassLabels {
  std::vector<int> labels;
  std::vector<std::string> names;
};

/// Texts and their labels, as training takes them once the texts are encoded.
struct LabeledTexts {
  std::vector<std::string> texts;
  std::vector<int> labels;
  std::vector<std::string> label_names;  ///< of 0, 1, 2 ...; none where the numbers are as given
};

namespace detail {

/// Numbers labels one after another.
class LabelEncoder {
 public:
  explicit LabelEncoder(const LabelOptions& options)
      : numbering_(options.numbering), names_are_given_(!options.names.empty()) {
    for (const std::string& name : options.names) {
      throw_unless(!is_blank(name), "LabelOptions: a name is empty");
      throw_unless(add_name(name), "LabelOptions: the name ", quoted_start(name), " is there twice");
    }
  }

  /// Adds the label with this text. Returns what is wrong with it, or nothing.
  [[nodiscard]] std::string add(std::string_view text) {
    if (is_blank(text)) return "the label is empty";
    int label = 0;
    if (numbering_ == LabelNumbering::as_given && !names_are_given_) {
      const char* problem = parse_number(text, label);
      if (problem != nullptr) return concat("the label ", quoted_start(text), ' ', problem);
    } else {
      const std::string name{text};
      if (!names_are_given_) add_name(name);
      const auto found = numbers_.find(name);
      if (found == numbers_.end())
        return concat("the label ", quoted_start(text), " is unknown; expected one of ", name_list(result_.names));
      label = found->second;
    }
    result_.labels.push_back(label);
    return {};
  }

  [[nodiscard]] ClassLabels finish() && {
    if (numbering_ == LabelNumbering::alphabetical && !names_are_given_) sort_names();
    return std::move(result_);
  }

 private:
  static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == text.npos; }

  bool add_name(const std::string& name) {
    const bool is_new = numbers_.try_emplace(name, narrow<int>(numbers_.size())).second;
    if (is_new) result_.names.push_back(name);
    return is_new;
  }

  void sort_names() {
    std::sort(result_.names.begin(), result_.names.end());
    std::vector<int> sorted(result_.names.size());  // of each number that was given by appearance
    for (std::size_t k = 0; k < sorted.size(); ++k)
      sorted[narrow<std::size_t>(numbers_.at(result_.names[k]))] = narrow<int>(k);
    for (int& label : result_.labels) label = sorted[narrow<std::size_t>(label)];
  }

  LabelNumbering numbering_;
  bool names_are_given_;
  std::unordered_map<std::string, int> numbers_;
  ClassLabels result_;
};

}  // namespace detail

}  // namespace weft
