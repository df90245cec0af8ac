// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/core/tensor.hpp>
#include <weft/losses/detail/ctc_states.hpp>
#include <weft/losses/detail/log_space.hpp>

// The sums over all paths, with the numbers of docs/math/ctc.md. They are taken in double whatever the logits are: the
// logarithms grow with the steps, to -10,000 and beyond, where the last digit of a float is worth 0.001, and gradients
// are differences of such numbers, exponentiated.
namespace weft::detail {

/// Memory of a pass, kept for the next one.
struct CTCMemory {
  CTCStates states;
  Rows<double> log_p;        ///< log y of each slot: [steps x slots] with a gradient, else [1 x slots]
  Rows<double> alpha;        ///< [steps x states] with a gradient
  Buffer<double> sums;       ///< alpha of the running step, then beta: [states], with a log_zero before and behind
  Buffer<double> posterior;  ///< [slots]

  void resize(Index steps, bool with_gradient) {
    log_p.resize(with_gradient ? steps : 1, states.moments());
    alpha.resize(with_gradient ? steps : 0, states.count());
    posterior.resize(states.moments());
  }
  /// The sums, all log_zero.
  double* clear_sums() {
    sums.resize(states.count() + 2);
    std::fill_n(sums.data(), sums.size(), log_zero);
    return sums.data() + 1;
  }
};

/// The logarithms of the slots' probabilities in one step, and p = softmax(z) unless p is null; p may be z.
template <class Scalar>
void log_probabilities(const CTCStates& states, const Scalar* z, Index classes, double* log_p, Scalar* p) {
  for (Index k = 0; k < states.moments(); ++k) log_p[k] = static_cast<double>(z[states.class_of(k)]);
  const SoftmaxNormalizer row = p == nullptr ? softmax_normalizer(z, classes) : softmax_row(z, p, classes);
  for (Index k = 0; k < states.moments(); ++k) log_p[k] = row.log_probability(log_p[k]);
}

/// (4), the first step.
inline void begin_alpha(const CTCStates& states, const double* log_p, double* alpha) {
  for (Index s = 0; s < (std::min)(Index{2}, states.count()); ++s) alpha[s] = log_p[states.slot(s)];
}

/// (5): alpha becomes that of the next step, from the last state to the first, so that what it is made of is still
/// there.
inline void advance_alpha(const CTCStates& states, const double* log_p, double* alpha) {
  for (Index s = states.count() - 1; s >= 0; --s) {
    const double sum = log_add(alpha[s], alpha[s - 1]);
    alpha[s] = (states.may_skip(s) ? log_add(sum, alpha[s - 2]) : sum) + log_p[states.slot(s)];
  }
}

/// (7), the last step.
inline void begin_beta(const CTCStates& states, double* beta) {
  for (Index s = (std::max)(Index{0}, states.count() - 2); s < states.count(); ++s) beta[s] = 0;
}

/// (8): beta becomes that of the step before; log_p is that of the step it is of.
inline void advance_beta(const CTCStates& states, const double* log_p, double* beta) {
  for (Index s = 0; s < states.count(); ++s) beta[s] += log_p[states.slot(s)];
  for (Index s = 0; s < states.count(); ++s) {
    const double sum = log_add(beta[s], beta[s + 1]);
    beta[s] = s + 2 < states.count() && states.may_skip(s + 2) ? log_add(sum, beta[s + 2]) : sum;
  }
}

/// (9): how probable each slot is in this step, given the labels. The states are divided by their own sum, not by P: it
/// is the same number, but for what rounding has added over the steps, so that they always add up to 1.
inline void posteriors(const CTCStates& states, const double* alpha, const double* beta, double* posterior) {
  double largest = alpha[0] + beta[0], sum = 0;
  for (Index s = 1; s < states.count(); ++s) largest = (std::max)(largest, alpha[s] + beta[s]);
  std::fill_n(posterior, states.moments(), 0.0);
  for (Index s = 0; s < states.count(); ++s) {
    const double share = std::exp(alpha[s] + beta[s] - largest);
    posterior[states.slot(s)] += share;
    sum += share;
  }
  for (Index k = 0; k < states.moments(); ++k) posterior[k] /= sum;
}

/// log P(labels | logits), (6). Unless d_logits is null, it becomes the softmax, and the memory what backward needs.
template <class Scalar>
double forward_paths(CTCMemory& memory, const Scalar* logits, Index steps, Index classes, Scalar* d_logits) {
  const CTCStates& states = memory.states;
  if (steps == 0) return states.count() == 1 ? 0 : log_zero;  // an empty path reads as no labels
  memory.resize(steps, d_logits != nullptr);
  double* const alpha = memory.clear_sums();
  for (Index t = 0; t < steps; ++t) {
    double* const log_p = memory.log_p.row(d_logits == nullptr ? 0 : t);
    log_probabilities(states, logits + t * classes, classes, log_p,
                      d_logits == nullptr ? nullptr : d_logits + t * classes);
    t == 0 ? begin_alpha(states, log_p, alpha) : advance_alpha(states, log_p, alpha);
    if (d_logits != nullptr) std::copy_n(alpha, states.count(), memory.alpha.row(t));
  }
  return log_add(alpha[states.count() - 1], alpha[states.count() - 2]);  // of no labels, the latter is before the first
}

/// (10): d_logits becomes the derivative of -log P, from the softmax that forward has left there.
template <class Scalar> void backward_paths(CTCMemory& memory, Index steps, Index classes, Scalar* d_logits) {
  const CTCStates& states = memory.states;
  double* const beta = memory.clear_sums();
  begin_beta(states, beta);
  for (Index t = steps - 1; t >= 0; --t) {
    const double* const log_p = memory.log_p.row(t);
    posteriors(states, memory.alpha.row(t), beta, memory.posterior.data());
    for (Index k = 0; k < states.moments(); ++k)
      d_logits[t * classes + states.class_of(k)] = static_cast<Scalar>(std::exp(log_p[k]) - memory.posterior[k]);
    advance_beta(states, log_p, beta);
  }
}

}  // namespace weft::detail
