// SPDX-License-Identifier: MIT
#include <weft/constraints/constraint.hpp>

#include <doctest/doctest.h>

#include <weft/constraints/max_norm.hpp>
#include <weft/constraints/non_neg.hpp>

namespace {

/// The one in the concept's comment.
struct AtMostOne {
  static constexpr std::string_view type_name = "AtMostOne";

  template <class Scalar> void apply(const weft::Parameter<Scalar>& w) const { w.array() = w.array().min(Scalar{1}); }
};

struct WithoutName {
  template <class Scalar> void apply(const weft::Parameter<Scalar>&) const {}
};

using weft::AnyConstraint;

}  // namespace

static_assert(weft::Constraint<AtMostOne> && weft::Constraint<AtMostOne, double>);
static_assert(!weft::Constraint<WithoutName>);
static_assert(!weft::Constraint<int>);
static_assert(std::is_convertible_v<AtMostOne, AnyConstraint<float>>);
static_assert(!std::is_constructible_v<AnyConstraint<float>, WithoutName>);
static_assert(std::copyable<AnyConstraint<float>>);

TEST_CASE("any constraint, one of a user's own too, does what it was made of, and so does its copy") {
  weft::Tensor<float, 1> w(3);
  w.setValues({-1, 0.5F, 2});
  const AnyConstraint<float> own = AtMostOne{};
  const AnyConstraint<float> copy = own;
  CHECK_NOTHROW(copy.check_parameter("w", weft::Parameter<float>(w).shape()));
  copy.apply(weft::Parameter<float>(w));
  CHECK(w(0) == -1);
  CHECK(w(1) == 0.5F);
  CHECK(w(2) == 1);
  AnyConstraint<float>(weft::NonNeg{}).apply(weft::Parameter<float>(w));
  CHECK(w(0) == 0);
}

TEST_CASE("any constraint is checked by what it was made of, and told from others by its name and its options") {
  const AnyConstraint<double> constraint = weft::MaxNorm{.max_value = 0.5, .axis = 1};
  CHECK(constraint.text() == "MaxNorm max_value=0.5 axis=1");
  CHECK(AnyConstraint<double>(AtMostOne{}).text() == "AtMostOne");
  CHECK_THROWS_AS(constraint.check_parameter("bias", weft::Shape(std::array<weft::Index, 1>{3})),
                  std::invalid_argument);
}
