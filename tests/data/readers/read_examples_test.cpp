// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/read_examples.hpp>

#include "data/readers/complaint.hpp"
#include "text/temporary_folder.hpp"

namespace {

using weft::LabelNumbering;
using weft::Tensor;
using weft::testing::complaint;
using Strings = std::vector<std::string>;

std::vector<float> values(const Tensor<float, 2>& tensor) { return {tensor.data(), tensor.data() + tensor.size()}; }

const std::string iris = "length,width,species\n5.1,3.5,setosa\n6.3,3.3,virginica\n4.9,3,setosa\n";

}  // namespace

TEST_CASE("texts and labels are read in one call") {
  const TemporaryFolder folder;
  const auto path = folder.write("r.csv", "id,sentiment,review\n1,pos,\"good,\nbetter\"\n2,neg,\n3,pos,fine\n");
  const auto [texts, labels, names] = weft::read_labeled_texts(
      path, {.text = "review", .label = "sentiment", .labels = {LabelNumbering::alphabetical}});
  CHECK(texts == Strings{"good,\nbetter", "", "fine"});
  CHECK(labels == std::vector<int>{1, 0, 1});
  CHECK(names == Strings{"neg", "pos"});
}

TEST_CASE("texts and whole numbers are read without a header row, from a file with tabs") {
  const TemporaryFolder folder;
  const auto path = folder.write("r.tsv", "3\tx\tgood \"stuff\"\n0\ty\tbad\n");
  const auto read =
      weft::read_labeled_texts(path, {.text = 2, .label = 0},
                               {.delimiter = '\t', .quoting = weft::Quoting::none, .header = weft::HeaderRow::none});
  CHECK(read.texts == Strings{"good \"stuff\"", "bad"});
  CHECK(read.labels == std::vector<int>{3, 0});
  CHECK(read.label_names.empty());
}

TEST_CASE("the columns are text and label unless told") {
  const TemporaryFolder folder;
  const auto read = weft::read_labeled_texts(folder.write("r.csv", "label,text\n4,a\n"));
  CHECK(read.texts == Strings{"a"});
  CHECK(read.labels == std::vector<int>{4});
}

TEST_CASE("a bad label is refused with its line and column") {
  const TemporaryFolder folder;
  const auto path = folder.write("r.csv", "text,label\n\"a\nb\",1\nc,\n");
  CHECK(complaint(path, [&] { (void)weft::read_labeled_texts(path); }) ==
        ": line 4, column \"label\": the label is empty");
  CHECK(complaint(path, [&] { (void)weft::read_labeled_texts(path, {.text = "review"}); }) ==
        ": there is no column \"review\"; there are 2: \"text\", \"label\"");
  CHECK(complaint(path, [&] {
          (void)weft::read_labeled_texts(path, {.labels = {.names = {"1", "2"}}});
        }) == ": line 4, column \"label\": the label is empty");
}

TEST_CASE("inputs are all columns but the targets, or those asked for") {
  const TemporaryFolder folder;
  const auto path = folder.write("n.csv", "a,price,b,tax\n1,2,3,4\n5,6,7,8\n");
  const auto all = weft::read_numeric_examples(path, {.targets = {"price"}});
  CHECK(all.inputs.dimension(1) == 3);
  CHECK(values(all.inputs) == std::vector<float>{1, 3, 4, 5, 7, 8});
  CHECK(all.targets.dimension(1) == 1);
  CHECK(values(all.targets) == std::vector<float>{2, 6});
  const auto some = weft::read_numeric_examples(path, {.inputs = {"b"}, .targets = {"tax", "a"}});
  CHECK(values(some.inputs) == std::vector<float>{3, 7});
  CHECK(values(some.targets) == std::vector<float>{4, 1, 8, 5});
  const auto itself = weft::read_numeric_examples(path, {.inputs = {0}, .targets = {"a"}});
  CHECK(values(itself.inputs) == values(itself.targets));
}

TEST_CASE("inputs and targets without columns are refused") {
  const TemporaryFolder folder;
  const auto path = folder.write("n.csv", "a,b\n1,2\n");
  CHECK_THROWS_WITH_AS((void)weft::read_numeric_examples(path, {}),
                       "read_numeric_examples: there are no targets; expected at least one column",
                       std::invalid_argument);
  CHECK(complaint(path, [&] {
          (void)weft::read_numeric_examples(path, {.targets = {"b", "a"}});
        }) == ": there is no column for the inputs beside those of the outputs");
  CHECK(complaint(path, [&] { (void)weft::read_numeric_examples(path, {.targets = {"c"}}); }) ==
        ": there is no column \"c\"; there are 2: \"a\", \"b\"");
}

TEST_CASE("numbers and labels are read in one call") {
  const TemporaryFolder folder;
  const auto path = folder.write("iris.csv", iris);
  const auto [inputs, labels, names] =
      weft::read_labeled_numbers(path, {.label = "species", .labels = {LabelNumbering::by_appearance}});
  CHECK(inputs.dimension(0) == 3);
  CHECK(values(inputs) == std::vector<float>{5.1F, 3.5F, 6.3F, 3.3F, 4.9F, 3});
  CHECK(labels == std::vector<int>{0, 1, 0});
  CHECK(names == Strings{"setosa", "virginica"});
  CHECK(complaint(path, [&] { (void)weft::read_labeled_numbers(path, {.label = "width"}); }) ==
        ": line 2, column \"width\": the label \"3.5\" is not a whole number");
}
