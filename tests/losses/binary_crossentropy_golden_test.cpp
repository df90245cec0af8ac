// SPDX-License-Identifier: MIT
#include "../golden/binary_crossentropy.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/losses/mean_loss.hpp>

#include "../golden/formula.hpp"

namespace {

using weft::BinaryCrossentropy;
using weft::golden::CrossentropyTerm;
using weft::golden::tolerance;

/// Whether a number is Keras's, relative to it. Both flush denormal numbers, but not at the same places.
template <class Scalar> bool near(Scalar ours, double keras) {
  constexpr auto denormal = static_cast<double>(std::numeric_limits<Scalar>::min());
  return std::abs(static_cast<double>(ours) - keras) <= tolerance<Scalar> * std::abs(keras) + denormal;
}

/// Each prediction alone, and every value and derivative relative to itself.
template <class Scalar> void check_terms(BinaryCrossentropy loss, std::span<const CrossentropyTerm> terms) {
  for (const CrossentropyTerm& term : terms) {
    CAPTURE(term.prediction);
    CAPTURE(term.label);
    weft::Tensor<Scalar, 2> p(1, 1), dp;
    weft::Tensor<float, 2> labels(1, 1);
    p(0, 0) = static_cast<Scalar>(term.prediction);
    labels(0, 0) = static_cast<float>(term.label);
    const auto value = static_cast<Scalar>(weft::loss_gradient(loss, p, labels, dp));
    CHECK_MESSAGE(near(value, term.value), "the loss is ", value, "; Keras's is ", term.value);
    CHECK_MESSAGE(near(dp(0, 0), term.derivative), "the derivative is ", dp(0, 0), "; Keras's is ", term.derivative);
  }
}

/// The batch of binary_crossentropy.py: two outputs an example, and labels 0 and 1 in turn.
template <class Scalar> void check_mean(BinaryCrossentropy loss, std::span<const CrossentropyTerm> terms, double mean) {
  const auto examples = static_cast<weft::Index>(terms.size() / 4);
  weft::Tensor<Scalar, 2> p(examples, 2);
  weft::Tensor<float, 2> labels(examples, 2);
  for (weft::Index k = 0; k < p.size(); ++k) {
    const weft::Index place = k % 2 * examples + k / 2;
    p.data()[k] = static_cast<Scalar>(terms[static_cast<std::size_t>(place)].prediction);
    labels.data()[k] = static_cast<float>(k % 3 % 2);
  }
  CHECK(near(static_cast<Scalar>(weft::loss_value(loss, p, labels)), mean));
}

template <class Scalar>
void check(const BinaryCrossentropy& loss, std::span<const CrossentropyTerm> terms, double mean) {
  REQUIRE(!terms.empty());
  check_terms<Scalar>(loss, terms);
  check_mean<Scalar>(loss, terms, mean);
}

}  // namespace

TEST_CASE("BinaryCrossentropy from probabilities gives Keras's losses and derivatives, also beyond the clip") {
  const BinaryCrossentropy loss;
  check<double>(loss, weft::golden::crossentropy_from_probabilities_double,
                weft::golden::mean_from_probabilities_double);
  check<float>(loss, weft::golden::crossentropy_from_probabilities_float, weft::golden::mean_from_probabilities_float);
}

TEST_CASE("BinaryCrossentropy from logits gives Keras's losses and derivatives up to +-1000") {
  const BinaryCrossentropy loss{.from_logits = true};
  check<double>(loss, weft::golden::crossentropy_from_logits_double, weft::golden::mean_from_logits_double);
  check<float>(loss, weft::golden::crossentropy_from_logits_float, weft::golden::mean_from_logits_float);
}
