// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "../layers/laws.hpp"
#include "random_batches.hpp"
#include "reference_network.hpp"

namespace {

using namespace weft;
using namespace weft::testing;
using weft::reference::Numbers;
using weft::reference::Steps;

/// An LSTM over a random batch, held to the scalar one in everything that forward and backward give.
template <class Scalar, Returns returns> class Comparison {
 public:
  using L = weft::LSTM<Scalar, returns>;

  Comparison(std::uint64_t seed, Index longest)
      : rng_(seed),
        layer_(some(rng_, 1, 20), rng_.below(2) == 0 ? Direction::forward : Direction::backward),
        features_(some(rng_, 1, 12)) {
    layer_.build(features_, rng_);
    RandomUniform{-0.5, 0.5}(layer_.bias, rng_);
    x_ = random_batch<Scalar>(rng_, random_lengths(rng_, longest), features_, static_cast<Storage>(rng_.below(3)));
  }

  void run(double tolerance) {
    typename L::Tape tape;
    L gradient = zeros_like(layer_);
    const typename L::Output y = layer_.forward(x_, tape), dy = some_gradient(y);
    const PackedSequence<Scalar> dx = layer_.backward(x_, dy, tape, gradient);

    const reference::LSTM lstm = reference::lstm_of(layer_);
    reference::LSTM expected(lstm.features, lstm.units);
    std::vector<Numbers> expected_dx(static_cast<std::size_t>(x_.values.count()), Numbers(lstm.features));
    Distance y_apart, dx_apart;
    for (Index k = 0; k < x_.packing.batch(); ++k) {
      const reference::Unrolled unrolled(lstm, steps(k), layer_.direction());
      compare_output(unrolled, y, k, y_apart);
      add_input_gradient(unrolled.backward(dh(dy, k), expected), k, expected_dx);
    }
    CHECK(y_apart.value() < tolerance);
    for (Index d = 0; d < dx.values.count(); ++d)
      for (Index f = 0; f < features_; ++f) dx_apart.add(dx.values.row(d)[f], expected_dx[at(d)][at(f)]);
    CHECK(dx_apart.value() < tolerance);
    CHECK(apart(gradient.kernel, expected.W) < tolerance);
    CHECK(apart(gradient.recurrent_kernel, expected.U) < tolerance);
    CHECK(apart(gradient.bias, expected.b) < tolerance);
  }

  std::string text() const {
    std::string lengths;
    for (Index k = 0; k < x_.packing.batch(); ++k) lengths += std::to_string(x_.packing.length(k)) + " ";
    return concat(features_, " features, ", layer_.output_features(), " units, direction ",
                  static_cast<int>(layer_.direction()), ", ", x_.values.count(), " stored rows, lengths ", lengths);
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

  Steps steps(Index k) const {
    Steps x;
    for (Index t = 0; t < x_.packing.length(k); ++t)
      x.push_back(reference::copied(x_.row(x_.packing.row(t, k)), features_));
    return x;
  }

  Steps dh(const Tensor<Scalar, 2>& dy, Index k) const {
    Steps dh(at(x_.packing.length(k)), Numbers(at(layer_.output_features())));
    if (!dh.empty())
      (layer_.direction() == Direction::forward ? dh.back() : dh.front()) =
          reference::copied(row(dy, x_.packing.order(k)), units());
    return dh;
  }
  Steps dh(const PackedSequence<Scalar>& dy, Index k) const {
    Steps dh;
    for (Index t = 0; t < x_.packing.length(k); ++t)
      dh.push_back(reference::copied(dy.row(x_.packing.row(t, k)), units()));
    return dh;
  }

  void compare_output(const reference::Unrolled& unrolled, const Tensor<Scalar, 2>& y, Index k, Distance& apart) const {
    for (Index u = 0; u < units(); ++u) apart.add(y(x_.packing.order(k), u), unrolled.last()[at(u)]);
  }
  void compare_output(const reference::Unrolled& unrolled, const PackedSequence<Scalar>& y, Index k,
                      Distance& apart) const {
    const Steps states = unrolled.states();
    for (Index t = 0; t < x_.packing.length(k); ++t)
      for (Index u = 0; u < units(); ++u) apart.add(y.row(x_.packing.row(t, k))[u], states[at(t)][at(u)]);
  }

  void add_input_gradient(const Steps& dx, Index k, std::vector<Numbers>& sum) const {
    for (Index t = 0; t < x_.packing.length(k); ++t) {
      const Index r = x_.packing.row(t, k);
      Numbers& to = sum[x_.is_indexed() ? at(x_.index[at(r)]) : at(r)];
      for (std::size_t f = 0; f < to.size(); ++f) to[f] += dx[at(t)][f];
    }
  }

  template <class Parameter> static double apart(const Parameter& given, const Numbers& expected) {
    Distance distance;
    for (Index k = 0; k < given.size(); ++k) distance.add(given.data()[k], expected[at(k)]);
    return distance.value();
  }

  Index units() const { return layer_.output_features(); }

  Rng rng_;
  L layer_;
  Index features_;
  PackedSequence<Scalar> x_;
};

template <class Scalar, Returns returns>
void compare(std::uint64_t first_seed, int cases, Index longest, double tolerance) {
  for (int k = 0; k < cases; ++k) {
    const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(k);
    Comparison<Scalar, returns> comparison(seed, longest);
    INFO("seed ", seed, ": ", comparison.text());
    comparison.run(tolerance);
  }
}

}  // namespace

TEST_CASE("an LSTM of any size gives what the scalar one does for any batch, in double") {
  compare<double, Returns::last_state>(1000, 400, 12, 1e-12);
  compare<double, Returns::sequences>(2000, 300, 12, 1e-12);
}

TEST_CASE("an LSTM of any size gives what the scalar one does for any batch, in float") {
  compare<float, Returns::last_state>(3000, 300, 12, 1e-5);
  compare<float, Returns::sequences>(4000, 200, 12, 1e-5);
}

TEST_CASE("an LSTM gives what the scalar one does over long sequences and long tails") {
  compare<double, Returns::last_state>(5000, 150, 400, 1e-11);
  compare<float, Returns::last_state>(6000, 150, 700, 1e-4);
}
