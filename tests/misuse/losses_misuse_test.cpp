// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/losses.hpp>
#include <weft/metrics.hpp>

#include "misuse.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

Tensor<float, 2> ones(Index rows, Index columns) { return Tensor<float, 2>(rows, columns).setConstant(1.0F); }

/// The loss of two rows of three predictions with targets that it takes.
template <class L> void loss_of(const L& loss) { loss_value(loss, ones(2, 3), TargetRows{ones(2, 3)}); }

/// The loss of two steps of three classes with this label, the blank being class 0.
void ctc_of(const CTC& loss, std::size_t logits, int label, std::size_t derivatives = 0) {
  const std::vector<float> z(logits);
  const std::vector<int> labels{label};
  std::vector<float> dz(derivatives);
  CTC::Workspace workspace;
  loss.sequence(std::span(z), 3, labels, dz, workspace);
}
void decode(const CTCDecoder& decoder, float logit = 0) {
  const std::vector<float> z{0, 1, logit};
  decoder.beam_search(std::span(z), 3);
}

/// Gives the metric a row of so many predictions and targets.
template <class M> M updated(M metric, std::size_t predictions, std::size_t targets) {
  const std::vector<float> p(predictions, 0.5F), y(targets, 1.0F);
  metric.update(std::span(p), std::span(y));
  return metric;
}

const std::vector<Misuse> losses{
    {"targets of fewer rows than the predictions",
     [] { loss_value(BinaryCrossentropy{}, ones(3, 1), TargetRows{ones(2, 1)}); }},
    {"targets of more outputs than the predictions",
     [] { loss_value(BinaryCrossentropy{}, ones(3, 1), TargetRows{ones(3, 2)}); }},
    {"a row of several targets for a loss of classes", [] { loss_of(SparseCategoricalCrossentropy{}); }},
    {"a class beyond the predictions",
     [] {
       loss_value(SparseCategoricalCrossentropy{}, ones(2, 3), TargetRows{std::vector<int>{2, 3}});
     }},
    {"a label smoothing out of its range", [] { loss_of(BinaryCrossentropy{.label_smoothing = 1.5}); }},
    {"a label smoothing of several classes out of its range",
     [] { loss_of(CategoricalCrossentropy{.label_smoothing = -1}); }},
    {"a focal loss whose alpha is out of its range", [] { loss_of(BinaryFocalCrossentropy{.alpha = 1.5}); }},
    {"a focal loss whose gamma is negative", [] { loss_of(CategoricalFocalCrossentropy{.gamma = -1}); }},
    {"a Huber whose delta is 0", [] { loss_of(Huber{.delta = 0}); }},
    {"a Tversky whose beta is negative", [] { loss_of(Tversky{.beta = -0.5}); }},
    {"the mean of a loss with an option out of its range", [] { MeanOf{Huber{.delta = not_a_number}}; }},
    {"a blank that is none of CTC's classes", [] { ctc_of({.blank = 3}, 6, 1); }},
    {"logits that are no whole steps", [] { ctc_of({}, 7, 1); }},
    {"fewer derivatives than logits", [] { ctc_of({}, 6, 1, 3); }},
    {"a label that is the blank", [] { ctc_of({}, 6, 0); }},
    {"a decoder that is to give 0 labellings", [] { decode({.top_paths = 0}); }},
    {"a beam that is narrower than what it is to give", [] { decode({.beam_width = 2, .top_paths = 3}); }},
    {"logits that have no softmax", [] { decode({}, std::numeric_limits<float>::quiet_NaN()); }},
    {"a row of targets of another size for a metric", [] { updated(BinaryAccuracy{}, 2, 3); }},
    {"a row of several targets for a metric of classes", [] { updated(SparseCategoricalAccuracy{}, 3, 3); }},
    {"a threshold that is not finite", [] { BinaryAccuracy{not_a_number}; }},
    {"a threshold that is no probability", [] { Precision{{.threshold = 1.5}}; }},
    {"a Recall among the 0 largest predictions", [] { Recall{{.top_k = 0}}; }},
    {"a Recall among more predictions than there are", [] { updated(Recall{{.top_k = 4}}, 3, 3); }},
    {"a Precision of output -1", [] { Precision{{.class_id = -1}}; }},
    {"a Precision of an output that there is not", [] { updated(Precision{{.class_id = 3}}, 3, 3); }},
    {"a top-k accuracy whose k is 0", [] { SparseTopKCategoricalAccuracy{0}; }},
    {"an AUC of one threshold", [] { AUC{{.num_thresholds = 1}}; }},
    {"an AUC's threshold out of its range",
     [] {
       AUC{{.thresholds = {0.5, 2}}};
     }},
    {"an AUC's negative weight",
     [] {
       AUC{{.label_weights = {1, -1}}};
     }},
    {"an AUC's weights for another number of outputs",
     [] {
       updated(AUC{{.label_weights = {1, 1}}}, 3, 3);
     }},
    {"an AUC of each output, and a row of another size",
     [] { updated(updated(AUC{{.multi_label = true}}, 2, 2), 3, 3); }},
    {"a specificity out of its range", [] { SensitivityAtSpecificity{1.5}; }},
    {"a recall at no threshold",
     [] {
       RecallAtPrecision{0.5, {.num_thresholds = 0}};
     }},
    {"an F score whose beta is 0", [] { FBetaScore{{.beta = 0}}; }},
    {"an F score whose threshold is 0", [] { F1Score{{.threshold = 0}}; }},
    {"an F score, and a row of another size", [] { updated(updated(F1Score{}, 2, 2), 3, 3); }},
    {"a ConfusionMatrix of one class", [] { ConfusionMatrix{1}; }},
    {"a ConfusionMatrix of other classes than the model has", [] { updated(ConfusionMatrix{4}, 3, 1); }},
    {"an R2Score adjusted by a negative number", [] { R2Score{{.num_regressors = -1}}; }},
    {"an R2Score, and a row of another size", [] { updated(updated(R2Score{}, 2, 2), 3, 3); }},
    {"the sum of two metrics that were made differently",
     [] {
       ConfusionMatrix sum{3};
       add(sum, ConfusionMatrix{4});
     }},
};

}  // namespace

TEST_CASE("a loss or a metric that is used wrongly says what docs/errors.md says") {
  check_misuses("Losses and metrics", losses);
}
