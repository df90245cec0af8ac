// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <stdexcept>
#include <string_view>

#include <weft/core/detail/finite.hpp>
#include <weft/core/layer.hpp>

/// What falls out of for_each_parameter: everything that treats a model as the list of its parameters.
namespace weft {

/// Sets every parameter to zero.
template <Layer L> void set_zero(L& model) {
  for_each_parameter(
      [](std::string_view, ParameterOf<L> p) {
        p.for_each_touched([&](Index first, Index count) { std::fill_n(p.data() + first, count, 0); });
        if (p.touched() != nullptr) p.touched()->clear();
      },
      model);
}

/// Sets a gradient to zero that from here on nothing but backward, set_zero and accumulate writes to. It remembers
/// which rows of an Embedding's table they touch, so that what is done with it costs as much as these rows, however
/// many there are.
template <Layer L> void remember_touched_rows(L& gradient) {
  for_each_parameter(
      [](std::string_view, ParameterOf<L> p) {
        p.array().setZero();
        if (p.touched() != nullptr) p.touched()->begin(*p.shape().begin());
      },
      gradient);
}

/// A value of the model's shape, all zeros: a gradient to accumulate into, or a moment.
template <Layer L> [[nodiscard]] L zeros_like(const L& model) {
  L zeros = model;
  set_zero(zeros);
  return zeros;
}

/// sum += term, parameter by parameter. Throws std::invalid_argument, with nothing changed, unless the two have the
/// same shape.
template <Layer L> void accumulate(L& sum, const L& term) {
  for_each_parameter(
      [](std::string_view name, ParameterOf<L> s, ParameterOf<const L> t) {
        throw_unless(s.shape() == t.shape(), "accumulate: ", name, " is ", s.shape(), "; the term's is ", t.shape());
      },
      sum, term);
  for_each_parameter(
      [](std::string_view, ParameterOf<L> s, ParameterOf<const L> t) {
        t.for_each_touched([&](Index first, Index count) {
          NumbersMap<typename L::Scalar>(s.data() + first, count) +=
              ConstNumbersMap<typename L::Scalar>(t.data() + first, count);
        });
        if (s.touched() != nullptr) s.touched()->touch(*t.touched());
      },
      sum, term);
}

/// How many numbers the model learns.
template <Layer L> [[nodiscard]] Index parameter_count(const L& model) {
  Index count = 0;
  for_each_parameter([&](std::string_view, ParameterOf<const L> p) { count += p.size(); }, model);
  return count;
}

/// Whether build has given every parameter its size.
template <class L> bool is_built(const L& layer) {
  bool built = false, all = true;
  for_each_parameter(
      [&](std::string_view, ParameterOf<const L> p) {
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

namespace detail {

/// The sum of the squares, in double, added to what there is already.
template <class Scalar> double add_squares(double sum, std::span<const Scalar> numbers) {
  for (const Scalar number : numbers) sum += static_cast<double>(number) * static_cast<double>(number);
  return sum;
}
template <class Scalar> double add_squares(double sum, const Parameter<const Scalar>& parameter) {
  parameter.for_each_touched(
      [&](Index first, Index count) { sum = add_squares(sum, parameter.numbers(first, count)); });
  return sum;
}

}  // namespace detail

/// The Euclidean length of all parameters together: for a gradient, its global norm. Added up in double.
template <Layer L> [[nodiscard]] double global_norm(const L& model) {
  double sum = 0;
  for_each_parameter([&](std::string_view, ParameterOf<const L> p) { sum = detail::add_squares(sum, p); }, model);
  return std::sqrt(sum);
}

/// Scales the gradient down to the given norm if it is longer (Keras's global_clipnorm; Pascanu et al. 2013).
/// Returns the norm it had. Throws std::invalid_argument when the limit is not positive, std::runtime_error when the
/// norm is not finite.
template <Layer L> double clip_norm(L& gradient, double limit) {
  throw_unless(limit > 0, "clip_norm: the limit is ", limit, "; expected more than 0");
  const double length = global_norm(gradient);
  if (!detail::is_finite(length)) throw std::runtime_error(concat("clip_norm: the gradient's norm is ", length));
  if (length > limit) {
    for_each_parameter(
        [&](std::string_view, ParameterOf<L> p) {
          p.for_each_touched([&](Index first, Index count) {
            for (auto& number : p.numbers(first, count))
              number = static_cast<typename L::Scalar>(static_cast<double>(number) * (limit / length));
          });
        },
        gradient);
  }
  return length;
}

/// A tape for the layer: every buffer one pass writes. Reused from batch to batch it stops allocating; two threads need
/// two.
template <Layer L> [[nodiscard]] typename L::Tape make_tape(const L&, const Context& context) {
  typename L::Tape tape;
  set_context(tape, context);
  return tape;
}

/// A tape for inference takes less memory and time, and its backward is refused.
template <Layer L> [[nodiscard]] typename L::Tape make_tape(const L& layer, Purpose purpose = Purpose::training) {
  return make_tape(layer, Context{.purpose = purpose});
}

}  // namespace weft
