// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "constant_input_steps.hpp"

namespace {

using weft::Index;
using weft::testing::ConstantInputSteps;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::same_states;
using weft::testing::SimpleRNNLayer;

template <class L> using ConstantInputStates = weft::detail::ConstantInputStates<typename L::Units, double>;

template <class L>
void check_states(const ConstantInputSteps<L>& given, const ConstantInputStates<L>& trajectories, Index k,
                  const std::vector<Index>& steps) {
  for (const Index s : steps) {
    INFO("trajectory ", k, " after ", s, " steps");
    const auto expected = given.unrolled(k, s).states;
    typename ConstantInputSteps<L>::States states;
    states.resize(1, given.padded_units());
    trajectories.copy_states({k, s}, states, 0);
    CHECK(same_states(states, 0, expected, 0));
    CHECK(std::equal(states.h().row(0), states.h().row(0) + given.units, trajectories.state({k, s}, 0)));
  }
}

}  // namespace

TEST_CASE_TEMPLATE("every state of every trajectory is that of the unrolled cell, to the bit, converged or not", L,
                   LSTMLayer, GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  const std::vector<Index> lengths{0, 1, 63, 64, 65, 127, 128, 129, 700, 3000};
  for (const double scale : {0.3, 1.0, 4.0}) {
    const ConstantInputSteps<L> given(std::ssize(lengths), scale, rng);
    ConstantInputStates<L> trajectories;
    trajectories.forward(lengths, given.begin, given.cell, given.projected());
    for (Index k = 0; k < trajectories.count(); ++k) {
      const Index length = trajectories.length(k);
      CHECK(length == lengths[static_cast<std::size_t>(k)]);
      for (const Index s : {Index{0}, length / 3, std::min<Index>(64, length), std::min<Index>(65, length), length})
        check_states(given, trajectories, k, {s});
    }
  }
}

TEST_CASE_TEMPLATE("a step can be taken again from the states before it, to the bit", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(2);
  using Given = ConstantInputSteps<L>;
  const Given given(2, 1.0, rng);
  ConstantInputStates<L> trajectories;
  trajectories.forward(std::vector<Index>{900, 70}, given.begin, given.cell, given.projected());
  typename Given::States before, after;
  typename Given::Kept kept;
  before.resize(2, given.padded_units());
  after.resize(1, given.padded_units());
  given.cell.resize(1, kept);
  for (const auto& [k, s] : {std::pair<Index, Index>{0, 0}, {0, 63}, {0, 64}, {0, 850}, {1, 69}}) {
    trajectories.copy_states({k, s}, before, 1);
    trajectories.step(before, 1, 1, given.cell, kept, 0, rows_of(after, 0));
    const auto expected = given.unrolled(k, s + 1);
    CHECK(same_states(after, 0, expected.states, 0));
    CHECK(Given::row(kept.gates) == expected.gates);
    CHECK(Given::row(kept.extra) == expected.extra);
  }
}

namespace {

template <class L> void check_cycle(double recurrent_scale) {
  weft::Rng rng(4);
  const ConstantInputSteps<L> given(1, recurrent_scale, rng);
  ConstantInputStates<L> trajectories;
  trajectories.forward(std::vector<Index>{900}, given.begin, given.cell, given.projected());
  const auto& cycle = trajectories.cycle(0);
  REQUIRE(cycle.period > 0);
  REQUIRE(cycle.begin > 3);
  REQUIRE(cycle.begin < 890);
  const auto same = [&](Index s, Index t) {
    return same_states(given.unrolled(0, s).states, 0, given.unrolled(0, t).states, 0);
  };
  CHECK_FALSE(same(cycle.begin, 3));
  for (const Index s : {cycle.begin, cycle.begin + 1, Index{500}, 900 - cycle.period}) CHECK(same(s, s + cycle.period));
  for (const Index s : {Index{3}, cycle.begin, Index{500}, Index{900}}) CHECK(same(cycle.fold(s), s));
}

}  // namespace

TEST_CASE("a trajectory comes to a cycle, and from there on every state is that of a period before, to the bit") {
  check_cycle<LSTMLayer>(1);
  check_cycle<GRULayer>(1);
  check_cycle<GRUResetBeforeLayer>(1);
  check_cycle<SimpleRNNLayer>(0.9);
}

TEST_CASE_TEMPLATE("trajectories gone through again, longer and shorter, do not remember those before", L, LSTMLayer,
                   GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(3);
  ConstantInputStates<L> trajectories;
  for (const auto& lengths : {std::vector<Index>{40, 900}, {2000, 3, 5}, {1}, {}}) {
    const ConstantInputSteps<L> given(std::ssize(lengths), 1.0, rng);
    trajectories.forward(lengths, given.begin, given.cell, given.projected());
    for (Index k = 0; k < trajectories.count(); ++k) check_states(given, trajectories, k, {trajectories.length(k)});
  }
}
