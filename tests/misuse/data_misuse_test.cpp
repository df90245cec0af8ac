// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/data.hpp>
#include <weft/data/readers/json_lines.hpp>

#include "../text/temporary_folder.hpp"
#include "misuse.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

const Dataset<IdLists> two_examples{{{1}, {2, 3}}, std::vector<int>{0, 1}};

/// Windows over 10 steps, with as many targets if that is said.
void windows(const TimeseriesOptions& options, std::optional<Index> targets = {}) {
  const auto zeros = [](Index rows) { return Tensor<float, 2>(rows, 1).setZero(); };
  if (targets)
    timeseries_dataset_from_array<float>(zeros(10), zeros(*targets), options);
  else
    timeseries_dataset_from_array<float>(zeros(10), options);
}

Tensor<float, 2> features(Index rows, Index columns, float number = 1) {
  return Tensor<float, 2>(rows, columns).setConstant(number);
}

/// All rows of a file with this content.
void read_rows(std::string_view content, const CsvOptions& options = {}) {
  const TemporaryFolder folder;
  read_csv(folder.write("file", content), options);
}
void read_targets(std::string_view content, const NumberColumns& columns) {
  const TemporaryFolder folder;
  read_numeric_examples(folder.write("file", content), columns);
}
void read_texts(std::string_view content, const TextColumns& columns = {}) {
  const TemporaryFolder folder;
  read_labeled_texts(folder.write("file", content), columns);
}
void read_lines(std::string_view content, const TextFields& fields = {}) {
  const TemporaryFolder folder;
  read_labeled_json_lines(folder.write("file", content), fields);
}

const std::vector<Misuse> data{
    {"more batches done than there are",
     [] {
       Batches pass = batches(two_examples, {.batch_size = 1});
       pass.after(3);
     }},
    {"targets of examples that are not of one size",
     [] {
       Targets{std::vector{features(2, 1), features(2, 2)}};
     }},
    {"windows of length 0", [] { windows({}); }},
    {"windows whose stride is 0", [] { windows({.sequence_length = 3, .sequence_stride = 0}); }},
    {"windows whose sampling rate is 0", [] { windows({.sequence_length = 3, .sampling_rate = 0}); }},
    {"windows that begin behind the last step", [] { windows({.sequence_length = 3, .start_index = 10}); }},
    {"windows over 0 steps of the series", [] { windows({.sequence_length = 3, .start_index = 4, .end_index = 4}); }},
    {"fewer targets than windows need", [] { windows({.sequence_length = 3, .start_index = 2}, 6); }},
    {"a Normalization by no data", [] { Normalization{features(0, 3)}; }},
    {"a Normalization by what is not finite",
     [] { Normalization{features(2, 3, std::numeric_limits<float>::infinity())}; }},
    {"a Normalization of other features", [] { Normalization{features(2, 3)}.apply(features(2, 4)); }},
    {"a Normalization with a mean and no variance",
     [] {
       Normalization{{0, 0}, {1}};
     }},
    {"a Normalization with a negative variance",
     [] {
       Normalization{{0, 0}, {1, -1}};
     }},
    {"a CSV file that is not there",
     [] {
       const TemporaryFolder folder;
       read_csv(folder / "file");
     }},
    {"a CSV file whose delimiter is a quote", [] { read_rows("a,b\n", {.delimiter = '"'}); }},
    {"a CSV file with nothing in it", [] { read_rows(""); }},
    {"a CSV file in UTF-16", [] { read_rows("\xFF\xFE"); }},
    {"a row of fewer fields", [] { read_rows("a,b\n1,2\n3\n"); }},
    {"an empty line among rows", [] { read_rows("a,b\n1,2\n\n3,4\n"); }},
    {"a quote that is not closed", [] { read_rows("a,b\n1,2\n3,\"4\n5,6\n"); }},
    {"a quote inside a field", [] { read_rows("a,b\n1,2\n3,4\"\n"); }},
    {"text behind a closing quote", [] { read_rows("a,b\n\"1\"2,3\n"); }},
    {"a carriage return alone", [] { read_rows("a,b\r1,2\r"); }},
    {"a row that is too long", [] { read_rows("a,b\n12345678,12345678\n", {.max_row_bytes = 16}); }},
    {"a column that there is not", [] { read_texts("text,stars\ngood,1\n"); }},
    {"a column by a name where there are none",
     [] {
       const TemporaryFolder folder;
       read_labeled_texts(folder.write("file", "good,1\n"), {}, {.header = HeaderRow::none});
     }},
    {"a place behind the columns", [] { read_texts("text,label\ngood,1\n", {.label = 2}); }},
    {"two columns of one name", [] { read_texts("text,label,label\ngood,1,1\n"); }},
    {"a label that is no number", [] { read_texts("text,label\ngood,1\nbad,no\n"); }},
    {"a label that is empty", [] { read_texts("text,label\ngood,\n"); }},
    {"a label that has no name",
     [] {
       read_texts("text,label\ngood,yes\nso so,maybe\n", {.labels = {.names = {"no", "yes"}}});
     }},
    {"a name for two labels",
     [] {
       read_texts("text,label\ngood,yes\n", {.labels = {.names = {"yes", "yes"}}});
     }},
    {"no column to predict", [] { read_targets("size,price\n1,2\n", {}); }},
    {"no column to predict from", [] { read_targets("price\n1\n", {.targets = {"price"}}); }},
    {"a field that is no number", [] { read_targets("size,price\n1,2\n3,cheap\n", {.targets = {"price"}}); }},
    {"a number that is not finite", [] { read_targets("size,price\n1,2\n3,inf\n", {.targets = {"price"}}); }},
    {"a number that no float can be", [] { read_targets("size,price\n1,2\n3,1e39\n", {.targets = {"price"}}); }},
    {"a row that a table has not got",
     [] {
       const TemporaryFolder folder;
       read_csv(folder.write("file", "a,b\n1,2\n")).text(1, "a");
     }},
    {"a line that is no JSON", [] { read_lines("{\"text\": \"good\", \"label\": 1}\n{\"text\": good}\n"); }},
    {"a line that is no object", [] { read_lines("[\"good\", 1]\n"); }},
    {"an empty line among objects", [] { read_lines("\n"); }},
    {"an object without the field", [] { read_lines("{\"text\": \"good\", \"stars\": 1}\n"); }},
    {"a text that is no string", [] { read_lines("{\"text\": 7, \"label\": 1}\n"); }},
    {"a label that is no class", [] { read_lines("{\"text\": \"good\", \"label\": 0.5}\n"); }},
};

}  // namespace

TEST_CASE("data that are used or read wrongly say what docs/errors.md says") {
  check_misuses("Data and readers", data);
}
