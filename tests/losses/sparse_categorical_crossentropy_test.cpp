// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/sparse_categorical_crossentropy.hpp>

#include "../allocations.hpp"
#include "rows.hpp"

namespace {

using weft::SparseCategoricalCrossentropy;
using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::infinity, weft::testing::losses::not_a_number;
using Row = std::vector<double>;

constexpr SparseCategoricalCrossentropy of_p{}, of_z{.from_logits = true};

}  // namespace

TEST_CASE("sparse categorical cross-entropy is minus the log of the probability of the right class") {
  CHECK(loss_of(of_p, Row{0.2, 0.5, 0.3}, 1) == doctest::Approx(-std::log(0.5)));
  CHECK(loss_of(of_z, Row{1, 2, 3}, 2) == doctest::Approx(std::log(1 + std::exp(-1.0) + std::exp(-2.0))));
  CHECK(loss_of(of_z, Row{0, 0, 0}, 0) == doctest::Approx(std::log(3.0)));
}

TEST_CASE("rows of the ignored class do not count, and the others' mean is Keras's") {
  const SparseCategoricalCrossentropy loss{.from_logits = true, .ignore_class = -1};
  const Row rows[] = {{1, 2, 3}, {0, 0, 0}, {5, 1, 1}};
  const int classes[] = {2, -1, 0};
  double sum = 0;
  int count = 0;
  for (std::size_t r = 0; r < 3; ++r) {
    if (!loss.counts(classes[r])) continue;
    sum += loss_of(loss, rows[r], classes[r]);
    ++count;
  }
  CHECK(count == 2);
  CHECK(sum / count == doctest::Approx(0.221791).epsilon(1e-5));
}

TEST_CASE("a row of the ignored class has no loss and no derivative") {
  const SparseCategoricalCrossentropy loss{.ignore_class = 255};
  CHECK(!loss.counts(255));
  CHECK(loss.counts(0));
  CHECK(loss_of(loss, Row{0.5, 0.5}, 255) == 0);
  CHECK(derivative_of(loss, Row{0.5, 0.5}, 255) == Row{0, 0});
  CHECK(of_p.counts(-1));
}

TEST_CASE("sparse categorical cross-entropy's derivatives agree with numerical ones") {
  for (const int y : {0, 1, 2, 3}) {
    check_derivative(of_p, {0.1, 0.4, 0.3, 0.2}, y);
    check_derivative(of_p, {0.5, 0.7, 0.9, 0.2}, y);
    check_derivative(of_z, {0.1, -2, 3, 1}, y);
    check_derivative(of_z, {20, -20, 3, 1}, y, 1e-6);
  }
}

TEST_CASE("logits of +-10,000 have a finite loss, in float as well") {
  const std::vector<float> z{1e4F, -1e4F, 0};
  CHECK(loss_of(of_z, z, 0) == 0);
  CHECK(loss_of(of_z, z, 1) == 2e4F);
  const auto dz = derivative_of(of_z, z, 1);
  CHECK(dz[0] == doctest::Approx(1));
  CHECK(dz[1] == doctest::Approx(-1));
  CHECK(dz[2] == doctest::Approx(0));
}

TEST_CASE("a logit of -infinity excludes a class") {
  const Row z{1, 2, -infinity};
  CHECK(loss_of(of_z, z, 0) == doctest::Approx(std::log(1 + std::exp(1.0))));
  CHECK(loss_of(of_z, z, 2) == infinity);
}

TEST_CASE("sparse categorical cross-entropy with a prediction that is not a number is not a number") {
  for (std::size_t k = 0; k < 19; ++k) {
    Row p(19, 0.05);
    p[k] = not_a_number;
    CHECK(std::isnan(loss_of(of_p, p, 3)));
    CHECK(std::isnan(derivative_of(of_p, p, 3)[k]));
    CHECK(std::isnan(loss_of(of_z, p, 3)));
    for (const double d : derivative_of(of_z, p, 3)) CHECK(std::isnan(d));
  }
}

TEST_CASE("a probability beyond the clip counts as its end and has no derivative") {
  CHECK(loss_of(of_p, Row{0, 1}, 0) == doctest::Approx(-std::log(1e-7)));
  CHECK(derivative_of(of_p, Row{0, 1}, 0) == Row{0, 0});
}

TEST_CASE("sparse categorical cross-entropy of 30,000 classes keeps float's digits and allocates nothing") {
  const std::vector<float> z = weft::testing::losses::hashed_numbers(30000, 6);
  std::vector<float> dz(z.size());
  double sum = 0;
  for (const float x : z) sum += std::exp(static_cast<double>(x));
  const long before = weft::testing::allocation_count();
  const float loss = of_z.row(std::span<const float>(z), 777, std::span(dz));
  CHECK(weft::testing::allocation_count() == before);
  CHECK(static_cast<double>(loss) == doctest::Approx(std::log(sum) - static_cast<double>(z[777])).epsilon(1e-6));
  for (const std::size_t k : {0U, 255U, 256U, 777U, 29999U}) {
    const double softmax = std::exp(static_cast<double>(z[k])) / sum;
    CHECK(static_cast<double>(dz[k]) == doctest::Approx(k == 777 ? softmax - 1 : softmax).epsilon(1e-5));
  }
}

TEST_CASE("a target that is none of the classes is refused") {
  const Row p{1, 2, 3};
  CHECK_THROWS_WITH_AS(loss_of(of_z, p, 3), "SparseCategoricalCrossentropy: a target is 3; expected a class, 0 to 2",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(loss_of(of_p, p, -1), "SparseCategoricalCrossentropy: a target is -1; expected a class, 0 to 2",
                       std::invalid_argument);
}

TEST_CASE("sparse categorical cross-entropy after a softmax is computed from the logits") {
  const SparseCategoricalCrossentropy loss{.ignore_class = 7};
  const auto of_logits = loss.of_logits(weft::softmax);
  REQUIRE(of_logits);
  CHECK(of_logits->from_logits);
  CHECK(of_logits->ignore_class == 7);
  CHECK(!loss.of_logits(weft::sigmoid));
}

TEST_CASE("sparse categorical cross-entropy tells its settings") {
  const auto settings = weft::testing::losses::settings_of(SparseCategoricalCrossentropy{.ignore_class = -1});
  CHECK(settings.size() == 2);
  CHECK(settings.at("from_logits") == "false");
  CHECK(settings.at("ignore_class") == "-1");
  CHECK(weft::testing::losses::settings_of(of_z).at("ignore_class") == "none");
}
