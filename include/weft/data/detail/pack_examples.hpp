// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/data/dataset.hpp>

/// From examples as a user keeps them to the packed batch a model reads. Row k of what the model gives for it is
/// example chosen[k].
namespace weft::detail {

/// How a model reads padding. Only one that begins with token ids has to; others get sequences of one length.
template <Layer Model> Padding padding_of(const Model& model) {
  if constexpr (requires { model.padding(); })
    return model.padding();
  else
    return Padding::masked;
}

/// Turns chosen examples into batches of one kind. Its memory is kept from batch to batch.
class IdPacker {
 public:
  using Packed = Tokens;

  explicit IdPacker(Padding padding) : padding_(padding) {}

  void pack(const IdLists& lists, std::span<const Index> chosen, Tokens& packed) {
    pack(chosen, packed, [&](Index example) { return std::span<const int>(lists[static_cast<std::size_t>(example)]); });
  }
  void pack(const IdTensor& padded, std::span<const Index> chosen, Tokens& packed) {
    const auto steps = static_cast<std::size_t>(padded.dimension(1));
    pack(chosen, packed,
         [&](Index example) { return std::span<const int>(padded.data() + example * padded.dimension(1), steps); });
  }

 private:
  template <class IdsOf> void pack(std::span<const Index> chosen, Tokens& packed, const IdsOf& ids_of) {
    packed.padding = padding_;
    measure(chosen, ids_of);
    packed.packing.assign(lengths_);
    packed.ids.assign(static_cast<std::size_t>(packed.packing.rows()), 0);
    for (Index k = 0; k < packed.packing.batch(); ++k) {
      Index t = 0;
      for (const int id : ids_of(chosen[static_cast<std::size_t>(packed.packing.order(k))]))
        if (counts(id)) packed.ids[static_cast<std::size_t>(packed.packing.row(t++, k))] = id;
    }
  }

  template <class IdsOf> void measure(std::span<const Index> chosen, const IdsOf& ids_of) {
    lengths_.clear();
    for (const Index example : chosen) {
      const auto ids = ids_of(example);
      lengths_.push_back(std::count_if(ids.begin(), ids.end(), [&](int id) { return counts(id); }));
    }
    if (padding_ == Padding::unmasked && !lengths_.empty())
      std::fill(lengths_.begin(), lengths_.end(), *std::max_element(lengths_.begin(), lengths_.end()));
  }

  [[nodiscard]] bool counts(int id) const { return padding_ == Padding::unmasked || id != 0; }

  Padding padding_;
  std::vector<Index> lengths_;
};

/// [examples x time x features]: every sequence has all the steps, whatever the padding.
template <class Scalar> class SequencePacker {
 public:
  using Packed = PackedSequence<Scalar>;

  explicit SequencePacker(Padding) {}

  void pack(const Tensor<Scalar, 3>& inputs, std::span<const Index> chosen, Packed& packed) {
    const Index steps = inputs.dimension(1), features = inputs.dimension(2);
    lengths_.assign(chosen.size(), steps);
    packed.packing.assign(lengths_);
    packed.values.resize(packed.packing.rows(), features);
    for (Index t = 0; t < steps; ++t)
      for (Index k = 0; k < packed.packing.batch(); ++k)
        std::copy_n(&inputs(chosen[static_cast<std::size_t>(packed.packing.order(k))], t, 0), features,
                    packed.values.row(packed.packing.row(t, k)));
  }

 private:
  std::vector<Index> lengths_;
};

/// [examples x features], for models without a time axis.
template <class Scalar> class RowPacker {
 public:
  using Packed = Tensor<Scalar, 2>;

  explicit RowPacker(Padding) {}

  void pack(const Tensor<Scalar, 2>& inputs, std::span<const Index> chosen, Packed& packed) {
    packed.resize(std::ssize(chosen), inputs.dimension(1));
    for (Index k = 0; k < std::ssize(chosen); ++k)
      std::copy_n(&inputs(chosen[static_cast<std::size_t>(k)], 0), inputs.dimension(1), &packed(k, 0));
  }
};

IdPacker packer_for(const IdLists&, Padding);
IdPacker packer_for(const IdTensor&, Padding);
template <class Scalar> SequencePacker<Scalar> packer_for(const Tensor<Scalar, 3>&, Padding);
template <std::floating_point Scalar> RowPacker<Scalar> packer_for(const Tensor<Scalar, 2>&, Padding);

/// The packer for examples of a kind, and the batch it makes.
template <Examples Inputs> using PackerFor = decltype(packer_for(std::declval<const Inputs&>(), Padding::masked));
template <Examples Inputs> using PackedFor = typename PackerFor<Inputs>::Packed;

}  // namespace weft::detail
