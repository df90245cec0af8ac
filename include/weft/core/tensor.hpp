// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <unsupported/Eigen/CXX11/Tensor>
#include <weft/core/buffer.hpp>
#include <weft/core/error.hpp>

namespace weft {

/// What parameters, inputs and outputs are made of: rank at compile time, extents at run time, row after row.
///
/// Eigen::DontAlign: an aligned tensor's memory comes from malloc, from Eigen's own allocator or from neither, as the
/// compiler's flags say, and a program whose files were compiled with different flags would give it back to another one
/// than it came from. This one's always comes from malloc.
template <class Scalar, int Rank> using Tensor = Eigen::Tensor<Scalar, Rank, Eigen::RowMajor | Eigen::DontAlign>;

/// The most features, units or tokens there may be: of four times as many, and some for padding, 32 bits keep count.
inline constexpr Index most_extent = Index{1} << 28;

/// Throws std::invalid_argument in a layer's name unless there is at least one, and no more than can be counted with.
inline void check_extent(std::string_view layer, std::string_view name, Index extent) {
  throw_unless(extent > 0, layer, ": ", name, " is ", extent, "; expected at least 1");
  throw_unless(extent <= most_extent, layer, ": ", name, " is ", extent, "; expected at most ", most_extent);
}

/// The same for the features of the input that a layer is built for.
inline void check_input_features(std::string_view layer, Index features) {
  throw_unless(features > 0, layer, ": the input has ", features,
               " features; a first layer needs to be told by Input{features}");
  throw_unless(features <= most_extent, layer, ": the input has ", features, " features; expected at most ",
               most_extent);
}

/// A rank-2 tensor whose memory belongs to somebody else.
template <class Scalar> using MatrixMap = Eigen::TensorMap<Tensor<Scalar, 2>>;
template <class Scalar> using ConstMatrixMap = Eigen::TensorMap<const Tensor<Scalar, 2>>;

/// Numbers one after another in somebody else's memory, to compute with all at once.
template <class Scalar> using NumbersMap = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>>;
template <class Scalar> using ConstNumbersMap = Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>>;

/// A [count x features] tensor whose number of rows changes from batch to batch: it grows when it must and keeps its
/// memory when it shrinks. Its contents are unspecified after a resize.
template <class Scalar> class Rows {
 public:
  void resize(Index count, Index features) {
    count_ = count;
    features_ = features;
    storage_.resize(count * features);
  }
  void resize_zero(Index count, Index features) {
    resize(count, features);
    std::fill_n(data(), count * features, Scalar(0));
  }

  [[nodiscard]] Index count() const { return count_; }
  [[nodiscard]] Index features() const { return features_; }
  Scalar* data() { return storage_.data(); }
  [[nodiscard]] const Scalar* data() const { return storage_.data(); }
  Scalar* row(Index r) { return data() + r * features_; }
  [[nodiscard]] const Scalar* row(Index r) const { return data() + r * features_; }
  MatrixMap<Scalar> tensor() { return {data(), count_, features_}; }
  [[nodiscard]] ConstMatrixMap<Scalar> tensor() const { return {data(), count_, features_}; }

 private:
  Buffer<Scalar> storage_;
  Index count_ = 0, features_ = 0;
};

/// The extents as a reader writes them: "[3 x 4]".
template <class TensorType> std::string shape_text(const TensorType& tensor) {
  std::string text = "[";
  for (Index axis = 0; axis < TensorType::NumDimensions; ++axis)
    text += (axis == 0 ? "" : " x ") + std::to_string(tensor.dimensions()[static_cast<std::size_t>(axis)]);
  return text + "]";
}

}  // namespace weft
