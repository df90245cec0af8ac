// SPDX-License-Identifier: MIT
#include <weft/losses/ctc_decoder.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <weft/losses/ctc.hpp>

#include "../golden/formula.hpp"
#include "ctc_reference.hpp"

namespace {

using weft::CTC;
using weft::CTCDecoder;
using weft::CTCDecoding;
using weft::Index;
using Labels = std::vector<int>;

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> some_logits(std::uint32_t seed, Index steps, Index classes, double scale) {
  std::vector<double> z(static_cast<std::size_t>(steps * classes));
  for (std::size_t k = 0; k < z.size(); ++k) z[k] = weft::golden::number(seed, static_cast<Index>(k), scale);
  return z;
}

/// Logits that make probable what is given: a class for each step.
std::vector<float> logits_of_path(const Labels& path, Index classes) {
  std::vector<float> z(path.size() * static_cast<std::size_t>(classes), 0.0F);
  for (std::size_t t = 0; t < path.size(); ++t)
    z[t * static_cast<std::size_t>(classes) + static_cast<std::size_t>(path[t])] = 5;
  return z;
}

CTCDecoding greedy(const CTCDecoder& decoder, const std::vector<double>& z, Index classes) {
  return decoder.greedy(std::span<const double>(z), classes);
}
std::vector<CTCDecoding> beam(const CTCDecoder& decoder, const std::vector<double>& z, Index classes) {
  return decoder.beam_search(std::span<const double>(z), classes);
}

/// Of all labellings, as many as there are, from the most probable on.
std::vector<CTCDecoding> ranked_labellings(const std::vector<double>& z, Index classes, int blank) {
  std::vector<CTCDecoding> result;
  for (const auto& entry : weft::testing::all_labellings(z, classes, blank))
    result.push_back({entry.first, std::log(entry.second.p)});
  std::sort(result.begin(), result.end(),
            [](const CTCDecoding& a, const CTCDecoding& b) { return a.log_probability > b.log_probability; });
  return result;
}

/// Prefix beam search as it is told in Hannun et al. 2014, with products of probabilities and sequences as keys.
std::vector<CTCDecoding> plain_beam(const std::vector<double>& z, Index classes, int blank, std::size_t width) {
  struct P {
    double in_blank = 0, in_label = 0;
  };
  const auto y = weft::testing::softmax_of_rows(z, classes);
  std::vector<std::pair<Labels, P>> kept{{{}, {1, 0}}};
  for (auto row = y.begin(); row != y.end(); row += classes) {
    std::map<Labels, P> next;
    for (const auto& [labels, p] : kept) {
      const double both = p.in_blank + p.in_label;
      next[labels].in_blank += both * row[blank];
      for (int c = 0; c < static_cast<int>(classes); ++c) {
        if (c == blank) continue;
        Labels longer = labels;
        longer.push_back(c);
        const bool repeats = !labels.empty() && labels.back() == c;
        if (repeats) next[labels].in_label += p.in_label * row[c];
        next[longer].in_label += (repeats ? p.in_blank : both) * row[c];
      }
    }
    kept.assign(next.begin(), next.end());
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
      return a.second.in_blank + a.second.in_label > b.second.in_blank + b.second.in_label;
    });
    kept.resize((std::min)(kept.size(), width));
  }
  std::vector<CTCDecoding> result;
  for (const auto& [labels, p] : kept) result.push_back({labels, std::log(p.in_blank + p.in_label)});
  return result;
}

}  // namespace

TEST_CASE("greedy decoding reads the path of the most probable classes") {
  const auto z = logits_of_path({0, 1, 1, 0, 1, 2, 2, 2, 0, 0, 3}, 4);
  const CTCDecoding read = CTCDecoder{}.greedy(std::span<const float>(z), 4);
  CHECK(read.labels == Labels{1, 1, 2, 3});
  CHECK(read.log_probability == doctest::Approx(-11 * std::log(1 + 3 * std::exp(-5.0))).epsilon(1e-6));
  CHECK(CTCDecoder{.blank = 2}.greedy(std::span<const float>(z), 4).labels == Labels{0, 1, 0, 1, 0, 3});
}

TEST_CASE("greedy decoding gives the most probable of all paths") {
  for (std::uint32_t seed = 1; seed < 20; ++seed) {
    const auto z = some_logits(seed, 5, 3, 2), y = weft::testing::softmax_of_rows(z, 3);
    double best = 0;
    Labels path_of_best;
    weft::testing::for_each_path(5, 3, [&](const Labels& path) {
      double p = 1;
      for (std::size_t t = 0; t < 5; ++t) p *= y[3 * t + static_cast<std::size_t>(path[t])];
      if (p > best) best = p, path_of_best = path;
    });
    const CTCDecoding read = greedy({}, z, 3);
    CHECK(read.labels == weft::testing::read_path(path_of_best, 0));
    CHECK(read.log_probability == doctest::Approx(std::log(best)).epsilon(1e-13));
  }
}

TEST_CASE("a beam that has room for everything finds all labellings, in their order and with their probabilities") {
  for (const Index classes : {2, 3, 4})
    for (const Index steps : {1, 3, 5})
      for (int blank = 0; blank < static_cast<int>(classes); ++blank) {
        const auto z = some_logits(static_cast<std::uint32_t>(70 * classes + 10 * steps + blank), steps, classes, 2);
        const auto expected = ranked_labellings(z, classes, blank);
        const auto read = beam({.blank = blank, .beam_width = 5000, .top_paths = 5000}, z, classes);
        REQUIRE(read.size() == expected.size());
        for (std::size_t k = 0; k < read.size(); ++k) {
          CHECK(read[k].labels == expected[k].labels);
          CHECK(read[k].log_probability == doctest::Approx(expected[k].log_probability).epsilon(1e-12));
        }
      }
}

TEST_CASE("a beam search finds labels that are more probable than those of the most probable path") {
  // Blank or label 1, 6 to 4 in both steps: the path of blanks has 0.36, the three that read as 1 have 0.64 together.
  const std::vector<double> z{std::log(0.6), std::log(0.4), std::log(0.6), std::log(0.4)};
  CHECK(greedy({}, z, 2).labels.empty());
  CHECK(greedy({}, z, 2).log_probability == doctest::Approx(std::log(0.36)));
  const auto read = beam({.beam_width = 3, .top_paths = 3}, z, 2);
  REQUIRE(read.size() == 2);  // of two steps there are no other labels
  CHECK(read[0].labels == Labels{1});
  CHECK(read[0].log_probability == doctest::Approx(std::log(0.64)));
  CHECK(read[1].labels.empty());
}

TEST_CASE("what a beam search says of labels is their loss when the beam is wide, and never less than it") {
  const auto z = some_logits(21, 9, 4, 2);
  CTC::Workspace workspace;
  for (const Index width : {1, 2, 3, 5, 10, 30, 100, 100000}) {
    const auto read = beam({.beam_width = width, .top_paths = (std::min)(width, Index{5})}, z, 4);
    for (const CTCDecoding& one : read) {
      const double loss = CTC{}.sequence(std::span<const double>(z), 4, one.labels, {}, workspace);
      CHECK(-one.log_probability > loss - 1e-12);
      if (width == 100000) CHECK(-one.log_probability == doctest::Approx(loss).epsilon(1e-12));
    }
  }
}

TEST_CASE("a beam of any width is the plain algorithm's, also where it drops a prefix and takes it up again") {
  for (std::uint32_t seed = 1; seed < 60; ++seed)
    for (const Index width : {1, 2, 4, 7}) {
      const auto blank = static_cast<int>(seed % 3);
      const auto z = some_logits(seed, 15, 3 + seed % 4, 3);
      const auto expected = plain_beam(z, 3 + seed % 4, blank, static_cast<std::size_t>(width));
      const auto read = beam({.blank = blank, .beam_width = width, .top_paths = width}, z, 3 + seed % 4);
      REQUIRE(read.size() == expected.size());
      for (std::size_t k = 0; k < read.size(); ++k) {
        CHECK(read[k].labels == expected[k].labels);
        CHECK(read[k].log_probability == doctest::Approx(expected[k].log_probability).epsilon(1e-11));
      }
    }
}

TEST_CASE("a narrow beam looks at few of many classes, and overlooks none") {
  for (std::uint32_t seed = 61; seed < 70; ++seed) {
    const auto z = some_logits(seed, 8, 50, 4);
    const auto expected = plain_beam(z, 50, 0, 3), read = beam({.beam_width = 3, .top_paths = 3}, z, 50);
    REQUIRE(read.size() == expected.size());
    for (std::size_t k = 0; k < 3; ++k) CHECK(read[k].labels == expected[k].labels);
  }
}

TEST_CASE("equal logits are read in a fixed order") {
  const std::vector<double> z(3 * 4, 1.0);
  CHECK(greedy({}, z, 4).labels.empty());
  CHECK(greedy({.blank = 3}, z, 4).labels == Labels{0});
  const auto first = beam({.beam_width = 6, .top_paths = 6}, z, 4);
  const auto one_step = beam({.beam_width = 3, .top_paths = 3}, std::vector<double>(4, 1.0), 4);
  CHECK(one_step[0].labels.empty());
  CHECK(one_step[1].labels == Labels{1});
  CHECK(one_step[2].labels == Labels{2});
  const auto again = beam({.beam_width = 6, .top_paths = 6}, z, 4);
  REQUIRE(first.size() == again.size());
  for (std::size_t k = 0; k < first.size(); ++k) CHECK(first[k].labels == again[k].labels);
}

TEST_CASE("a sequence without steps reads as no labels, with certainty") {
  CHECK(greedy({}, {}, 3).labels.empty());
  CHECK(greedy({}, {}, 3).log_probability == 0);
  const auto read = beam({.top_paths = 2}, {}, 3);
  REQUIRE(read.size() == 1);
  CHECK(read[0].labels.empty());
  CHECK(read[0].log_probability == 0);
}

TEST_CASE("thousands of steps and large logits do not end in underflow") {
  const Index steps = 3000, classes = 5;
  const auto z = some_logits(41, steps, classes, 3);
  const auto read = beam({.beam_width = 10}, z, classes);
  CTC::Workspace workspace;
  const double loss = CTC{}.sequence(std::span<const double>(z), classes, read[0].labels, {}, workspace);
  CHECK(-read[0].log_probability > loss);
  CHECK(-read[0].log_probability < -greedy({}, z, classes).log_probability);
  const auto steep = some_logits(42, 50, classes, 1e4);
  CHECK(beam({}, steep, classes)[0].labels == greedy({}, steep, classes).labels);
}

TEST_CASE("a class that is excluded is not read") {
  std::vector<double> z(3 * 3, 0.0);
  for (std::size_t t = 0; t < 3; ++t) z[3 * t + 2] = -infinity;
  const auto read = beam({.top_paths = 20}, z, 3);
  CHECK(read.size() == 3);  // nothing, 1 and 1 1
  for (const CTCDecoding& one : read) CHECK(std::count(one.labels.begin(), one.labels.end(), 2) == 0);
}

TEST_CASE("a decoder refuses what it cannot read") {
  std::vector<double> z(6, 0.0);
  CHECK_THROWS_WITH_AS(greedy({}, z, 4), "CTCDecoder: there are 6 logits; expected a multiple of the 4 classes",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(beam({.blank = 3}, z, 3), "CTCDecoder: the blank is class 3; expected 0 to 2",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(beam({.top_paths = 0}, z, 3), "CTCDecoder: top_paths is 0; expected at least 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(beam({.beam_width = 2, .top_paths = 3}, z, 3),
                       "CTCDecoder: beam_width is 2; expected at least the 3 of top_paths", std::invalid_argument);
  for (const double wrong : {std::numeric_limits<double>::quiet_NaN(), infinity}) {
    z[4] = wrong;
    const char* const message =
        "CTCDecoder: the logits of step 1 have no softmax; expected none that is NaN or +infinity, and one that is "
        "finite";
    CHECK_THROWS_WITH_AS(greedy({}, z, 3), message, std::invalid_argument);
    CHECK_THROWS_WITH_AS(beam({}, z, 3), message, std::invalid_argument);
  }
}
