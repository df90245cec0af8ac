// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include <weft/random/random.hpp>
#include <weft/recurrent/detail/general_cell/row_equations.hpp>

#include "reference/cell.hpp"

namespace {

using weft::Index;
using weft::Rows;
using weft::detail::CellFunctions;
using weft::detail::DenseStep;
using weft::detail::RowEquations;
using weft::kernels::GRUResetBeforeUnits;
using weft::kernels::GRUUnits;
using weft::kernels::LSTMUnits;
using weft::kernels::SimpleRNNUnits;

constexpr Index rows = 2, units = 3, count = rows * units;

/// A product with a diagonal matrix, of which a reset gate's candidate is made, and a mask.
struct Diagonal {
  double u, factor;
  double* gradient;

  void mask(const Rows<double>& h, Rows<double>& masked) const { scale(h, factor, masked); }
  void multiply(const Rows<double>& a, Rows<double>& z) const { scale(a, u, z); }
  void multiply_back(const Rows<double>& dz, Rows<double>& da) const { scale(dz, u, da); }
  void add_gradient(const Rows<double>& a, const Rows<double>& dz) const {
    *gradient += (weft::detail::all(a) * weft::detail::all(dz)).sum();
  }

 private:
  static void scale(const Rows<double>& from, double by, Rows<double>& to) {
    weft::detail::all(to) = by * weft::detail::all(from);
  }
};
constexpr Diagonal no_product{0, 0, nullptr};

/// Random pre-activations, states and gradients of states.
template <class Units> DenseStep<Units, double> random_step() {
  weft::Rng rng(1);
  DenseStep<Units, double> step;
  step.resize(rows, units);
  for (auto* group : {&step.previous, &step.gradient})
    for (Rows<double>& each : *group)
      for (Index k = 0; k < count; ++k) each.data()[k] = rng.uniform(-1, 1);
  for (Rows<double>& each : step.z)
    for (Index k = 0; k < count; ++k) each.data()[k] = rng.uniform(-2, 2);
  return step;
}

/// Which of Keras's gates a panel is to the input, and to the state: -1 is none.
struct Gates {
  int of_input, of_state;
};

/// What the reference makes of a unit's numbers.
template <class Equations, class Units>
weft::reference::UnitStep<Equations::gates, Equations::states> reference_step(const DenseStep<Units, double>& step,
                                                                              const std::vector<Gates>& panels,
                                                                              Index k) {
  weft::reference::UnitStep<Equations::gates, Equations::states> unit{};
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const auto [a, q] = panels[p];
    (a >= 0 ? unit.a[static_cast<std::size_t>(a)] : unit.q[static_cast<std::size_t>(q)]) = step.z[p].data()[k];
  }
  for (std::size_t s = 0; s < Equations::states; ++s) unit.before[s] = step.previous[s].data()[k];
  Equations::forward(unit);
  return unit;
}

template <class Equations, class Units> void compare(const std::vector<Gates>& panels) {
  const DenseStep<Units, double> given = random_step<Units>();
  DenseStep<Units, double> forward = given, back = given;
  RowEquations<Units>::forward(CellFunctions{}, forward, no_product);
  RowEquations<Units>::backward(CellFunctions{}, back, no_product);
  const auto near = [](double x) { return doctest::Approx(x).epsilon(1e-13); };
  for (Index k = 0; k < count; ++k) {
    const auto unit = reference_step<Equations>(given, panels, k);
    std::array<double, Equations::states> d;
    for (std::size_t s = 0; s < Equations::states; ++s) {
      CHECK(forward.next[s].data()[k] == near(unit.after[s]));
      d[s] = given.gradient[s].data()[k];
    }
    CHECK(back.next[0].data()[k] == near(unit.after[0]));
    const auto to = Equations::backward(unit, d);
    for (std::size_t s = 0; s < Equations::states; ++s) CHECK(back.gradient[s].data()[k] == near(to.before[s]));
    for (std::size_t p = 0; p < panels.size(); ++p) {
      const auto [a, q] = panels[p];
      CHECK(back.z[p].data()[k] ==
            near(a >= 0 ? to.da[static_cast<std::size_t>(a)] : to.dq[static_cast<std::size_t>(q)]));
    }
  }
}

}  // namespace

TEST_CASE("with tanh and sigmoid, equations over rows are those of the maths") {
  compare<weft::reference::SimpleRNNEquations, SimpleRNNUnits>({{0, 0}});
  compare<weft::reference::LSTMEquations, LSTMUnits>({{0, 0}, {1, 1}, {2, 2}, {3, 3}});
  compare<weft::reference::GRUEquations, GRUUnits>({{2, -1}, {0, 0}, {1, 1}, {-1, 2}});
}

namespace {

/// dL/d(h) times h, after a step of the GRU whose candidate has a product in the step.
double loss(DenseStep<GRUResetBeforeUnits, double> step, double u) {
  RowEquations<GRUResetBeforeUnits>::forward(CellFunctions{}, step, Diagonal{u, 0.75, nullptr});
  return (weft::detail::all(step.gradient[0]) * weft::detail::all(step.next[0])).sum();
}

}  // namespace

TEST_CASE("the gradient of a step with a product in it agrees with numerical derivatives") {
  constexpr double u = 1.5, e = 1e-5;
  DenseStep<GRUResetBeforeUnits, double> given = random_step<GRUResetBeforeUnits>(), back = given;
  double du = 0;
  RowEquations<GRUResetBeforeUnits>::forward(CellFunctions{}, back, Diagonal{u, 0.75, &du});
  RowEquations<GRUResetBeforeUnits>::backward(CellFunctions{}, back, Diagonal{u, 0.75, &du});
  const auto check = [&](double& x, double derivative) {
    const double kept = x;
    x = kept + e;
    const double up = loss(given, u);
    x = kept - e;
    const double down = loss(given, u);
    x = kept;
    CHECK(derivative == doctest::Approx((up - down) / (2 * e)).epsilon(1e-8));
  };
  for (Index k = 0; k < count; ++k) {
    for (std::size_t p = 0; p < 3; ++p) check(given.z[p].data()[k], back.z[p].data()[k]);
    check(given.previous[0].data()[k], back.gradient[0].data()[k]);
  }
  CHECK(du == doctest::Approx((loss(given, u + e) - loss(given, u - e)) / (2 * e)).epsilon(1e-8));
}

TEST_CASE("other functions stand where tanh and sigmoid do") {
  DenseStep<LSTMUnits, double> step = random_step<LSTMUnits>();
  RowEquations<LSTMUnits>::forward({.activation = weft::relu, .recurrent_activation = weft::linear}, step, no_product);
  for (Index k = 0; k < count; ++k) {
    const auto z = [&](std::size_t gate) { return step.z[gate].data()[k]; };
    const double c = z(1) * step.previous[1].data()[k] + z(0) * (std::max)(z(2), 0.0);
    CHECK(step.next[1].data()[k] == doctest::Approx(c));
    CHECK(step.next[0].data()[k] == doctest::Approx(z(3) * (std::max)(c, 0.0)));
  }
}
