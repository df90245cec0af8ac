// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/parameter.hpp>
#include <weft/core/settings.hpp>

namespace weft {

/// What the numbers of a parameter are held to: a function that brings them back after each step of the optimizer. A
/// constraint is a plain value:
///
///   struct AtMostOne {
///     static constexpr std::string_view type_name = "AtMostOne";
///
///     template <class Scalar> void apply(const weft::Parameter<Scalar>& w) const {
///       w.array() = w.array().min(Scalar{1});
///     }
///   };
///
///   trainer.constrain({{"kernel", AtMostOne{}}, {"bias", weft::NonNeg{}}});
///
/// apply changes the parameter's numbers and depends on nothing but them. A constraint may also have
///
///   void check_parameter(std::string_view name, const Shape&) const   throws std::invalid_argument where its options
///                                                                     are out of range, or not for such a parameter
///   void for_each_setting(auto&& visit) const                         visit(name, text) for each option, which a
///                                                                     resumed run must have alike
///
/// Source: keras/src/constraints/constraints.py.
template <class C, class Scalar = float>
concept Constraint = std::copyable<C> && requires(const C& constraint, const Parameter<Scalar>& w) {
  { C::type_name } -> std::convertible_to<std::string_view>;
  constraint.apply(w);
};

/// Any one of the constraints.
template <class Scalar> class AnyConstraint {
 public:
  template <class C>
  requires(!std::same_as<C, AnyConstraint>) && Constraint<C, Scalar> AnyConstraint(C constraint)
      : text_(detail::part_text(constraint)),
  check_([=](std::string_view name, const Shape& shape) {
    if constexpr (requires { constraint.check_parameter(name, shape); }) constraint.check_parameter(name, shape);
  }),
  apply_([=](const Parameter<Scalar>& w) { constraint.apply(w); }) {}

  /// Throws std::invalid_argument where it cannot be applied to a parameter of that name and shape.
  void check_parameter(std::string_view name, const Shape& shape) const { check_(name, shape); }
  void apply(const Parameter<Scalar>& w) const { apply_(w); }
  /// What tells it from others: its name and its options.
  [[nodiscard]] const std::string& text() const& { return text_; }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
  std::function<void(std::string_view, const Shape&)> check_;
  std::function<void(const Parameter<Scalar>&)> apply_;
};

/// Constraints of the parameters whose names have a part: {{"recurrent_kernel", MaxNorm{}}, {"bias", NonNeg{}}}.
template <class Scalar> using NamedConstraints = std::vector<std::pair<std::string, AnyConstraint<Scalar>>>;

}  // namespace weft
