// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/precision_recall.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::FalseNegatives;
using weft::FalsePositives;
using weft::Precision;
using weft::Recall;
using weft::TrueNegatives;
using weft::TruePositives;
using weft::golden::check_keras_in_both;

template <class M> void check_options(const std::string& name) {
  check_keras_in_both(name, M());
  check_keras_in_both(name + " 0.25", M({.threshold = 0.25}));
  check_keras_in_both(name + " top 2", M({.top_k = 2}));
  check_keras_in_both(name + " class 1", M({.class_id = 1}));
  check_keras_in_both(name + " 0.25 top 2 class 3", M({.threshold = 0.25, .top_k = 2, .class_id = 3}));
}

template <class M> void check_count(const std::string& name) {
  check_keras_in_both(name, M());
  check_keras_in_both(name + " 0.25", M(0.25));
  weft::testing::check_metric_laws<float>(M(), "multilabel_ties");
}

template <class M> double of_row(M metric, const std::vector<float>& p, int y) {
  metric.update(std::span<const float>(p), y);
  return metric.result();
}

}  // namespace

TEST_CASE("Precision and Recall are Keras's with every option") {
  check_options<Precision>("Precision");
  check_options<Recall>("Recall");
}

TEST_CASE("The four counts are Keras's") {
  check_count<TruePositives>("TruePositives");
  check_count<FalsePositives>("FalsePositives");
  check_count<TrueNegatives>("TrueNegatives");
  check_count<FalseNegatives>("FalseNegatives");
}

TEST_CASE("Precision's and Recall's parts add up, and they can begin anew") {
  weft::testing::check_metric_laws<float>(Precision(), "binary_ties");
  weft::testing::check_metric_laws<double>(Precision({.top_k = 2}), "classes");
  weft::testing::check_metric_laws<double>(Recall({.threshold = 0.25}), "multilabel_ties");
  weft::testing::check_metric_laws<float>(Recall({.class_id = 2}), "classes", weft::golden::TargetsAs::classes);
}

TEST_CASE("A class is its one-hot row, or the number of a model's one output") {
  CHECK(of_row(Precision(), {0.1F, 0.9F, 0.8F}, 1) == 0.5);
  CHECK(of_row(Recall(), {0.1F, 0.9F, 0.8F}, 1) == 1);
  CHECK(of_row(TrueNegatives(), {0.1F, 0.9F, 0.8F}, 1) == 1);
  CHECK(of_row(TruePositives(), {0.9F}, 1) == 1);
  CHECK(of_row(FalsePositives(), {0.9F}, 0) == 1);
}

TEST_CASE("Of equal predictions the first are among the k largest, and NaN is the last") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK(of_row(Precision({.top_k = 1}), {0.5F, 0.5F, 0.5F}, 0) == 1);
  CHECK(of_row(Precision({.top_k = 1}), {0.5F, 0.5F, 0.5F}, 1) == 0);
  CHECK(of_row(Precision({.top_k = 2}), {nan, 0.5F, 0.1F}, 2) == 0.5);
  CHECK(of_row(Recall({.top_k = 3}), {nan, 0.5F, 0.1F}, 0) == 0);
}

TEST_CASE("Predictions of NaN are negative") { CHECK(of_row(FalseNegatives(), {std::nanf("")}, 1) == 1); }

TEST_CASE("Precision, Recall and the counts have Keras's names unless they are given one") {
  CHECK(Precision().name() == "precision");
  CHECK(Recall().name() == "recall");
  CHECK(TruePositives().name() == "true_positives");
  CHECK(FalsePositives().name() == "false_positives");
  CHECK(TrueNegatives().name() == "true_negatives");
  CHECK(FalseNegatives().name() == "false_negatives");
  CHECK(Precision({.top_k = 3}, "precision_at_3").name() == "precision_at_3");
}

TEST_CASE("Precision refuses options out of their range, by name") {
  CHECK_THROWS_WITH_AS(Precision({.threshold = 1.5}), "Precision: threshold is 1.5; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(Recall({.threshold = std::nan("")}), "Recall: threshold is nan; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(Recall({.top_k = 0}), "Recall: top_k is 0; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(Precision({.class_id = -1}), "Precision: class_id is -1; expected at least 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(TruePositives(-0.1), "TruePositives: threshold is -0.1; expected 0 to 1", std::invalid_argument);
}

TEST_CASE("Precision refuses rows that its options do not fit") {
  CHECK_THROWS_WITH_AS(of_row(Precision({.top_k = 4}), {1, 2, 3}, 1),
                       "Precision: top_k is 4, but a row has 3 predictions", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_row(Precision({.class_id = 3}), {1, 2, 3}, 1),
                       "Precision: class_id is 3, but a row has 3 predictions", std::invalid_argument);
}
