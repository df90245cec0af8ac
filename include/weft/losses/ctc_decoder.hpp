// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>
#include <weft/losses/detail/ctc_beam.hpp>
#include <weft/losses/detail/ctc_check.hpp>

namespace weft {

/// Labels that were read from the logits of a sequence.
struct CTCDecoding {
  std::vector<int> labels;
  double log_probability = 0;  ///< of what, CTCDecoder says
};

/// Reads labels from the logits of a model that was trained with CTC, in one of two ways:
///
///   greedy        takes the most probable class of each step, which makes a path, and reads that: repeated classes
///   once,
///                 blanks not at all. log_probability is that of this one path.
///   beam_search   goes from step to step with the beam_width most probable beginnings of labels, and adds up the paths
///                 that read as the same (prefix beam search); of the last ones, the top_paths best are the answer.
///                 log_probability is that of all paths in the beam that read as these labels: minus the loss CTC of
///                 them, if the beam is wide enough, and less if it is not.
///
/// The most probable labels need not be those of the most probable path. With equal logits the answer is always the
/// same: greedy takes the class with the least number; beam_search's order is in losses/detail/ctc_beam.hpp.
///
/// Logits are [steps x classes], row after row, of one sequence; labels are classes other than the blank. Both ways
/// take the softmax themselves and compute in double. A step of beam_search takes time for beam_width * (beam_width +
/// classes) at most, and its memory grows by beam_width labels.
///
/// Source: Graves, Fernandez, Gomez & Schmidhuber 2006 (greedy: "best path decoding"); Graves 2012, section 7.5.2;
/// Hannun, Maas, Jurafsky & Ng 2014; keras/src/ops/nn.py, ctc_decode, whose greedy scores are minus the sum of logits
/// instead of a log probability. Errors: std::invalid_argument when sizes do not fit together, or a step has no
/// probabilities because a logit is NaN or +infinity.
struct CTCDecoder {
  static constexpr std::string_view type_name = "CTCDecoder";

  int blank = 0;           ///< the class that stands for "no label here"; Keras's is 0
  Index beam_width = 100;  ///< how many beginnings of labels are followed
  Index top_paths = 1;     ///< how many labellings beam_search gives, the best first; fewer if there are no more

  template <class Scalar> [[nodiscard]] CTCDecoding greedy(std::span<const Scalar> logits, Index classes) const {
    const Index steps = detail::ctc_steps(type_name, logits.size(), classes, blank);
    CTCDecoding result;
    int before = blank;
    for (Index t = 0; t < steps; ++t) {
      const Scalar* const z = logits.data() + t * classes;
      const auto best = detail::narrow<int>(std::max_element(z, z + classes) - z);
      result.log_probability += normalizer(z, classes, t).log_probability(static_cast<double>(z[best]));
      if (best != blank && best != before) result.labels.push_back(best);
      before = best;
    }
    return result;
  }

  template <class Scalar>
  [[nodiscard]] std::vector<CTCDecoding> beam_search(std::span<const Scalar> logits, Index classes) const {
    const Index steps = detail::ctc_steps(type_name, logits.size(), classes, blank);
    throw_unless(top_paths > 0, type_name, ": top_paths is ", top_paths, "; expected at least 1");
    throw_unless(beam_width >= top_paths, type_name, ": beam_width is ", beam_width, "; expected at least the ",
                 top_paths, " of top_paths");
    detail::CTCBeam beam(beam_width, blank);
    std::vector<double> log_y(static_cast<std::size_t>(classes));
    for (Index t = 0; t < steps; ++t) {
      const Scalar* const z = logits.data() + t * classes;
      const auto row = normalizer(z, classes, t);
      std::transform(z, z + classes, log_y.begin(),
                     [&](Scalar logit) { return row.log_probability(static_cast<double>(logit)); });
      beam.advance(log_y);
    }
    return best_of(beam);
  }

 private:
  template <class Scalar> static detail::SoftmaxNormalizer normalizer(const Scalar* z, Index classes, Index step) {
    const auto row = detail::softmax_normalizer(z, classes);
    throw_unless(detail::is_finite(row.log_sum), type_name, ": the logits of step ", step,
                 " have no softmax; expected none that is NaN or +infinity, and one that is finite");
    return row;
  }

  [[nodiscard]] std::vector<CTCDecoding> best_of(const detail::CTCBeam& beam) const {
    std::vector<CTCDecoding> result;
    for (const detail::CTCPrefix& prefix : beam.prefixes()) {
      if (detail::narrow<Index>(result.size()) == top_paths) break;
      result.push_back({beam.labels(prefix), (std::min)(prefix.total, 0.0)});  // rounding may make it more than 1
    }
    return result;
  }
};

}  // namespace weft
