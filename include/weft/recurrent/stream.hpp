// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <span>

#include <weft/recurrent/frozen.hpp>
#include <weft/system/denormals.hpp>

namespace weft {

/// One or several endless sequences through a model, as they come: a step or a chunk at a time. What the recurrent
/// layers remember is in the stream, and goes on from call to call; however a sequence is cut into calls, the outputs
/// are the bits of one forward over all of it.
///
///   y_t = model(x_0 ... x_t)        the last layer's output after each step, whether the model returns sequences or
///   not
///
/// A model in a stream is made of LSTM, GRU, SimpleRNN, RNN, Dense, ActivationLayer and Sequential. The weights are
/// packed once and shared by all streams of one Frozen; a copy of a stream goes on from where the first one is.
///
/// After construction nothing is allocated, nothing locks and nothing throws, so that a stream can run in a thread that
/// must not wait, as audio does. Sizes that do not fit are therefore only asserted (eigen_assert). Denormal numbers
/// count as zero within a call; a thread that has set this already, for a whole block, saves the time to set it.
/// A stream is for one thread at a time.
///
/// Errors: std::invalid_argument, by the constructor alone, when a layer is not built or goes backward, or when the
/// batch is not positive. A Bidirectional in the model does not compile.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Input{1}, weft::LSTM{16}, weft::Dense{1}};
///   weft::Stream stream{model};
///   for (float sample : {0.1F, 0.5F, -0.2F}) sample = stream.step(sample);
template <Layer Model, class Weight = typename Model::Scalar> class Stream {
  static_assert(detail::Streamable<Model>,
                "weft::Stream: each layer of the model must compute step by step, as LSTM, GRU, SimpleRNN, RNN, Dense "
                "and ActivationLayer do; a Bidirectional begins at the end, and a stream has none");
  using Layers = detail::FrozenLayer<Model, Weight>;
  using View = typename Layers::View;

 public:
  using Scalar = typename Model::Scalar;

  /// So many sequences side by side, each with a state of its own.
  explicit Stream(Frozen<Model, Weight> frozen, Index batch = 1) : frozen_(std::move(frozen)), batch_(batch) {
    throw_unless(batch > 0, "Stream: batch is ", batch, "; expected at least 1");
    layers().begin(batch, state_);
    layers().for_each_state(state_, [&](const Rows<Scalar>&, Index features) { state_size_ += features * batch_; });
    kernels::instruction_set();  // which is found out at its first use
  }
  explicit Stream(const Model& model, Index batch = 1) : Stream(Frozen<Model, Weight>(model), batch) {}

  [[nodiscard]] Index batch() const { return batch_; }
  [[nodiscard]] Index input_features() const { return frozen_.model().input_features(); }
  [[nodiscard]] Index output_features() const { return frozen_.model().output_features(); }

  /// One step of every sequence: [batch x input_features] to [batch x output_features], which are overwritten by the
  /// next call.
  void step(std::span<const Scalar> x, std::span<Scalar> y) noexcept { run(x, y); }

  /// The same of one sequence of single numbers, through a model with one output.
  Scalar step(Scalar x) noexcept {
    Scalar y{};
    run({&x, 1}, {&y, 1});
    return y;
  }

  /// Several steps: [steps x batch x input_features] to [steps x batch x output_features].
  void run(std::span<const Scalar> x, std::span<Scalar> y) noexcept {
    const Index in = batch_ * input_features(), out = batch_ * output_features(), steps = std::ssize(y) / out;
    eigen_assert(std::ssize(x) == steps * in && std::ssize(y) == steps * out);
    const auto each_step = [&] {
      for (Index t = 0; t < steps; ++t) step(x.data() + t * in, y.data() + t * out);
    };
    if (Denormals::are_flushed()) return each_step();
    const ScopedDenormals flush(Denormals::flushed());
    each_step();
  }

  /// From the beginning again, all sequences.
  void reset() noexcept {
    layers().for_each_state(
        state_, [](Rows<Scalar>& rows, Index) { std::fill_n(rows.data(), rows.count() * rows.features(), Scalar(0)); });
  }
  /// The k-th of the batch alone.
  void reset(Index k) noexcept {
    eigen_assert(k >= 0 && k < batch_);
    layers().for_each_state(state_,
                            [k](Rows<Scalar>& rows, Index) { std::fill_n(rows.row(k), rows.features(), Scalar(0)); });
  }

  /// How many numbers the state has: those that a layer carries to its next step, layer by layer, [batch x units] each,
  /// h and then c.
  [[nodiscard]] Index state_size() const { return state_size_; }
  void copy_state(std::span<Scalar> state) const noexcept {
    eigen_assert(std::ssize(state) == state_size_);
    Scalar* to = state.data();
    for_each_row(state_, [&](const Scalar* row, Index features) { to = std::copy_n(row, features, to); });
  }
  /// Goes on from a state that copy_state gave.
  void set_state(std::span<const Scalar> state) noexcept {
    eigen_assert(std::ssize(state) == state_size_);
    const Scalar* from = state.data();
    for_each_row(state_, [&](Scalar* row, Index features) {
      std::copy_n(from, features, row);
      from += features;
    });
  }

 private:
  void step(const Scalar* x, Scalar* y) {
    const View given = layers().step(View(x, batch_, input_features()), state_);
    for (Index k = 0; k < batch_; ++k) copy(given.data + k * given.row_stride, given.columns, y + k * given.columns);
  }

  /// Some at a time without a call: there are few.
  static void copy(const Scalar* from, Index count, Scalar* to) {
    constexpr Index some = 8;
    for (; count >= some; count -= some, from += some, to += some) std::memcpy(to, from, some * sizeof(Scalar));
    for (; count > 0; --count) *to++ = *from++;
  }

  const Layers& layers() const { return frozen_.layers(); }

  void for_each_row(auto& state, const auto& visit) const {
    layers().for_each_state(state, [&](auto& rows, Index features) {
      for (Index k = 0; k < batch_; ++k) visit(rows.row(k), features);
    });
  }

  Frozen<Model, Weight> frozen_;
  Index batch_, state_size_ = 0;
  typename Layers::State state_;
};

template <Layer Model> explicit Stream(const Model&) -> Stream<Model>;
template <Layer Model> Stream(const Model&, Index) -> Stream<Model>;
template <Layer Model, class Weight> explicit Stream(Frozen<Model, Weight>) -> Stream<Model, Weight>;
template <Layer Model, class Weight> Stream(Frozen<Model, Weight>, Index) -> Stream<Model, Weight>;

}  // namespace weft
