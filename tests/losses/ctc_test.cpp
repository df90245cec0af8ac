// SPDX-License-Identifier: MIT
#include <weft/losses/ctc.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <numeric>

#include "../allocations.hpp"
#include "../golden/formula.hpp"
#include "ctc_reference.hpp"

namespace {

using weft::CTC;
using weft::Index;
using Labels = std::vector<int>;

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Scalar = double>
std::vector<Scalar> some_logits(std::uint32_t seed, Index steps, Index classes, double scale) {
  std::vector<Scalar> z(static_cast<std::size_t>(steps * classes));
  for (std::size_t k = 0; k < z.size(); ++k)
    z[k] = static_cast<Scalar>(weft::golden::number(seed, static_cast<Index>(k), scale));
  return z;
}

template <class Scalar> struct Result {
  Scalar value;
  std::vector<Scalar> dz;
};

template <class Scalar>
Result<Scalar> loss_of(const CTC& loss, const std::vector<Scalar>& z, Index classes, const Labels& labels) {
  CTC::Workspace workspace;
  Result<Scalar> result{0, std::vector<Scalar>(z.size(), Scalar(-7))};
  result.value = loss.sequence(std::span<const Scalar>(z), classes, labels, result.dz, workspace);
  return result;
}

template <class Scalar>
Scalar value_of(const CTC& loss, const std::vector<Scalar>& z, Index classes, const Labels& labels) {
  CTC::Workspace workspace;
  return loss.sequence(std::span<const Scalar>(z), classes, labels, {}, workspace);
}

template <class Scalar> double sum_of_row(const std::vector<Scalar>& numbers, Index row, Index classes) {
  const auto* first = numbers.data() + row * classes;
  return std::accumulate(first, first + classes, 0.0);
}

/// The logarithm of how many paths of so many steps read as so many labels of which no two neighbours are equal: the
/// ways to choose where the labels and the blanks of the 2 L + 1 states begin, (T + L over 2 L).
double log_path_count(double steps, double labels) {
  return std::lgamma(steps + labels + 1) - std::lgamma(2 * labels + 1) - std::lgamma(steps - labels + 1);
}

/// 1, 2, 1, 2, ...
Labels alternating(int count) {
  Labels labels;
  for (int k = 0; k < count; ++k) labels.push_back(1 + k % 2);
  return labels;
}

}  // namespace

TEST_CASE("CTC is minus the log of the sum over all paths that read as the labels, and its derivative is that sum's") {
  for (const Index classes : {1, 2, 3, 4})
    for (const Index steps : {1, 2, 3, 5, 6})
      for (int blank = 0; blank < static_cast<int>(classes); ++blank) {
        const auto z = some_logits(static_cast<std::uint32_t>(100 * classes + 10 * steps + blank), steps, classes, 2);
        const auto y = weft::testing::softmax_of_rows(z, classes);
        for (const auto& entry : weft::testing::all_labellings(z, classes, blank)) {
          const auto result = loss_of(CTC{.blank = blank}, z, classes, entry.first);
          const weft::testing::Labelling& expected = entry.second;
          CHECK(result.value == doctest::Approx(-std::log(expected.p)).epsilon(1e-12));
          double worst = 0;
          for (std::size_t k = 0; k < z.size(); ++k)
            worst = std::max(worst, std::abs(result.dz[k] - (y[k] - expected.through[k] / expected.p)));
          CHECK(worst < 1e-13);
        }
      }
}

TEST_CASE("what no path reads as is infinitely improbable, or counts nothing when that is asked for") {
  const auto z = some_logits(3, 4, 3, 1);
  for (const Labels& labels : {Labels{1, 2, 1, 2, 1}, Labels{1, 1, 1}, Labels{2, 1, 1, 2}}) {
    REQUIRE(CTC::least_steps(labels) > 4);
    const auto infinite = loss_of(CTC{}, z, 3, labels);
    const auto zero = loss_of(CTC{.impossible = CTC::Impossible::zero}, z, 3, labels);
    CHECK(infinite.value == infinity);
    CHECK(zero.value == 0);
    for (const double dz : infinite.dz) CHECK(dz == 0);
    for (const double dz : zero.dz) CHECK(dz == 0);
  }
  CHECK(value_of(CTC{}, z, 3, {1, 1, 2}) < 100);  // four steps are enough for these
}

TEST_CASE("labels need a step each, and a blank between equal ones") {
  CHECK(CTC::least_steps(Labels{}) == 0);
  CHECK(CTC::least_steps(Labels{4}) == 1);
  CHECK(CTC::least_steps(Labels{4, 5, 4}) == 3);
  CHECK(CTC::least_steps(Labels{4, 4, 5, 5, 5}) == 8);
}

TEST_CASE("no labels are the one path of blanks") {
  const auto z = some_logits(4, 6, 3, 2);
  const auto result = loss_of(CTC{}, z, 3, {});
  const auto y = weft::testing::softmax_of_rows(z, 3);
  double expected = 0;
  for (std::size_t t = 0; t < 6; ++t) expected -= std::log(y[3 * t]);
  CHECK(result.value == doctest::Approx(expected).epsilon(1e-13));
  CHECK(result.dz[3] == doctest::Approx(y[3] - 1));
  CHECK(result.dz[4] == doctest::Approx(y[4]));
}

TEST_CASE("of a sequence without steps only no labels can be read") {
  CHECK(value_of(CTC{}, std::vector<double>{}, 3, {}) == 0);
  CHECK(value_of(CTC{}, std::vector<double>{}, 3, {1}) == infinity);
  CHECK(value_of(CTC{.impossible = CTC::Impossible::zero}, std::vector<float>{}, 3, {1}) == 0);
}

TEST_CASE("CTC's derivatives agree with numerical ones") {
  constexpr double e = 1e-5;
  const Labels labels{3, 1, 1, 4, 2, 3};
  auto z = some_logits(5, 15, 6, 3);
  const auto result = loss_of(CTC{}, z, 6, labels);
  for (std::size_t k = 0; k < z.size(); ++k) {
    const double middle = z[k];
    z[k] = middle + e;
    const double up = value_of(CTC{}, z, 6, labels);
    z[k] = middle - e;
    const double down = value_of(CTC{}, z, 6, labels);
    z[k] = middle;
    CHECK(std::abs(result.dz[k] - (up - down) / (2 * e)) < 1e-8);
  }
}

TEST_CASE("a number added to all logits of a step changes nothing, and the derivatives of a step add up to 0") {
  const Labels labels{2, 2, 1};
  const auto z = some_logits(6, 9, 4, 2);
  auto moved = z;
  for (std::size_t k = 0; k < z.size(); ++k) moved[k] += 8.0 * static_cast<double>(k / 4);
  const auto result = loss_of(CTC{}, z, 4, labels), same = loss_of(CTC{}, moved, 4, labels);
  CHECK(same.value == doctest::Approx(result.value).epsilon(1e-13));
  for (std::size_t k = 0; k < z.size(); ++k) CHECK(std::abs(same.dz[k] - result.dz[k]) < 1e-13);
  for (Index t = 0; t < 9; ++t) CHECK(std::abs(sum_of_row(result.dz, t, 4)) < 1e-14);
}

TEST_CASE("labels and steps in reverse have the same loss") {
  const Labels labels{1, 3, 3, 2}, backwards{2, 3, 3, 1};
  const auto z = some_logits(7, 11, 4, 2);
  std::vector<double> reversed;
  for (std::size_t t = 11; t-- > 0;)
    reversed.insert(reversed.end(), z.begin() + static_cast<Index>(4 * t), z.begin() + static_cast<Index>(4 * t + 4));
  CHECK(value_of(CTC{}, reversed, 4, backwards) == doctest::Approx(value_of(CTC{}, z, 4, labels)).epsilon(1e-13));
}

TEST_CASE("another blank is the same loss with the classes renamed") {
  const auto z = some_logits(8, 8, 4, 2);
  std::vector<double> moved(z.size());  // class 0 has become 3, and the others come one earlier
  for (std::size_t k = 0; k < z.size(); ++k) moved[k / 4 * 4 + (k + 3) % 4] = z[k];
  const auto first = loss_of(CTC{}, z, 4, {1, 3, 2, 2}), last = loss_of(CTC{.blank = 3}, moved, 4, {0, 2, 1, 1});
  CHECK(last.value == doctest::Approx(first.value).epsilon(1e-13));
  for (std::size_t k = 0; k < z.size(); ++k)
    CHECK(last.dz[k / 4 * 4 + (k + 3) % 4] == doctest::Approx(first.dz[k]).epsilon(1e-13));
}

TEST_CASE("ten thousand steps of equal logits are as many paths as can be counted") {
  const int steps = 10000, classes = 5, count = 300;
  const std::vector<double> z(static_cast<std::size_t>(steps * classes), 0.25);
  const auto result = loss_of(CTC{}, z, classes, alternating(count));
  const double expected = steps * std::log(classes) - log_path_count(steps, count);
  CHECK(result.value == doctest::Approx(expected).epsilon(1e-11));
  for (Index t = 0; t < steps; t += 7) CHECK(std::abs(sum_of_row(result.dz, t, classes)) < 1e-13);
  CHECK(result.dz[0] == doctest::Approx(0.2 - (steps - count) / static_cast<double>(steps + count)).epsilon(1e-8));
}

TEST_CASE("a long sequence of floats has the derivatives of one of doubles") {
  const auto z = some_logits<float>(9, 3000, 6, 3);
  const std::vector<double> same(z.begin(), z.end());
  const Labels labels = weft::golden::token_ids(10, 400, 6);
  const auto in_float = loss_of(CTC{}, z, 6, labels);
  const auto in_double = loss_of(CTC{}, same, 6, labels);
  CHECK(static_cast<double>(in_float.value) == doctest::Approx(in_double.value).epsilon(1e-6));
  double worst = 0;
  for (std::size_t k = 0; k < z.size(); ++k)
    worst = std::max(worst, std::abs(static_cast<double>(in_float.dz[k]) - in_double.dz[k]));
  CHECK(worst < 3e-6);
}

TEST_CASE("logits of +-10,000 lose nothing where the labels are right, and cost what they say where they are wrong") {
  std::vector<float> z(3 * 4, -1e4F);
  for (const std::size_t k : {1U, 4U, 11U}) z[k] = 1e4F;  // class 1, the blank, class 3
  const auto right = loss_of(CTC{}, z, 4, {1, 3}), wrong = loss_of(CTC{}, z, 4, {1, 2});
  CHECK(right.value == 0);
  for (const float dz : right.dz) CHECK(dz == 0);
  CHECK(wrong.value == doctest::Approx(2e4));  // by the path 1 - 2
  CHECK(wrong.dz[11] == doctest::Approx(1));
  CHECK(wrong.dz[10] == doctest::Approx(-1));
  CHECK(wrong.dz[4] == doctest::Approx(0));
}

TEST_CASE("a sequence that is almost certain keeps the digits of its small loss and derivatives") {
  std::vector<double> z(2 * 3, 0.0);
  z[1] = z[5] = 30;  // classes 1 and 2
  const auto result = loss_of(CTC{}, z, 3, {1, 2});
  const double other = std::exp(-30.0);
  CHECK(result.value == doctest::Approx(4 * other).epsilon(1e-2));  // a sum near 1 has 16 digits behind the point
  CHECK(result.dz[0] == doctest::Approx(other).epsilon(1e-2));
  CHECK(result.dz[1] == doctest::Approx(-2 * other).epsilon(1e-2));
}

TEST_CASE("a logit of -infinity excludes a class") {
  auto z = some_logits(11, 4, 3, 1);
  for (std::size_t t = 0; t < 4; ++t) z[3 * t + 2] = -infinity;
  std::vector<double> two;
  for (std::size_t t = 0; t < 4; ++t) two.insert(two.end(), {z[3 * t], z[3 * t + 1]});
  const auto result = loss_of(CTC{}, z, 3, {1});
  CHECK(result.value == doctest::Approx(value_of(CTC{}, two, 2, {1})).epsilon(1e-13));
  CHECK(result.dz[2] == 0);
  const auto excluded = loss_of(CTC{}, z, 3, {1, 2});
  CHECK(excluded.value == infinity);
  for (const double dz : excluded.dz) CHECK(dz == 0);
}

TEST_CASE("a logit that is not a number makes the loss none, also where what is impossible counts nothing") {
  auto z = some_logits(12, 5, 3, 1);
  z[7] = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(value_of(CTC{}, z, 3, {1, 2})));
  const auto result = loss_of(CTC{.impossible = CTC::Impossible::zero}, z, 3, {1, 2});
  CHECK(std::isnan(result.value));
  CHECK(std::isnan(result.dz[7]));
}

TEST_CASE("of ten thousand classes only those of the labels have more than their softmax") {
  const Index classes = 10000;
  const auto z = some_logits<float>(13, 6, classes, 3);
  const auto result = loss_of(CTC{}, z, classes, {9999, 17, 17});
  const auto y = weft::testing::softmax_of_rows(std::vector<double>(z.begin(), z.end()), classes);
  for (std::size_t k = 0; k < z.size(); ++k) {
    const std::size_t c = k % 10000;
    const bool occurs = c == 0 || c == 17 || c == 9999;
    if (!occurs) CHECK(static_cast<double>(result.dz[k]) == doctest::Approx(y[k]).epsilon(1e-5));
  }
  for (Index t = 0; t < 6; ++t) CHECK(std::abs(sum_of_row(result.dz, t, classes)) < 1e-5);
  CHECK(result.dz[17] + result.dz[9999] < 0);
}

TEST_CASE("the value alone is the value that comes with the derivatives, which may take the place of the logits") {
  const Labels labels{2, 1, 1, 3};
  const auto z = some_logits<float>(14, 12, 5, 2);
  const auto result = loss_of(CTC{}, z, 5, labels);
  CHECK(value_of(CTC{}, z, 5, labels) == result.value);
  auto in_place = z;
  CTC::Workspace workspace;
  CHECK(CTC{}.sequence(std::span<const float>(in_place), 5, labels, in_place, workspace) == result.value);
  CHECK(in_place == result.dz);
}

TEST_CASE("a workspace that was used for longer sequences gives the same, and asks for no more memory") {
  const auto longer = some_logits(15, 40, 6, 2), shorter = some_logits(16, 10, 4, 2);
  const Labels many = weft::golden::token_ids(17, 12, 6), few{3, 1, 1};
  std::vector<double> dz_longer(longer.size()), dz(shorter.size());
  CTC::Workspace workspace;
  (void)CTC{}.sequence(std::span<const double>(longer), 6, many, dz_longer, workspace);
  const long before = weft::testing::allocation_count();
  const double value = CTC{}.sequence(std::span<const double>(shorter), 4, few, dz, workspace);
  const double again = CTC{}.sequence(std::span<const double>(longer), 6, many, dz_longer, workspace);
  const long after = weft::testing::allocation_count();
  CHECK(after == before);
  const auto fresh = loss_of(CTC{}, shorter, 4, few);
  CHECK(value == fresh.value);
  CHECK(dz == fresh.dz);
  CHECK(again == value_of(CTC{}, longer, 6, many));
}

TEST_CASE("the blanks behind labels are their padding") {
  const Labels padded{4, 0, 2, 0, 0};
  const auto labels = CTC{}.without_padding(padded);
  CHECK(Labels(labels.begin(), labels.end()) == Labels{4, 0, 2});
  CHECK(CTC{.blank = 2}.without_padding(padded).size() == 5);
  CHECK(CTC{}.without_padding(Labels{0, 0}).empty());
  CHECK(CTC{}.without_padding({}).empty());
}

TEST_CASE("CTC says which label is none") {
  const CTC loss, last{.blank = 9};
  CHECK_NOTHROW(loss.check_labels(Labels{1, 9, 5}, 10));
  CHECK_NOTHROW(last.check_labels(Labels{0, 8}, 10));
  CHECK_THROWS_WITH_AS(loss.check_labels(Labels{1, 9, 10}, 10),
                       "CTC: label 10 at position 2; expected 0 to 9 without the blank, 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS(loss.check_labels(Labels{3, 0, 1}, 10),
                       "CTC: label 0 at position 1; expected 0 to 9 without the blank, 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS(last.check_labels(Labels{-1}, 10),
                       "CTC: label -1 at position 0; expected 0 to 9 without the blank, 9", std::invalid_argument);
}

TEST_CASE("CTC refuses what does not fit together before it changes anything") {
  CTC::Workspace workspace;
  const std::vector<float> z(6, 1.0F);
  const std::span<const float> logits(z);
  std::vector<float> dz(6, 5.0F), short_dz(4);
  const Labels labels{1}, none{7};
  CHECK_THROWS_WITH_AS(CTC{}.sequence(logits, 4, labels, dz, workspace),
                       "CTC: there are 6 logits; expected a multiple of the 4 classes", std::invalid_argument);
  CHECK_THROWS_WITH_AS(CTC{}.sequence(logits, 0, labels, dz, workspace),
                       "CTC: there are 0 classes; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(CTC{.blank = 3}.sequence(logits, 3, labels, dz, workspace),
                       "CTC: the blank is class 3; expected 0 to 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(CTC{.blank = -1}.sequence(logits, 3, labels, dz, workspace),
                       "CTC: the blank is class -1; expected 0 to 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(CTC{}.sequence(logits, 3, labels, short_dz, workspace),
                       "CTC: there are 6 logits and 4 derivatives; expected as many, or no derivatives",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(CTC{}.sequence(logits, 3, none, dz, workspace),
                       "CTC: label 7 at position 0; expected 0 to 2 without the blank, 0", std::invalid_argument);
  CHECK(dz == std::vector<float>(6, 5.0F));
}

TEST_CASE("CTC names its settings") {
  std::string text;
  const auto write = [&](std::string_view name, std::string_view value) {
    text += std::string(name) + "=" + std::string(value) + " ";
  };
  CTC{}.for_each_setting(write);
  CTC{.blank = 4, .impossible = CTC::Impossible::zero}.for_each_setting(write);
  CHECK(text == "blank=0 impossible=infinite blank=4 impossible=zero ");
}
