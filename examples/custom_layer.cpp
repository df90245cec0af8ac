// SPDX-License-Identifier: MIT
// A layer of your own: written, checked, trained. docs/adding_a_layer.md goes through it piece by piece.
#include <cmath>
#include <iostream>

#include <weft/testing/gradient_check.hpp>
#include <weft/weft.hpp>

/// Layer normalization (Ba, Kiros & Hinton 2016): brings every row to mean 0 and variance 1, then scales and shifts its
/// features by what was learned; [batch x features] -> the same.
///
///   n = (x - mean of x) s,   s = 1 / sqrt(variance of x + epsilon)          over the features of a row
///   y = gamma * n + beta
///
/// Errors: std::invalid_argument when an input's features do not fit, when the layer has not been built, or when a
/// backward does not belong to the tape's forward.
template <std::floating_point S = float> class LayerNormalization {
 public:
  using Scalar = S;
  using Input = weft::Tensor<Scalar, 2>;
  using Output = weft::Tensor<Scalar, 2>;
  static constexpr std::string_view type_name = "LayerNormalization";

  struct Tape : weft::TapeBase {
    Output y;
    weft::Rows<Scalar> n;    ///< [batch x features]
    weft::Buffer<Scalar> s;  ///< [batch]
    Input dx;
  };

  weft::Tensor<Scalar, 1> gamma, beta;  ///< [features]

  weft::Index build(weft::Index input_features, weft::Rng& /*nothing is drawn*/) {
    if (weft::is_built_for(*this, input_features)) return output_features();
    gamma = weft::Tensor<Scalar, 1>(input_features).setConstant(1);
    beta = weft::Tensor<Scalar, 1>(input_features).setZero();
    return input_features;
  }
  [[nodiscard]] weft::Index input_features() const { return gamma.size(); }
  [[nodiscard]] weft::Index output_features() const { return gamma.size(); }

  const Output& forward(const Input& x, Tape& tape) const {
    check_input(x);
    tape.y.resize(x.dimensions());
    tape.n.resize(x.dimension(0), x.dimension(1));
    tape.s.resize(x.dimension(0));
    for (weft::Index r = 0; r < x.dimension(0); ++r) {
      const auto centred = row(&x(r, 0)) - row(&x(r, 0)).mean();
      tape.s[r] = 1 / std::sqrt(centred.square().mean() + epsilon);
      row(tape.n.row(r)) = centred * tape.s[r];
      row(&tape.y(r, 0)) = row(gamma.data()) * row(tape.n.row(r)) + row(beta.data());
    }
    tape.end_forward(*this, x);
    return tape.y;
  }

  ///   dgamma += sum of dy * n     dbeta += sum of dy                        over the rows
  ///   dx = s (dn - mean of dn - n * mean of (dn * n)),   dn = dy * gamma    over the features of a row
  const Input& backward(const Input& x, const Output& dy, Tape& tape, LayerNormalization& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    tape.dx.resize(x.dimensions());
    for (weft::Index r = 0; r < x.dimension(0); ++r) {
      const auto dy_row = row(&dy(r, 0)), n = row(std::as_const(tape.n).row(r));
      row(gradient.gamma.data()) += dy_row * n;
      row(gradient.beta.data()) += dy_row;
      const auto dn = dy_row * row(gamma.data());
      row(&tape.dx(r, 0)) = tape.s[r] * (dn - dn.mean() - n * (dn * n).mean());
    }
    return tape.dx;
  }

  static void for_each_parameter(auto&& visit, auto&... layers) {
    visit("gamma", layers.gamma...);
    visit("beta", layers.beta...);
  }

 private:
  static constexpr Scalar epsilon = Scalar(1e-3);  // Keras's
  using Row = Eigen::Array<Scalar, 1, Eigen::Dynamic>;
  Eigen::Map<Row> row(Scalar* first) const { return {first, gamma.size()}; }
  Eigen::Map<const Row> row(const Scalar* first) const { return {first, gamma.size()}; }

  void check_input(const Input& x) const {
    weft::throw_unless(gamma.size() > 0, "LayerNormalization: not built; call build(input_features, rng)");
    weft::throw_unless(x.dimension(1) == gamma.size(), "LayerNormalization: the input has ", x.dimension(1),
                       " features; expected ", gamma.size());
  }
};
static_assert(weft::Layer<LayerNormalization<>>);

/// Eight numbers an example over a hum, 1 to 1,000 times as loud; the label tells whether the first four sum to more.
weft::Dataset<weft::Tensor<float, 2>> spectra(weft::Index examples, weft::Rng& rng) {
  weft::Tensor<float, 2> x(examples, 8), labels(examples, 1);
  weft::RandomUniform{0, 1}(x, rng);
  for (weft::Index e = 0; e < examples; ++e) {
    Eigen::Map<Eigen::Array<float, 1, 8>> spectrum(&x(e, 0));
    labels(e, 0) = spectrum.head<4>().sum() > spectrum.tail<4>().sum() ? 1.0F : 0.0F;
    spectrum = (spectrum + 3) * static_cast<float>(std::pow(1000, rng.uniform()));
  }
  return {x, labels};
}

double accuracy_after_training(weft::Layer auto model) {
  weft::Rng rng{7};
  const auto train = spectra(2000, rng), test = spectra(1000, rng);
  weft::fit(model, train, {.epochs = 10, .verbose = weft::Verbose::silent});
  return weft::evaluate(model, test)["accuracy"];
}

int main() try {
  weft::Rng rng{42};
  LayerNormalization<double> layer;
  layer.build(8, rng);
  weft::RandomUniform{0.5, 1.5}(layer.gamma, rng);  // at one, it would hide that a derivative lacks it
  weft::Tensor<double, 2> x(3, 8);
  weft::RandomUniform{-1, 1}(x, rng);
  const auto check = weft::testing::check_gradient(layer, x, rng);
  std::cout << weft::concat(check.checked, " derivatives checked, the worst is off by ", check.worst_relative_error,
                            "\n\n");
  using namespace weft;  // for the names of layers
  Sequential with{rng, Input{8}, LayerNormalization{}, Dense{16, relu}, Dense{1, sigmoid}};
  Sequential without{rng, Input{8}, Dense{16, relu}, Dense{1, sigmoid}};
  std::cout << concat(summary(with), "\naccuracy with the layer: ", accuracy_after_training(with),
                      ", without: ", accuracy_after_training(without), '\n');
  flush_or_throw(std::cout);
  return check.worst_relative_error < 1e-7 ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
