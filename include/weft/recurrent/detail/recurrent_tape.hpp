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
/// ended, each on a trajectory of its own. Backward in time they come first, from zero, all on one trajectory; each
/// sequence begins where it leaves it.
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
  ConstantInput<Units, Scalar> tail_run;

  /// Draws the masks of a pass for training with Keras's two modes: a mask of the input that all gates share; or, where
  /// the state is dropped too, one of each for every gate. Other passes have none.
  void draw_masks(const PackedSequence<Scalar>& x, const RecurrentDropout& rates, Index units) {
    if (!draws_masks) return;
    dropout.masks.clear();
    cell.general.masks.clear();
    if (context.purpose == Purpose::inference) return;
    Context from = context;
    if (rates.seed) from.random.seed = *rates.seed;
    const Index masks = rates.state > 0 ? Units::keras_gates : 1;
    if (rates.input > 0) dropout.masks.draw(rates.input, masks, x.packing, x.features(), from.part(0));
    if (rates.state > 0) cell.general.masks.draw(rates.state, masks, x.packing, units, from.part(1));
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
    return has_tails && direction == Direction::forward ? tail_run.state({k, tail_steps(k)}, s)
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
    if (x.is_indexed()) input.finish_shared(x, cell.weights, dx);
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
    tail_run.forward(tails.steps, unroll.end, cell, input.projected(tails.row));
  }

  void run_tails_first(const PackedSequence<Scalar>& x) {
    const Index longest = *std::max_element(tails.steps.begin(), tails.steps.end());
    one_.resize_zero(1, cell.weights.padded_units);
    tail_run.forward(std::span(&longest, 1), one_, cell, input.projected(tails.row));
    unroll.begin.resize(tails.packing.batch(), cell.weights.padded_units);
    for (Index k = 0; k < tails.packing.batch(); ++k) tail_run.copy_states({0, tail_steps(k)}, unroll.begin, k);
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

  /// unroll.gradient is that of the states that were read, at the end of each trajectory, and becomes that of the
  /// states the tails begin with.
  void tails_back_from_last() {
    readers_.clear();
    for (Index k = 0; k < tails.packing.batch(); ++k) readers_.push_back({k, tail_steps(k)});
    tails_back();
  }
  /// Here all have one trajectory, read where they leave it; nobody needs the gradient of its beginning.
  void tails_back_to_first() {
    readers_.clear();
    for (Index k = 0; k < tails.packing.batch(); ++k) readers_.push_back({0, tail_steps(k)});
    tails_back();
  }
  void tails_back() {
    read_ = unroll.gradient;
    tail_run.backward(readers_, read_, cell, unroll.gradient,
                      [&](const View& dz) { input.add_shared(dz, static_cast<Index>(tails.row)); });
  }

  std::vector<Reader> readers_;  ///< where the tails' trajectories are read
  States one_, read_;
};

}  // namespace weft::detail
