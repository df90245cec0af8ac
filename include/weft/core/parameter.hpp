// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string_view>
#include <type_traits>

#include <weft/core/error.hpp>
#include <weft/core/tensor.hpp>
#include <weft/core/touched_rows.hpp>

/// What a model's parameters are to everything that does not know its layers: names and plain references.
namespace weft {

/// The extents of a tensor, as many as it has; written as "[3 x 4]".
class Shape {
 public:
  static constexpr int most_extents = 4;

  Shape() = default;
  template <std::size_t rank> explicit Shape(const std::array<Index, rank>& extents) : rank_(rank) {
    static_assert(rank <= most_extents, "weft: a parameter has at most four extents");
    std::copy(extents.begin(), extents.end(), extents_.begin());
  }

  [[nodiscard]] const Index* begin() const { return extents_.data(); }
  [[nodiscard]] const Index* end() const { return extents_.data() + rank_; }
  [[nodiscard]] int rank() const { return rank_; }

  friend bool operator==(const Shape&, const Shape&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Shape& shape) {
    out << '[';
    for (const Index& extent : shape) out << (&extent == shape.begin() ? "" : " x ") << extent;
    return out << ']';
  }

 private:
  std::array<Index, most_extents> extents_{};
  int rank_ = 0;
};

/// A parameter of whatever rank, of a model, a gradient or a moment: where its numbers are, row after row, and its
/// shape. It refers to memory of the model's and holds while the model does; Scalar is const where the model is.
template <class Scalar> class Parameter {
 public:
  using Number = std::remove_const_t<Scalar>;
  using Map = std::conditional_t<std::is_const_v<Scalar>, ConstNumbersMap<Number>, NumbersMap<Number>>;
  using Touched = std::conditional_t<std::is_const_v<Scalar>, const TouchedRows, TouchedRows>;

  template <class TensorType>
  requires(TensorType::NumDimensions >= 0) explicit Parameter(TensorType& tensor)
      : data_(tensor.data()), size_(tensor.size()) {
    using Plain = std::remove_const_t<TensorType>;
    static_assert(std::is_same_v<typename Plain::Scalar, Number>,
                  "weft: a parameter's numbers are of its layer's Scalar");
    static_assert(static_cast<int>(Plain::Layout) == static_cast<int>(Eigen::RowMajor), "weft stores rows");
    std::array<Index, Plain::NumDimensions> extents{};
    std::copy(tensor.dimensions().begin(), tensor.dimensions().end(), extents.begin());
    shape_ = Shape(extents);
  }
  /// A table that remembers which of its rows were touched.
  template <class TensorType> Parameter(TensorType& tensor, Touched& touched) : Parameter(tensor) {
    touched_ = &touched;
  }
  /// Of numbers that are const from here on.
  template <class Mutable>
  requires std::is_same_v<const Mutable, Scalar> Parameter(const Parameter<Mutable>& other)
      : data_(other.data()), size_(other.size()), shape_(other.shape()), touched_(other.touched()) {}

  [[nodiscard]] Scalar* data() const { return data_; }
  [[nodiscard]] Index size() const { return size_; }
  [[nodiscard]] const Shape& shape() const { return shape_; }

  /// The numbers one after another, to go through and to compute with.
  [[nodiscard]] std::span<Scalar> numbers() const { return {data_, static_cast<std::size_t>(size_)}; }
  [[nodiscard]] Map array() const { return {data_, size_}; }

  /// Null for most parameters, which remember nothing.
  [[nodiscard]] Touched* touched() const { return touched_; }
  /// Calls visit(first, count) for stretches of the numbers, in their order, with all that may be other than zero.
  template <class Visit> void for_each_touched(const Visit& visit) const {
    if (touched_ == nullptr || !touched_->are_known() || size_ == 0) return visit(Index{0}, size_);
    const Index row_size = size_ / *shape_.begin();
    touched_->for_each([&](Index row) { visit(row * row_size, row_size); });
  }
  [[nodiscard]] std::span<Scalar> numbers(Index first, Index count) const {
    return {data_ + first, static_cast<std::size_t>(count)};
  }

 private:
  Scalar* data_;
  Index size_;
  Shape shape_;
  Touched* touched_ = nullptr;
};

/// A parameter of a model of that type, which may be const.
template <class Model>
using ParameterOf =
    Parameter<std::conditional_t<std::is_const_v<Model>, const typename Model::Scalar, typename Model::Scalar>>;

/// A parameter's name with its layers' before it, "bidirectional/forward/bias", on the stack: walking over a model
/// allocates nothing.
class ParameterName {
 public:
  ParameterName(std::string_view layer, std::string_view parameter) {
    append(layer);
    append("/");
    append(parameter);
  }
  operator std::string_view() const { return {text_.data(), size_}; }

 private:
  void append(std::string_view part) {
    if (size_ + part.size() > text_.size()) throw std::length_error("a parameter's name is longer than 256 characters");
    std::copy(part.begin(), part.end(), text_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += part.size();
  }

  std::array<char, 256> text_;
  std::size_t size_ = 0;
};

/// What a layer's for_each_parameter calls: a reference to any function of a name and one Parameter of each model. It
/// has one type for all functions and under any number of names, so that a layer's walk is compiled once for each
/// number of models, and not for all that walks over it.
template <class... Parameters> class ParameterVisitor {
 public:
  template <class Visit> explicit ParameterVisitor(Visit& visit) : visit_(std::addressof(visit)), call_(call<Visit>) {}
  /// The same with `layer`/ before every name.
  ParameterVisitor(std::string_view layer, const ParameterVisitor& inner) : layer_(layer), inner_(&inner) {}

  /// With the tensors of a layer, or with Parameters.
  template <class... Tensors> void operator()(std::string_view name, Tensors&&... tensors) const {
    visit(name, Parameters(tensors)...);
  }

 private:
  template <class Visit> static void call(const void* visit, std::string_view name, const Parameters&... parameters) {
    (*static_cast<Visit*>(const_cast<void*>(visit)))(name, parameters...);
  }

  void visit(std::string_view name, const Parameters&... parameters) const {
    if (inner_ != nullptr) return inner_->visit(ParameterName(layer_, name), parameters...);
    call_(visit_, name, parameters...);
  }

  const void* visit_ = nullptr;
  void (*call_)(const void*, std::string_view, const Parameters&...) = nullptr;
  std::string_view layer_;
  const ParameterVisitor* inner_ = nullptr;
};

/// What a container hands to its layers' for_each_parameter: the visitor that sees their names behind its own.
template <class... Parameters>
ParameterVisitor<Parameters...> prefixed(std::string_view layer, const ParameterVisitor<Parameters...>& visit) {
  return {layer, visit};
}

/// Calls visit(name, parameter, ...) for every parameter of the model, with a Parameter of each of the models, which
/// must be of one type and may be const; they are walked over in step. Allocates nothing.
template <class Visit, class Model, class... Others>
void for_each_parameter(Visit&& visit, Model& model, Others&... others) {
  const ParameterVisitor<ParameterOf<Model>, ParameterOf<Others>...> visitor(visit);
  std::remove_const_t<Model>::for_each_parameter(visitor, model, others...);
}

/// Throws std::invalid_argument in the name of who asks, and the parameter's, unless its gradient has its shape.
template <class Scalar>
void check_shape(std::string_view who, std::string_view name, const Parameter<Scalar>& parameter,
                 const Parameter<Scalar>& gradient) {
  throw_unless(parameter.shape() == gradient.shape(), who, ": the gradient of ", name, " is ", gradient.shape(),
               "; the parameter is ", parameter.shape());
}

}  // namespace weft
