// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/tape.hpp>
#include <weft/recurrent/detail/constant_input/constant_input.hpp>
#include <weft/recurrent/detail/constant_input/tails.hpp>
#include <weft/recurrent/detail/input_product.hpp>
#include <weft/recurrent/detail/recurrent_options.hpp>

namespace weft::detail {

/// What a recurrent layer's pass writes: the unrolled steps over the packed rows and, where sequences end with a run of
/// one shared row, as padding that is not masked does, what the cell does over these tails.
///
/// The two meet in the states of each sequence. Forward in time the tails come last, and go on from where the sequences
/// ended, in two shares, so that two threads may have one each. Backward in time they come first, from zero, all on one
/// trajectory; each sequence begins where it leaves it.
template <class Units, class Scalar> class RecurrentTape : public TapeBase {
 public:
  using View = kernels::View<const Scalar>;
  using Cell = detail::Cell<Units, Scalar>;
  using States = typename Cell::States;

  PackedSequence<Scalar> dx;

  Cell cell;
  InputDropout<Units, Scalar> dropout;
  InputProduct<Units, Scalar> input;
  Unroll<Units, Scalar> unroll;
  bool has_initial_state = false;  ///< whether the last forward was given states
  bool draws_masks = true;         ///< those of dropout; otherwise a pass has the masks that are there
  bool has_tails = false;          ///< whether the sequences were split into what is before their tails and these
  Tails tails;
  std::array<ConstantInput<Units, Scalar>, 2> tail_runs;  ///< of every other sequence each; or the first of all

  /// Draws the masks of a pass for training with Keras's two modes: a mask of the input that all gates share; or, where
  /// the state is dropped too, one of each for every gate. Other passes have none.
  void draw_masks(const PackedSequence<Scalar>& x, const RecurrentDropout& rates, Index units) {
    if (!draws_masks) return;
    dropout.masks.clear();
    cell.general.masks.clear();
    if (context.purpose == Purpose::inference) return;
    RandomSource source = context.random;
    if (rates.seed) source.seed = *rates.seed;
    const Index masks = rates.state > 0 ? Units::keras_gates : 1;
    if (rates.input > 0) dropout.masks.draw(rates.input, masks, x.packing, x.features(), source.part(0));
    if (rates.state > 0) cell.general.masks.draw(rates.state, masks, x.packing, units, source.part(1));
  }

  /// What the cells read of x.
  [[nodiscard]] const PackedSequence<Scalar>& input_for_cells(const PackedSequence<Scalar>& x) const {
    return dropout.is_on() ? dropout.input() : x;
  }

  /// Unrolls over the whole batch, from the states in unroll.begin, which are in the order of x.packing.
  template <class OnStep> void forward(const PackedSequence<Scalar>& x, Direction direction, const OnStep& on_step) {
    has_tails = false;
    unroll.forward(x.packing, direction, context.purpose, cell, input_of(x, x.is_indexed() ? x.index.data() : nullptr),
                   on_step);
  }

  /// The same with the tails apart, where the steps between are not asked for. Returns false, and has changed no state,
  /// if there are too few of them, if they would not begin with zero states where they come first, or if each
  /// sequence's states are masked differently.
  bool forward_with_tails(const PackedSequence<Scalar>& x, Direction direction, bool from_zero) {
    has_tails = x.is_indexed() && !cell.general.masks_state() && (from_zero || direction == Direction::forward) &&
                tails.find(x.packing, x.index);
    if (!has_tails) return false;
    if (direction == Direction::forward)
      run_tails_last(x);
    else
      run_tails_first(x);
    return true;
  }

  /// One of the states that the k-th sequence ended with, as it was gone through, [padded units], and which of the
  /// caller's it is.
  [[nodiscard]] const Scalar* end_state(Index k, std::size_t s, Direction direction) const {
    return has_tails && direction == Direction::forward ? tail_runs[share(k)].state({k / 2, tail_steps(k)}, s)
                                                        : unroll.end.each[s].row(k);
  }
  [[nodiscard]] Index order(const PackedSequence<Scalar>& x, Index k) const {
    return x.packing.order(has_tails ? tails.packing.order(k) : k);
  }

  /// Carries unroll.gradient, that of the states at the end, back to the beginning; add_output_gradient as in Unroll.
  template <class AddOutputGradient>
  void backward(const PackedSequence<Scalar>& x, Direction direction, const AddOutputGradient& add_output_gradient) {
    input.begin_gradients(x, dx);
    if (has_tails && direction == Direction::forward) tails_back_from_last();
    steps_back(x, direction, add_output_gradient);
    if (has_tails && direction == Direction::backward) tails_back_to_first();
    if (x.is_indexed()) input.finish_shared(x, cell.weights, dx, context.pool);
  }

 private:
  using Reader = typename ConstantInput<Units, Scalar>::Reader;

  [[nodiscard]] Index tail_steps(Index k) const { return tails.steps[static_cast<std::size_t>(k)]; }

  /// Tells a step where its x W is; `index` as in InputProduct::set_input.
  auto input_of(const PackedSequence<Scalar>& x, const int* index) const {
    return [this, &x, index](const Packing::Step& step, kernels::CellStep<Units, Scalar>& cells) {
      input.set_input(x, cell.weights, index, step, cells);
    };
  }

  void run_before_tails(const PackedSequence<Scalar>& x, Direction direction) {
    unroll.forward(tails.packing, direction, context.purpose, cell, input_of(x, tails.index.data()),
                   [](const Packing::Step&, const Scalar*) {});
  }

  void run_tails_last(const PackedSequence<Scalar>& x) {
    reorder_begin();
    run_before_tails(x, Direction::forward);
    share_out(unroll.end);
    const auto run_share = [&](std::size_t s) {
      tail_runs[s].forward(shares_[s].steps, shares_[s].states, cell, input.projected(tails.row));
    };
    run_both(
        context.pool, [&] { run_share(0); }, [&] { run_share(1); });
  }

  void run_tails_first(const PackedSequence<Scalar>& x) {
    const Index longest = *std::max_element(tails.steps.begin(), tails.steps.end());
    one_.resize_zero(1, cell.weights.padded_units);
    tail_runs[0].forward(std::span(&longest, 1), one_, cell, input.projected(tails.row));
    unroll.begin.resize(tails.packing.batch(), cell.weights.padded_units);
    for (Index k = 0; k < tails.packing.batch(); ++k) tail_runs[0].copy_states({0, tail_steps(k)}, unroll.begin, k);
    run_before_tails(x, Direction::backward);
  }

  /// Brings the beginnings from the order of the whole packing to that of the one without tails.
  void reorder_begin() {
    read_ = unroll.begin;
    for (Index k = 0; k < tails.packing.batch(); ++k) copy_states(read_, tails.packing.order(k), unroll.begin, k);
  }

  template <class AddOutputGradient>
  void steps_back(const PackedSequence<Scalar>& x, Direction direction, const AddOutputGradient& add_output_gradient) {
    const int* index = has_tails ? tails.index.data() : x.index.data();
    unroll.backward(has_tails ? tails.packing : x.packing, direction, cell, add_output_gradient,
                    [&](Index first, const View& dz) {
                      if (x.is_indexed())
                        input.add_shared(dz, index + first);
                      else
                        input.finish(x, first, dz, cell.weights, dropout, dx);
                    });
  }

  /// Some of the tails: their steps, the states they begin with and then the gradients of those, and where they are
  /// read.
  struct Share {
    std::vector<Index> steps;
    States states;
    std::vector<Reader> readers;
  };
  static std::size_t share(Index k) { return static_cast<std::size_t>(k % 2); }

  /// Gives each share its sequences' rows of `all`; every sequence has a trajectory of its own, read at its end.
  void share_out(const States& all) {
    const Index batch = tails.packing.batch();
    for (std::size_t s = 0; s < 2; ++s) {
      shares_[s].steps.clear();
      shares_[s].readers.clear();
      shares_[s].states.resize((batch + 1 - static_cast<Index>(s)) / 2, cell.weights.padded_units);
    }
    for (Index k = 0; k < batch; ++k) {
      Share& to = shares_[share(k)];
      to.steps.push_back(tail_steps(k));
      to.readers.push_back({k / 2, tail_steps(k)});
      copy_states(all, k, to.states, k / 2);
    }
  }

  /// unroll.gradient is that of the states that were read, and becomes that of the states the tails begin with.
  void tails_back_from_last() {
    share_out(unroll.gradient);
    for (std::size_t s = 0; s < 2; ++s) tails_back(tail_runs[s], shares_[s].readers, shares_[s].states);
    for (Index k = 0; k < tails.packing.batch(); ++k) copy_states(shares_[share(k)].states, k / 2, unroll.gradient, k);
  }
  /// Here all have one trajectory, read where they leave it; nobody needs the gradient of its beginning.
  void tails_back_to_first() {
    shares_[0].readers.clear();
    for (Index k = 0; k < tails.packing.batch(); ++k) shares_[0].readers.push_back({0, tail_steps(k)});
    tails_back(tail_runs[0], shares_[0].readers, unroll.gradient);
  }

  void tails_back(ConstantInput<Units, Scalar>& run, const std::vector<Reader>& readers, States& gradient) {
    read_ = gradient;
    run.backward(readers, read_, cell, gradient,
                 [&](const View& dz) { input.add_shared(dz, static_cast<Index>(tails.row)); });
  }

  std::array<Share, 2> shares_;
  States one_, read_;
};

}  // namespace weft::detail
