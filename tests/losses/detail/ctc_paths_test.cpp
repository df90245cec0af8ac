// SPDX-License-Identifier: MIT
#include <weft/losses/detail/ctc_paths.hpp>

#include <doctest/doctest.h>

#include "../../golden/formula.hpp"
#include "../ctc_reference.hpp"

namespace {

using weft::Index;
using weft::detail::CTCMemory;
using weft::detail::forward_paths;
using Row = std::vector<double>;

constexpr Index steps = 6, classes = 3;

Row some_logits() {
  Row z(steps * classes);
  for (std::size_t k = 0; k < z.size(); ++k) z[k] = weft::golden::number(1, static_cast<Index>(k), 2);
  return z;
}

CTCMemory memory_of(const std::vector<int>& labels) {
  CTCMemory memory;
  memory.states.assign(labels, 0);
  return memory;
}

void check_near(const Row& given, const Row& expected) {
  for (std::size_t k = 0; k < expected.size(); ++k) CHECK(given[k] == doctest::Approx(expected[k]).epsilon(1e-13));
}

/// alpha after two steps, in both of which the blank, class 1 and class 2 have the probabilities 1/2, 1/4 and 1/8.
Row alpha_of_two_steps(const std::vector<int>& labels) {
  CTCMemory memory = memory_of(labels);
  const Row log_p{std::log(0.5), std::log(0.25), std::log(0.125)};
  double* const alpha = memory.clear_sums();
  weft::detail::begin_alpha(memory.states, log_p.data(), alpha);
  weft::detail::advance_alpha(memory.states, log_p.data(), alpha);
  std::transform(alpha, alpha + 5, alpha, [](double log_sum) { return std::exp(log_sum); });
  return {alpha, alpha + 5};
}

}  // namespace

TEST_CASE("alpha begins in the first two states, and goes past a blank between labels that differ") {
  check_near(alpha_of_two_steps({1, 2}), {0.25, (0.5 + 0.25) * 0.25, 0.25 * 0.5, 0.25 * 0.125, 0});
  check_near(alpha_of_two_steps({1, 1}), {0.25, (0.5 + 0.25) * 0.25, 0.25 * 0.5, 0, 0});
}

TEST_CASE("in any step alpha and beta make the probability of the labels, and the share of it of each class") {
  const std::vector<int> labels{2, 1, 1};
  const Row z = some_logits();
  const auto expected = weft::testing::all_labellings(z, classes, 0).at(labels);
  CTCMemory memory = memory_of(labels);
  Row dz(z.size()), posterior(3);
  (void)forward_paths(memory, z.data(), steps, classes, dz.data());
  double* const beta = memory.clear_sums();
  weft::detail::begin_beta(memory.states, beta);
  for (Index t = steps - 1; t >= 0; --t) {
    const double* const alpha = memory.alpha.row(t);
    double sum = 0;
    for (Index s = 0; s < memory.states.count(); ++s) sum += std::exp(alpha[s] + beta[s]);
    CHECK(sum == doctest::Approx(expected.p).epsilon(1e-13));
    weft::detail::posteriors(memory.states, alpha, beta, posterior.data());
    Row through(expected.through.begin() + t * classes, expected.through.begin() + (t + 1) * classes);
    for (double& each : through) each /= expected.p;
    check_near(posterior, through);  // slots are in the order of the classes
    weft::detail::advance_beta(memory.states, memory.log_p.row(t), beta);
  }
}

TEST_CASE("posteriors add up to 1, whatever rounding has added to all states") {
  const Row alpha{-9000, -9000 + std::log(2.0), -9000}, beta(3, 4000.0);
  Row posterior(2);
  weft::detail::posteriors(memory_of({1}).states, alpha.data(), beta.data(), posterior.data());
  check_near(posterior, {0.5, 0.5});
}

TEST_CASE("forward leaves the softmax and all steps' memory for backward, and one step's where there is none") {
  const Row z = some_logits();
  CTCMemory with = memory_of({1}), without = memory_of({1});
  Row dz(z.size());
  const double log_p = forward_paths(with, z.data(), steps, classes, dz.data());
  CHECK(forward_paths<double>(without, z.data(), steps, classes, nullptr) == log_p);
  check_near(dz, weft::testing::softmax_of_rows(z, classes));
  CHECK((with.alpha.count() == steps && with.log_p.count() == steps));
  CHECK((without.alpha.count() == 0 && without.log_p.count() == 1));
}
