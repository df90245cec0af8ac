// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/layer.hpp>
#include <weft/core/parameters.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

namespace {

using weft::Index;
using Matrix = weft::Tensor<double, 2>;

/// y = a x with one learned number: the least a layer needs.
struct Scale {
  using Scalar = double;
  using Input = Matrix;
  using Output = Matrix;
  struct Tape : weft::TapeBase {
    Matrix y, dx;
  };
  static constexpr std::string_view type_name = "Scale";

  weft::Tensor<double, 1> factor;
  Index features = 0;

  Index build(Index input_features, weft::Rng&) {
    factor.resize(1);
    factor.setConstant(2);
    return features = input_features;
  }
  Index output_features() const { return features; }

  const Matrix& forward(const Matrix& x, Tape& tape) const {
    tape.y = x;
    for (Index k = 0; k < x.size(); ++k) tape.y.data()[k] *= factor(0);
    return tape.y;
  }
  const Matrix& backward(const Matrix& x, const Matrix& dy, Tape& tape, Scale& gradient) const {
    tape.dx = dy;
    for (Index k = 0; k < x.size(); ++k) {
      gradient.factor(0) += dy.data()[k] * x.data()[k];
      tape.dx.data()[k] *= factor(0);
    }
    return tape.dx;
  }
  static void for_each_parameter(auto&& visit, auto&... scale) { visit("factor", scale.factor...); }
};

struct Nameless : Scale {
  static void type_name();
};
struct Mutable : Scale {
  const Matrix& forward(const Matrix& x, Tape& tape) { return Scale::forward(x, tape); }
};
struct ByValue : Scale {
  Matrix forward(const Matrix& x, Tape& tape) const { return Scale::forward(x, tape); }
};
struct Uncopyable : Scale {
  Uncopyable() = default;
  Uncopyable(const Uncopyable&) = delete;
};
struct Unbuilt : Scale {
  void build(Index, weft::Rng&);
};

static_assert(weft::Layer<Scale>);
static_assert(weft::Layer<weft::Dense<float>> && weft::Layer<weft::Dense<double>>);
static_assert(weft::Layer<weft::Embedding<float>> && weft::Layer<weft::Embedding<double>>);
static_assert(weft::Layer<weft::LSTM<float>>);
static_assert(weft::Layer<weft::LSTM<double, weft::Returns::sequences>>);
static_assert(weft::Layer<weft::Bidirectional<weft::LSTM<float>>>);
static_assert(weft::Layer<weft::Sequential<weft::Embedding<float>, weft::LSTM<float>, weft::Dense<float>>>);
static_assert(weft::Layer<weft::Sequential<Scale, weft::Dense<double>>>);

static_assert(!weft::Layer<int>);
static_assert(!weft::Layer<Nameless>, "a layer has a name");
static_assert(!weft::Layer<Mutable>, "a layer is const while it computes");
static_assert(!weft::Layer<ByValue>, "what forward gives lives in the tape");
static_assert(!weft::Layer<Uncopyable>, "a layer is a value");
static_assert(!weft::Layer<Unbuilt>, "build gives the output's features");

}  // namespace

TEST_CASE("a layer of one's own works in a Sequential and with what treats models as parameters") {
  weft::Rng rng(1);
  weft::Sequential model{rng, weft::Input{2}, Scale{}, weft::Dense<double>{1}};
  CHECK(model.output_features() == 1);
  CHECK(weft::parameter_count(model) == 1 + 2 + 1);

  Matrix x(1, 2), dy(1, 1);
  x.setValues({{3, 5}});
  dy.setValues({{1}});
  auto tape = weft::make_tape(model);
  auto gradient = weft::zeros_like(model);
  const auto& kernel = model.layer<1>().kernel;
  CHECK(model.forward(x, tape)(0, 0) == doctest::Approx(2 * (3 * kernel(0, 0) + 5 * kernel(1, 0))));
  const Matrix& dx = model.backward(x, dy, tape, gradient);
  CHECK(dx(0, 1) == doctest::Approx(2 * kernel(1, 0)));
  CHECK(gradient.layer<0>().factor(0) == doctest::Approx(3 * kernel(0, 0) + 5 * kernel(1, 0)));
  CHECK(gradient.layer<1>().kernel(0, 0) == doctest::Approx(6));
}
