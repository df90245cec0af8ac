// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/data/detail/example_shape.hpp>

/// From examples as a user keeps them to the packed batch a model reads. Row k of what the model gives for it is
/// example chosen[k]; row r of a packed sequence is the step of an example that for_each_step says.
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
  static constexpr bool shares_rows = true;  ///< a layer may compute something once for all of a token's rows

  explicit IdPacker(Padding padding) : padding_(padding) {}

  /// Where padding is read, it is read as far as the longest of the examples goes, and to step `as_far_as` at least.
  template <class Ids>
  void pack(const Ids& inputs, std::span<const Index> chosen, Tokens& packed, Index as_far_as = 0) {
    pack(chosen, packed, as_far_as, [&](Index example) { return ids_of(inputs, example); });
  }

  /// Whether a step that an example was given with is read.
  template <class Ids> [[nodiscard]] bool reads(const Ids& inputs, Index example, Index step) const {
    return counts(ids_of(inputs, example)[static_cast<std::size_t>(step)]);
  }
  /// How many steps of an example are read, if it is not padded to the length of another.
  template <class Ids> [[nodiscard]] Index steps_read(const Ids& inputs, Index example) const {
    return count_read(ids_of(inputs, example));
  }
  [[nodiscard]] bool reads_padding() const { return padding_ == Padding::unmasked; }

  /// About how many steps it takes to compute an example. Padding that is read takes as many as a state needs to
  /// converge, whatever its length.
  template <class Ids> [[nodiscard]] Index steps_to_compute(const Ids& inputs, Index example) const {
    constexpr Index steps_of_padding = 100;
    const auto ids = ids_of(inputs, example);
    if (padding_ == Padding::masked) return steps_read(inputs, example);
    const auto end = std::find_if(ids.rbegin(), ids.rend(), [](int id) { return id != 0; }).base();
    return end - ids.begin() + steps_of_padding;
  }

  /// Calls visit(packed row, example, step) for each step that an example was given with and that is read.
  template <class Ids>
  void for_each_step(const Ids& inputs, std::span<const Index> chosen, const Tokens& packed, auto&& visit) const {
    walk(
        chosen, packed.packing, [&](Index example) { return ids_of(inputs, example); },
        [&](Index row, Index example, Index step, int) { visit(row, example, step); });
  }

 private:
  static std::span<const int> ids_of(const IdLists& lists, Index example) {
    return lists[static_cast<std::size_t>(example)];
  }
  static std::span<const int> ids_of(const IdTensor& padded, Index example) {
    return {padded.data() + example * padded.dimension(1), static_cast<std::size_t>(padded.dimension(1))};
  }

  template <class IdsOf>
  void pack(std::span<const Index> chosen, Tokens& packed, Index as_far_as, const IdsOf& ids_of) {
    packed.padding = padding_;
    measure(chosen, as_far_as, ids_of);
    packed.packing.assign(lengths_);
    packed.ids.assign(static_cast<std::size_t>(packed.packing.rows()), 0);
    walk(chosen, packed.packing, ids_of,
         [&](Index row, Index, Index, int id) { packed.ids[static_cast<std::size_t>(row)] = id; });
  }

  /// Calls visit(packed row, example, step as it was given, id) for each step that an example was given with and that
  /// is read.
  template <class IdsOf, class Visit>
  void walk(std::span<const Index> chosen, const Packing& packing, const IdsOf& ids_of, const Visit& visit) const {
    for (Index k = 0; k < packing.batch(); ++k) {
      const Index example = chosen[static_cast<std::size_t>(packing.order(k))];
      const std::span<const int> ids = ids_of(example);
      Index t = 0;
      for (std::size_t step = 0; step < ids.size(); ++step)
        if (counts(ids[step])) visit(packing.row(t++, k), example, static_cast<Index>(step), ids[step]);
    }
  }

  template <class IdsOf> void measure(std::span<const Index> chosen, Index as_far_as, const IdsOf& ids_of) {
    lengths_.clear();
    for (const Index example : chosen) lengths_.push_back(count_read(ids_of(example)));
    if (padding_ == Padding::unmasked && !lengths_.empty())
      std::fill(lengths_.begin(), lengths_.end(),
                (std::max)(as_far_as, *std::max_element(lengths_.begin(), lengths_.end())));
  }

  [[nodiscard]] Index count_read(std::span<const int> ids) const {
    return std::count_if(ids.begin(), ids.end(), [&](int id) { return counts(id); });
  }
  [[nodiscard]] bool counts(int id) const { return padding_ == Padding::unmasked || id != 0; }

  Padding padding_;
  std::vector<Index> lengths_;
};

/// Sequences of features: all of one length, [examples x time x features], or a [steps x features] for each example.
/// Every step is read, whatever the padding.
template <class Scalar> class SequencePacker {
 public:
  static constexpr bool shares_rows = false;
  using Packed = PackedSequence<Scalar>;

  explicit SequencePacker(Padding) {}

  template <class Sequences>
  void pack(const Sequences& inputs, std::span<const Index> chosen, Packed& packed, Index /*as_far_as*/ = 0) {
    lengths_.clear();
    for (const Index example : chosen) lengths_.push_back(given_steps(inputs, example));
    packed.packing.assign(lengths_);
    const Index features = example_features(inputs);
    packed.values.resize(packed.packing.rows(), features);
    for_each_step(inputs, chosen, packed, [&](Index row, Index example, Index step) {
      std::copy_n(step_of(inputs, example, step), features, packed.values.row(row));
    });
  }

  template <class Sequences> [[nodiscard]] bool reads(const Sequences&, Index, Index) const { return true; }
  template <class Sequences> [[nodiscard]] Index steps_read(const Sequences& inputs, Index example) const {
    return given_steps(inputs, example);
  }
  [[nodiscard]] bool reads_padding() const { return false; }
  template <class Sequences> [[nodiscard]] Index steps_to_compute(const Sequences& inputs, Index example) const {
    return given_steps(inputs, example);
  }

  /// Calls visit(packed row, example, step) for each step.
  template <class Sequences>
  void for_each_step(const Sequences&, std::span<const Index> chosen, const Packed& packed, auto&& visit) const {
    const Packing& packing = packed.packing;
    for (Index t = 0; t < packing.steps(); ++t)
      for (Index k = 0; k < packing.active(t); ++k)
        visit(packing.row(t, k), chosen[static_cast<std::size_t>(packing.order(k))], t);
  }

 private:
  static const Scalar* step_of(const Tensor<Scalar, 3>& inputs, Index example, Index step) {
    return &inputs(example, step, 0);
  }
  static const Scalar* step_of(const SequenceLists<Scalar>& inputs, Index example, Index step) {
    return &inputs[static_cast<std::size_t>(example)](step, 0);
  }

  std::vector<Index> lengths_;
};

/// [examples x features], for models without a time axis.
template <class Scalar> class RowPacker {
 public:
  static constexpr bool shares_rows = false;
  using Packed = Tensor<Scalar, 2>;

  explicit RowPacker(Padding) {}

  void pack(const Tensor<Scalar, 2>& inputs, std::span<const Index> chosen, Packed& packed, Index /*as_far_as*/ = 0) {
    packed.resize(std::ssize(chosen), inputs.dimension(1));
    for (Index k = 0; k < std::ssize(chosen); ++k)
      std::copy_n(&inputs(chosen[static_cast<std::size_t>(k)], 0), inputs.dimension(1), &packed(k, 0));
  }

  [[nodiscard]] bool reads(const Tensor<Scalar, 2>&, Index, Index) const { return true; }
  [[nodiscard]] Index steps_read(const Tensor<Scalar, 2>&, Index) const { return 1; }
  [[nodiscard]] bool reads_padding() const { return false; }
  [[nodiscard]] Index steps_to_compute(const Tensor<Scalar, 2>&, Index) const { return 1; }
};

IdPacker packer_for(const IdLists&, Padding);
IdPacker packer_for(const IdTensor&, Padding);
template <class Scalar> SequencePacker<Scalar> packer_for(const Tensor<Scalar, 3>&, Padding);
template <class Scalar> SequencePacker<Scalar> packer_for(const SequenceLists<Scalar>&, Padding);
template <std::floating_point Scalar> RowPacker<Scalar> packer_for(const Tensor<Scalar, 2>&, Padding);

/// The packer for examples of a kind, and the batch it makes.
template <Examples Inputs> using PackerFor = decltype(packer_for(std::declval<const Inputs&>(), Padding::masked));
template <Examples Inputs> using PackedFor = typename PackerFor<Inputs>::Packed;

}  // namespace weft::detail
