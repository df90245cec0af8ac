// SPDX-License-Identifier: MIT
#include "../golden/ctc.hpp"

#include <doctest/doctest.h>

#include <weft/losses/ctc.hpp>
#include <weft/losses/ctc_decoder.hpp>

#include "../golden/formula.hpp"

namespace {

using weft::CTC;
using weft::CTCDecoder;
using weft::CTCDecoding;
using weft::golden::CTCDecodings;
using weft::golden::CTCLoss;

template <class Scalar, class Case> std::vector<Scalar> logits_of(const Case& expected) {
  std::vector<Scalar> z(static_cast<std::size_t>(expected.steps * expected.classes));
  for (std::size_t k = 0; k < z.size(); ++k)
    z[k] = static_cast<Scalar>(weft::golden::number(expected.seed, static_cast<weft::Index>(k), expected.scale));
  return z;
}

/// Keras's numbers are of float32, whatever ours are.
template <class Scalar> void check_loss(const CTCLoss& expected) {
  CAPTURE(expected.seed);
  const auto z = logits_of<Scalar>(expected);
  std::vector<Scalar> dz(z.size());
  CTC::Workspace workspace;
  const CTC loss;
  const Scalar value =
      loss.sequence(std::span<const Scalar>(z), expected.classes, loss.without_padding(expected.labels), dz, workspace);
  CHECK(static_cast<double>(value) == doctest::Approx(expected.value).epsilon(1e-6));
  weft::golden::check_near<Scalar>("the derivative", dz, expected.derivative, 1e-5);
}

std::vector<int> joined(const std::vector<CTCDecoding>& decodings) {
  std::vector<int> result;
  for (const CTCDecoding& one : decodings) {
    result.insert(result.end(), one.labels.begin(), one.labels.end());
    result.push_back(-1);
  }
  return result;
}

/// Keras's greedy scores are of float64, those of its beams of float32.
template <class Scalar> void check_decodings(const CTCDecodings& expected, double greedy_tolerance) {
  CAPTURE(expected.seed);
  const auto z = logits_of<Scalar>(expected);
  const auto paths = static_cast<weft::Index>(expected.beam_log_probabilities.size());
  const CTCDecoder decoder{.beam_width = expected.beam_width, .top_paths = paths};
  const CTCDecoding greedy = decoder.greedy(std::span<const Scalar>(z), expected.classes);
  CHECK(greedy.labels == std::vector<int>(expected.greedy.begin(), expected.greedy.end()));
  CHECK(greedy.log_probability == doctest::Approx(expected.greedy_log_probability).epsilon(greedy_tolerance));
  const auto beam = decoder.beam_search(std::span<const Scalar>(z), expected.classes);
  CHECK(joined(beam) == std::vector<int>(expected.beam.begin(), expected.beam.end()));
  for (std::size_t k = 0; k < beam.size(); ++k)
    CHECK(beam[k].log_probability == doctest::Approx(expected.beam_log_probabilities[k]).epsilon(1e-6));
}

}  // namespace

TEST_CASE("CTC gives Keras's losses and derivatives") {
  for (const CTCLoss& expected : weft::golden::ctc_losses) {
    check_loss<double>(expected);
    check_loss<float>(expected);
  }
}

TEST_CASE("CTCDecoder reads what Keras's ctc_decode reads, with its probabilities, in wide beams and in narrow ones") {
  for (const CTCDecodings& expected : weft::golden::ctc_decodings) {
    check_decodings<double>(expected, 1e-12);
    check_decodings<float>(expected, 1e-6);
  }
}
