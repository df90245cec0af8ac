// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <weft/kernels/cell.hpp>
#include <weft/random/random.hpp>

/// A cell's equations by themselves, of one unit.
namespace weft::testing {

/// A pre-activation that opens a gate, so that it is one, and one that closes it, so that it is smaller than `nothing`.
inline constexpr double opens = 1000, closes = -1000, nothing = 1e-300;

template <class Units> struct OneUnit {
  using V = kernels::ArrayVec<double>;
  using Panels = std::array<double, static_cast<std::size_t>(Units::panels)>;
  using States = std::array<double, static_cast<std::size_t>(Units::states)>;

  Panels z = {}, kept = {}, dz = {};
  States previous = {}, next = {}, gradient = {};
  double h = 0;  ///< what backward finds h to be

  void forward() {
    V panels[Units::panels], before[Units::states], after[Units::states];
    load(z, panels), load(previous, before);
    Units::forward(panels, before, after);
    store(panels, kept), store(after, next);
  }
  /// From dL/d of the states after.
  void backward(const States& d) {
    V panels[Units::panels], before[Units::states], of_states[Units::states], h_again;
    load(kept, panels), load(previous, before), load(d, of_states);
    Units::backward(panels, before, of_states, h_again);
    store(panels, dz), store(of_states, gradient);
    h = h_again.v[0];
  }

  bool hands_nothing_to_z() const {
    return std::all_of(dz.begin(), dz.end(), [](double x) { return std::abs(x) < nothing; });
  }

 private:
  template <std::size_t Count> static void load(const std::array<double, Count>& from, V (&to)[Count]) {
    for (std::size_t k = 0; k < Count; ++k) to[k] = V::broadcast(from[k]);
  }
  template <std::size_t Count> static void store(const V (&from)[Count], std::array<double, Count>& to) {
    for (std::size_t k = 0; k < Count; ++k) to[k] = from[k].v[0];
  }
};

/// Holds backward to differences of forward: dL/d of every panel and of the states before, where
/// L = the sum of the states after, weighted with d.
template <class Units> void check_derivatives() {
  Rng rng(1);
  for (int repeat = 0; repeat < 20; ++repeat) {
    OneUnit<Units> unit;
    typename OneUnit<Units>::States d;
    const auto fill = [&](auto& numbers) {
      for (double& x : numbers) x = rng.uniform(-2, 2);
    };
    fill(unit.z), fill(unit.previous), fill(d);
    unit.forward();
    unit.backward(d);
    const auto slope = [&](double& value) {
      constexpr double e = 1e-5;
      const auto sum_at = [&](double x) {
        const double before = std::exchange(value, x);
        unit.forward();
        value = before;
        double sum = 0;
        for (std::size_t s = 0; s < d.size(); ++s) sum += d[s] * unit.next[s];
        return sum;
      };
      return (sum_at(value + e) - sum_at(value - e)) / (2 * e);
    };
    for (std::size_t p = 0; p < unit.z.size(); ++p)
      CHECK(unit.dz[p] == doctest::Approx(slope(unit.z[p])).epsilon(1e-7));
    for (std::size_t s = Units::h_has_direct_way ? 0 : 1; s < d.size(); ++s)
      CHECK(unit.gradient[s] == doctest::Approx(slope(unit.previous[s])).epsilon(1e-7));
    if (!Units::h_has_direct_way) CHECK(slope(unit.previous[0]) == 0);
  }
}

}  // namespace weft::testing
