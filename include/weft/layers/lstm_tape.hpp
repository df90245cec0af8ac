// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <weft/core/tails.hpp>
#include <weft/core/tape.hpp>
#include <weft/core/thread_pool.hpp>
#include <weft/layers/lstm_tail_walk.hpp>

namespace weft {

/// What an LSTM's pass writes: the walk over the packed rows and, where sequences end with a run of one shared row, as
/// padding that is not masked does, the walk over these tails.
///
/// The two walks meet in a state of each sequence. Forward in time the tails come last, and go on from where the
/// sequences ended, in two shares, so that two threads may have one each. Backward in time they come first, from zero,
/// all on one trajectory; each sequence begins where it leaves it.
template <class Scalar, class Output> class LSTMTape : public TapeBase {
 public:
  using View = kernels::View<const Scalar>;

  Output y;
  Sequence<Scalar> dx;

  LSTMWeights<Scalar> weights;
  LSTMInput<Scalar> input;
  LSTMWalk<Scalar> walk;
  bool has_tails = false;  ///< whether walk and tail_walks went over `tails`, rather than walk over the whole batch
  Tails tails;
  std::array<LSTMTailWalk<Scalar>, 2> tail_walks;  ///< of every other sequence each; or the first of all

  /// Walks over the whole batch, from zero states.
  template <class Give> void forward(const Sequence<Scalar>& x, Direction direction, const Give& give) {
    has_tails = false;
    walk.begin.resize_zero(x.packing.batch(), weights.padded_units);
    walk.forward(x.packing, direction, context.purpose, weights, feed(x, x.is_indexed() ? x.index.data() : nullptr),
                 give);
  }

  /// Walks over the batch with its tails apart. Returns false, and has done nothing of use, if there are too few of
  /// them.
  bool forward_with_tails(const Sequence<Scalar>& x, Direction direction) {
    has_tails = x.is_indexed() && tails.find(x.packing, x.index);
    if (!has_tails) return false;
    if (direction == Direction::forward)
      walk_tails_last(x);
    else
      walk_tails_first(x);
    return true;
  }

  /// The last state of the k-th sequence as it is walked over, and which of the caller's it is.
  const Scalar* last_h(Index k, Direction direction) const {
    return has_tails && direction == Direction::forward ? tail_walks[share(k)].trajectories.h({k / 2, tail_steps(k)})
                                                        : walk.end.h.row(k);
  }
  Index order(const Sequence<Scalar>& x, Index k) const {
    return x.packing.order(has_tails ? tails.packing.order(k) : k);
  }

  /// Carries walk.gradient, that of the last states, back to the beginning; take as in LSTMWalk.
  template <class Take> void backward(const Sequence<Scalar>& x, Direction direction, const Take& take) {
    input.begin_gradients(x, dx);
    if (has_tails && direction == Direction::forward) tails_back_from_last();
    walk_back(x, direction, take);
    if (has_tails && direction == Direction::backward) tails_back_to_first();
    if (x.is_indexed()) input.finish_shared(x, weights, dx, context.pool);
  }

 private:
  using Reader = typename LSTMTailWalk<Scalar>::Reader;

  Index tail_steps(Index k) const { return tails.steps[static_cast<std::size_t>(k)]; }

  /// Tells a walk's cells where their x W is; `index` as in LSTMInput::give.
  auto feed(const Sequence<Scalar>& x, const int* index) const {
    return [this, &x, index](const Packing::Step& step, kernels::CellStep<Scalar>& cell) {
      input.give(x, weights, index, step, cell);
    };
  }

  void walk_before_tails(const Sequence<Scalar>& x, Direction direction) {
    walk.forward(tails.packing, direction, context.purpose, weights, feed(x, tails.index.data()),
                 [](const Packing::Step&, const Scalar*) {});
  }

  void walk_tails_last(const Sequence<Scalar>& x) {
    walk.begin.resize_zero(tails.packing.batch(), weights.padded_units);
    walk_before_tails(x, Direction::forward);
    share_out(walk.end);
    const auto walk_share = [&](std::size_t s) {
      tail_walks[s].trajectories.walk(shares_[s].steps, shares_[s].state, weights, input.projected(tails.row));
    };
    run_both(
        context.pool, [&] { walk_share(0); }, [&] { walk_share(1); });
  }

  void walk_tails_first(const Sequence<Scalar>& x) {
    const Index longest = *std::max_element(tails.steps.begin(), tails.steps.end());
    zero_.resize_zero(1, weights.padded_units);
    tail_walks[0].trajectories.walk(std::span(&longest, 1), zero_, weights, input.projected(tails.row));
    walk.begin.resize(tails.packing.batch(), weights.padded_units);
    for (Index k = 0; k < tails.packing.batch(); ++k)
      tail_walks[0].trajectories.copy_state({0, tail_steps(k)}, walk.begin, k);
    walk_before_tails(x, Direction::backward);
  }

  template <class Take> void walk_back(const Sequence<Scalar>& x, Direction direction, const Take& take) {
    const int* index = has_tails ? tails.index.data() : x.index.data();
    walk.backward(has_tails ? tails.packing : x.packing, direction, weights, take, [&](Index first, const View& dz) {
      if (x.is_indexed())
        input.add_shared(dz, index + first);
      else
        input.finish(x, first, dz, weights, dx);
    });
  }

  /// Some of the tails: their steps, the states they begin with and then the gradients of those, and where they are
  /// read.
  struct Share {
    std::vector<Index> steps;
    LSTMState<Scalar> state;
    std::vector<Reader> readers;
  };
  static std::size_t share(Index k) { return static_cast<std::size_t>(k % 2); }

  /// Gives each share its sequences' rows of `all`; every sequence has a trajectory of its own, read at its end.
  void share_out(const LSTMState<Scalar>& all) {
    const Index batch = tails.packing.batch();
    for (std::size_t s = 0; s < 2; ++s) {
      shares_[s].steps.clear();
      shares_[s].readers.clear();
      shares_[s].state.resize((batch + 1 - static_cast<Index>(s)) / 2, weights.padded_units);
    }
    for (Index k = 0; k < batch; ++k) {
      Share& to = shares_[share(k)];
      to.steps.push_back(tail_steps(k));
      to.readers.push_back({k / 2, tail_steps(k)});
      copy_state(all, k, to.state, k / 2);
    }
  }

  /// walk.gradient is that of the states that were read, and becomes that of the states the tails begin with.
  void tails_back_from_last() {
    share_out(walk.gradient);
    for (std::size_t s = 0; s < 2; ++s) tails_back(tail_walks[s], shares_[s].readers, shares_[s].state);
    for (Index k = 0; k < tails.packing.batch(); ++k) copy_state(shares_[share(k)].state, k / 2, walk.gradient, k);
  }
  /// Here all have one trajectory, read where they leave it; nobody needs the gradient of its beginning.
  void tails_back_to_first() {
    shares_[0].readers.clear();
    for (Index k = 0; k < tails.packing.batch(); ++k) shares_[0].readers.push_back({0, tail_steps(k)});
    tails_back(tail_walks[0], shares_[0].readers, walk.gradient);
  }

  void tails_back(LSTMTailWalk<Scalar>& tail_walk, const std::vector<Reader>& readers, LSTMState<Scalar>& gradient) {
    read_ = gradient;
    tail_walk.backward(readers, read_, weights, gradient,
                       [&](const View& dz) { input.add_shared(dz, static_cast<Index>(tails.row)); });
  }

  std::array<Share, 2> shares_;
  LSTMState<Scalar> zero_, read_;
};

}  // namespace weft
