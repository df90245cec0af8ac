// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <weft/core/layer.hpp>
#include <weft/recurrent/detail/frozen/frozen_sequential.hpp>

namespace weft {

/// A model that has learned, for serving: its weights are brought into the kernels' layout once and not at every
/// forward, which for one short sequence is most of the work. The results are the model's, to the bit.
///
/// It is const and shares what it holds with its copies, and with the streams made of it; any number of threads may
/// use it at once. `predict` takes it in place of a model. It keeps a copy of the model: what is done to the original
/// later does not reach it.
///
/// Errors: std::invalid_argument when a layer is not built, or when an input does not fit.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32}, weft::Bidirectional{weft::LSTM{64}}, weft::Dense{1}};
///   const weft::Frozen frozen{model};
///   const auto y = weft::predict(frozen, weft::IdLists{{3, 1, 4, 1, 5}});  // [1 x 1]
template <Layer M, class W = typename M::Scalar> class Frozen {
 public:
  using Model = M;
  using Scalar = typename Model::Scalar;
  using Weight = W;
  using Input = typename Model::Input;
  using Output = typename Model::Output;
  using Layers = detail::FrozenLayer<Model, Weight>;

  /// What one forward writes; one for each thread.
  struct Tape {
    typename Layers::Pass pass;
  };

  explicit Frozen(Model model) : packed_(std::make_shared<const Packed>(std::move(model))) {}

  const Model& model() const { return packed_->model; }
  /// The same in the kernels' layout.
  const Layers& layers() const { return packed_->layers; }

  /// The model's forward for inference. What it returns lives in the tape and holds until the next pass with it.
  const Output& forward(const Input& x, Tape& tape) const { return layers().forward(x, tape.pass); }

 private:
  struct Packed {
    explicit Packed(Model from) : model(std::move(from)), layers(model) {}
    Packed(const Packed&) = delete;
    Packed& operator=(const Packed&) = delete;

    Model model;
    Layers layers;  // of this model, which stays where it is
  };

  std::shared_ptr<const Packed> packed_;
};

template <Layer Model> explicit Frozen(Model) -> Frozen<Model>;

/// A model that has learned, with the kernels of its recurrent layers stored as another type:
///
///   weft::Stream stream{weft::freeze<weft::bfloat16>(model)};
///
/// Half as many bytes are read, which is what limits the speed where the weights of a layer do not fit the first-level
/// cache (64 units and more). The results are to the bit those of the model whose kernels have been rounded to that
/// type; biases, and the weights of other layers, stay as they are. docs/streams.md says how far they are from the
/// model's own.
///
/// Stored: float16, bfloat16, or float, which is what Frozen{model} has. float16 is the more exact one, bfloat16 the
/// faster one; float16 is slow unless g++ compiles it for a processor that converts it (AVX2, AVX-512).
///
/// Errors: Frozen's, and std::invalid_argument when a weight is too large for float16, which ends at 65504.
template <class Stored, Layer Model> [[nodiscard]] Frozen<Model, Stored> freeze(Model model) {
  return Frozen<Model, Stored>(std::move(model));
}

}  // namespace weft
