// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/packed_sequence.hpp>
#include <weft/core/parameter.hpp>
#include <weft/core/purpose.hpp>

namespace weft::detail {

/// How large an input, an output or its gradient is. Of types that the library does not know it says nothing.
struct Extents {
  Index rows = 0, features = 0, indexed = 0, sequences = 0, steps = 0;

  friend bool operator==(const Extents&, const Extents&) = default;

  [[nodiscard]] std::string text() const {
    const std::string matrix = concat('[', rows, " x ", features, ']');
    return sequences == 0 ? matrix : concat(matrix, " for ", sequences, " sequences of up to ", steps, " steps");
  }
};

template <class Values> Extents extents(const Values&) { return {}; }
template <class Scalar> Extents extents(const Tensor<Scalar, 2>& x) {
  return {.rows = x.dimension(0), .features = x.dimension(1)};
}
inline Extents extents(const Tokens& x) {
  return {.rows = static_cast<Index>(x.ids.size()),
          .features = 1,
          .sequences = x.packing.batch(),
          .steps = x.packing.steps()};
}
template <class Scalar> Extents extents(const PackedSequence<Scalar>& x) {
  return {.rows = x.values.count(),
          .features = x.features(),
          .indexed = static_cast<Index>(x.index.size()),
          .sequences = x.packing.batch(),
          .steps = x.packing.steps()};
}

/// Throws std::invalid_argument naming the parameter unless the gradient has the layer's shape.
template <class L> void check_shapes(const L& layer, const L& gradient) {
  for_each_parameter([](std::string_view name, ParameterOf<const L> p,
                        ParameterOf<const L> g) { check_shape(L::type_name, name, p, g); },
                     layer, gradient);
}

/// What a tape remembers of a forward until the backward that belongs to it, to refuse one that does not before it
/// reads or changes anything. It cannot tell another input of the same extents.
class PassRecord {
 public:
  /// A forward begins that may fail halfway.
  void reset() { layer_ = nullptr; }

  /// A forward of the layer over x has left what its backward needs, unless it was for inference.
  template <class L> void record(const L& layer, const typename L::Input& x, Purpose purpose) {
    if (purpose == Purpose::inference) return reset();
    layer_ = &layer;
    place_ = this;
    extents_ = extents(x);
    if constexpr (requires { packing_ = x.packing; }) packing_ = x.packing;
  }

  /// The backward for it begins; y is what forward gave, if there was one; the purpose is the tape's by now. Throws
  /// std::invalid_argument where there was none, or one of another layer or input, and where dy is not as large as y or
  /// the gradient as the layer.
  template <class L>
  void begin_backward(const L& layer, const typename L::Input& x, const typename L::Output* y,
                      const typename L::Output& dy, const L& gradient, Purpose purpose) {
    throw_unless(purpose == Purpose::training, L::type_name,
                 ": the tape is for inference; backward needs one for training");
    throw_unless(layer_ != nullptr, L::type_name, ": backward needs a forward with the same tape before it");
    throw_unless(layer_ == &layer, L::type_name, ": the tape's last forward was that of another layer");
    throw_unless(place_ == this, L::type_name, ": the tape was copied or moved after its forward");
    check_fit(L::type_name, ": backward's input", extents(x), "forward's", extents_, is_packed_as(x, packing_));
    check_dy(L::type_name, dy, *y);
    check_shapes(layer, gradient);
    reset();
  }

 private:
  /// An output of several parts is compared part by part: it has a member that shows them by name, those of dy and y in
  /// step.
  template <class Output> static void check_dy(std::string_view layer, const Output& dy, const Output& y) {
    if constexpr (requires { Output::for_each_part([](auto&&...) {}, dy, y); })
      Output::for_each_part([&](std::string_view part, const auto& d,
                                const auto& of) { check_dy(layer, ParameterName(": dy", part), d, of); },
                            dy, y);
    else
      check_dy(layer, ": dy", dy, y);
  }
  template <class Part>
  static void check_dy(std::string_view layer, std::string_view name, const Part& dy, const Part& y) {
    check_fit(layer, name, extents(dy), "the output", extents(y), is_packed_alike(dy, y));
  }

  static void check_fit(std::string_view layer, std::string_view name, const Extents& given, std::string_view other,
                        const Extents& expected, bool packed_alike) {
    if (given != expected)
      throw std::invalid_argument(concat(layer, name, " is ", given.text(), "; ", other, " is ", expected.text()));
    throw_unless(packed_alike, layer, name, " is ", "packed for other lengths than ", other);
  }

  template <class Values> static bool is_packed_as(const Values& x, const Packing& packing) {
    if constexpr (requires { x.packing == packing; })
      return x.packing == packing;
    else
      return true;
  }
  template <class Values> static bool is_packed_alike(const Values& a, const Values& b) {
    if constexpr (requires { is_packed_as(a, b.packing); })
      return is_packed_as(a, b.packing);
    else
      return true;
  }

  const void* layer_ = nullptr;
  const PassRecord* place_ = nullptr;  // a tape has pointers into itself
  Extents extents_;
  Packing packing_;
};

}  // namespace weft::detail
