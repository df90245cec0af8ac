// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/random/random.hpp>
#include <weft/recurrent/detail/general_cell/gate_products.hpp>

namespace {

using weft::Index;
using weft::Rows;
using weft::Tensor;
using View = weft::kernels::View<const double>;

constexpr Index rows = 5, depth = 3, units = 11, gates = 3;

Rows<double> random_rows(Index count, Index features, weft::Rng& rng) {
  Rows<double> result;
  result.resize(count, features);
  for (Index k = 0; k < count * features; ++k) result.data()[k] = rng.uniform(-1, 1);
  return result;
}

View view(const Rows<double>& of) { return {of.data(), of.count(), of.features()}; }

struct Given {
  weft::Rng rng{1};
  Tensor<double, 2> weights{depth, gates* units};
  Rows<double> a = random_rows(rows, depth, rng), dz = random_rows(rows, units, rng);
  weft::detail::GateProducts<double> products;

  Given() {
    for (Index k = 0; k < weights.size(); ++k) weights.data()[k] = rng.uniform(-1, 1);
    products.pack(weights, units);
    products.begin_gradients(weights);
  }
};

}  // namespace

TEST_CASE("a gate's product is that with its columns, forward and back") {
  Given given;
  CHECK(given.products.gates() == gates);
  Rows<double> z = random_rows(rows, units, given.rng), da = random_rows(rows, depth, given.rng);
  for (Index gate = 0; gate < gates; ++gate) {
    given.products.multiply(view(given.a), gate, z);
    given.products.multiply_back(given.dz, gate, da);
    for (Index r = 0; r < rows; ++r) {
      double sum_z = 0, sum_a = 0;
      for (Index k = 0; k < depth; ++k) sum_z += given.a.row(r)[k] * given.weights(k, gate * units + 7);
      for (Index unit = 0; unit < units; ++unit) sum_a += given.dz.row(r)[unit] * given.weights(1, gate * units + unit);
      CHECK(z.row(r)[7] == doctest::Approx(sum_z).epsilon(1e-14));
      CHECK(da.row(r)[1] == doctest::Approx(sum_a).epsilon(1e-14));
    }
  }
}

TEST_CASE("the gradients of all gates add up, and are added to what is there") {
  Given given;
  given.products.add_gradient(view(given.a), given.dz, 2);
  given.products.add_gradient(view(given.a), given.dz, 2);
  given.products.add_gradient(view(given.a), given.dz, 0);
  Tensor<double, 2> gradient(depth, gates * units);
  gradient.setConstant(0.5);
  given.products.add_gradients_to(gradient);
  for (Index k = 0; k < depth; ++k)
    for (Index unit = 0; unit < units; ++unit) {
      double sum = 0;
      for (Index r = 0; r < rows; ++r) sum += given.a.row(r)[k] * given.dz.row(r)[unit];
      CHECK(gradient(k, unit) == doctest::Approx(0.5 + sum).epsilon(1e-14));
      CHECK(gradient(k, units + unit) == 0.5);
      CHECK(gradient(k, 2 * units + unit) == doctest::Approx(0.5 + 2 * sum).epsilon(1e-14));
    }
}
