// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include <weft/core/finite.hpp>
#include <weft/core/layer.hpp>
#include <weft/core/purpose.hpp>
#include <weft/core/thread_pool.hpp>

/// What falls out of for_each_parameter: everything that treats a model as the list of its parameters.
namespace weft {

/// A parameter's name with its layers' before it, "bidirectional/forward/bias", on the stack: walking over a model
/// allocates nothing. Not inlined, since every visitor makes the name of every parameter.
class ParameterName {
 public:
  [[gnu::noinline]] ParameterName(std::string_view layer, std::string_view parameter) {
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

/// The visitor that sees every name with `layer`/ before it.
template <class Visit> auto prefixed(std::string_view layer, Visit& visit) {
  return
      [layer, &visit](std::string_view name, auto&... parameters) { visit(ParameterName(layer, name), parameters...); };
}

/// Sets every parameter to zero.
template <Layer L> void set_zero(L& model) {
  L::for_each_parameter([](std::string_view, auto& p) { p.setZero(); }, model);
}

/// A value of the model's shape, all zeros: a gradient to accumulate into, or a moment.
template <Layer L> L zeros_like(const L& model) {
  L zeros = model;
  set_zero(zeros);
  return zeros;
}

/// sum += term, parameter by parameter. Throws std::invalid_argument, with nothing changed, unless the two have the
/// same shape.
template <Layer L> void accumulate(L& sum, const L& term) {
  L::for_each_parameter(
      [](std::string_view name, const auto& s, const auto& t) {
        if (s.dimensions() != t.dimensions())
          throw std::invalid_argument(
              concat("accumulate: ", name, " is ", shape_text(s), "; the term's is ", shape_text(t)));
      },
      sum, term);
  L::for_each_parameter([](std::string_view, auto& s, const auto& t) { s += t; }, sum, term);
}

/// Throws std::invalid_argument in the name of who asks, and the parameter's, unless its gradient has its shape.
template <class Parameter>
[[gnu::noinline]] void check_shape(std::string_view who, std::string_view name, const Parameter& parameter,
                                   const Parameter& gradient) {
  if (parameter.dimensions() == gradient.dimensions()) return;
  throw std::invalid_argument(concat(who, ": the gradient of ", name, " is ", shape_text(gradient),
                                     "; the parameter is ", shape_text(parameter)));
}

/// How many numbers the model learns.
template <Layer L> Index parameter_count(const L& model) {
  Index count = 0;
  L::for_each_parameter([&](std::string_view, const auto& p) { count += p.size(); }, model);
  return count;
}

/// Whether build has given every parameter its size.
template <class L> bool is_built(const L& layer) {
  bool built = false, all = true;
  L::for_each_parameter(
      [&](std::string_view, const auto& p) {
        built = built || p.size() > 0;
        all = all && p.size() > 0;
      },
      layer);
  return built && all;
}

/// What build asks first: whether the layer is built already, and so is to stay as it is. `input_features` of 0 says
/// that nobody knows them. Throws std::invalid_argument when it was built for others.
template <class L> bool is_built_for(const L& layer, Index input_features) {
  if (!is_built(layer)) return false;
  if constexpr (requires { layer.input_features(); })
    throw_unless(input_features == 0 || input_features == layer.input_features(), L::type_name, ": built for ",
                 layer.input_features(), " features; the input has ", input_features);
  return true;
}

/// Builds a layer that is not built yet; returns how many features its output has.
template <class L> Index build_layer(L& layer, Index input_features, Rng& rng) {
  return is_built_for(layer, input_features) ? layer.output_features() : layer.build(input_features, rng);
}

/// The Euclidean length of all parameters together: for a gradient, its global norm. Added up in double.
template <Layer L> double norm(const L& model) {
  double sum = 0;
  L::for_each_parameter(
      [&](std::string_view, const auto& p) {
        for (Index k = 0; k < p.size(); ++k) sum += static_cast<double>(p.data()[k]) * static_cast<double>(p.data()[k]);
      },
      model);
  return std::sqrt(sum);
}

/// Scales the gradient down to the given norm if it is longer (Keras's global_clipnorm; Pascanu et al. 2013).
/// Returns the norm it had. Throws std::invalid_argument when the limit is not positive, std::runtime_error when the
/// norm is not finite.
template <Layer L> double clip_norm(L& gradient, double limit) {
  throw_unless(limit > 0, "clip_norm: the limit is ", limit, "; expected more than 0");
  const double length = norm(gradient);
  if (!is_finite(length)) throw std::runtime_error(concat("clip_norm: the gradient's norm is ", length));
  if (length > limit) {
    L::for_each_parameter(
        [&](std::string_view, auto& p) {
          for (Index k = 0; k < p.size(); ++k)
            p.data()[k] =
                static_cast<std::decay_t<decltype(p.data()[0])>>(static_cast<double>(p.data()[k]) * (limit / length));
        },
        gradient);
  }
  return length;
}

/// A tape for the layer: every buffer one pass writes. Reused from batch to batch it stops allocating; two threads need
/// two. With a pool, layers that have independent halves run them at the same time, with the same result to the bit. A
/// tape for inference takes less memory and time, and its backward is refused.
template <Layer L>
typename L::Tape make_tape(const L&, ThreadPool* pool = nullptr, Purpose purpose = Purpose::training) {
  typename L::Tape tape;
  use_pool(tape, pool);
  set_purpose(tape, purpose);
  return tape;
}

}  // namespace weft
