// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include <weft/core/error.hpp>
#include <weft/losses/detail/ctc_check.hpp>
#include <weft/losses/detail/ctc_paths.hpp>

namespace weft {

/// Connectionist temporal classification: the loss of a sequence of which the labels are known, but not their steps.
///
///   y_t = softmax(z_t)                               z: the logits, [steps x classes]
///   P(path) = product over t of y_t[path_t]          path: one class for each step
///   L = -log sum of P(path) over the paths that read as the labels
///
/// A path is read by leaving out each class that is the same as the one a step before, then the blanks: where - is the
/// blank, `-aab-b` reads as `abb`. So two equal labels in a row need a blank between them, and labels need at least
/// least_steps(labels) steps.
///
///   CTC loss;
///   CTC::Workspace workspace;  // kept; nothing is allocated for sequences that are no longer than those before
///   const float value = loss.sequence(std::span<const float>(z), classes, labels, dz, workspace);
///
/// The value is that of one sequence, as in Keras; what is made of those of a batch is the caller's (PyTorch's "mean"
/// divides each by its number of labels first). Sums over paths are in double. They take time and memory for
/// steps * (2 labels + 1) numbers; without a gradient, memory for 2 labels + 1.
///
/// The backward pass is derived in docs/math/ctc.md. Source: Graves, Fernandez, Gomez & Schmidhuber 2006;
/// keras/src/losses/losses.py, ctc. Errors: std::invalid_argument when sizes do not fit together or a label is none.
struct CTC {
  static constexpr std::string_view type_name = "CTC";

  /// What is answered where no path reads as the labels: there are too few steps, or a logit of -infinity excludes a
  /// class that is needed. The gradient is 0 in both cases.
  enum class Impossible {
    infinite,  ///< infinity, which it is
    zero,      ///< 0, so that such a sequence takes no part in a sum: PyTorch's zero_infinity
  };

  int blank = 0;  ///< the class that stands for "no label here"; Keras's is 0
  Impossible impossible = Impossible::infinite;

  /// Scratch memory, for one call at a time.
  using Workspace = detail::CTCMemory;

  /// The loss of one sequence. Unless d_logits is empty, it becomes dL/dz; it may be the memory of the logits.
  ///
  ///   logits, d_logits   [steps x classes], row after row: any finite numbers, or -infinity for a class that is
  ///                      excluded. A NaN makes the loss NaN.
  ///   labels             classes other than the blank; see without_padding. There may be none, and no steps.
  template <class Scalar>
  Scalar sequence(std::span<const Scalar> logits, Index classes, std::span<const int> labels,
                  std::type_identity_t<std::span<Scalar>> d_logits, Workspace& workspace) const {
    const Index steps = detail::ctc_steps(type_name, logits.size(), classes, blank);
    throw_unless(d_logits.empty() || d_logits.size() == logits.size(), type_name, ": there are ", logits.size(),
                 " logits and ", d_logits.size(), " derivatives; expected as many, or no derivatives");
    check_labels(labels, classes);
    workspace.states.assign(labels, blank);
    Scalar* const dz = d_logits.empty() ? nullptr : d_logits.data();
    const double log_p = detail::forward_paths(workspace, logits.data(), steps, classes, dz);
    if (detail::is_log_zero(log_p)) {
      std::fill(d_logits.begin(), d_logits.end(), Scalar(0));
      return impossible == Impossible::zero ? Scalar(0) : std::numeric_limits<Scalar>::infinity();
    }
    if (dz != nullptr) detail::backward_paths(workspace, steps, classes, dz);
    return log_p > 0 ? Scalar(0) : static_cast<Scalar>(0 - log_p);  // rounding may make P more than 1
  }

  /// Throws std::invalid_argument unless each label is one of the classes and not the blank.
  void check_labels(std::span<const int> labels, Index classes) const {
    for (std::size_t k = 0; k < labels.size(); ++k)
      throw_unless(labels[k] >= 0 && labels[k] < classes && labels[k] != blank, type_name, ": label ", labels[k],
                   " at position ", k, "; expected 0 to ", classes - 1, " without the blank, ", blank);
  }

  /// The labels without the blanks behind them, which is how Keras pads a row of labels.
  [[nodiscard]] std::span<const int> without_padding(std::span<const int> labels) const {
    while (!labels.empty() && labels.back() == blank) labels = labels.first(labels.size() - 1);
    return labels;
  }

  /// How many steps the labels need: one each, and a blank between two that are equal.
  [[nodiscard]] static Index least_steps(std::span<const int> labels) {
    auto steps = detail::narrow<Index>(labels.size());
    for (std::size_t k = 1; k < labels.size(); ++k) steps += labels[k] == labels[k - 1] ? 1 : 0;
    return steps;
  }

  void for_each_setting(auto&& visit) const {
    visit("blank", std::to_string(blank));
    visit("impossible", impossible == Impossible::zero ? "zero" : "infinite");
  }
};

}  // namespace weft
