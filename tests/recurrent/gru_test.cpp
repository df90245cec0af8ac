// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/gru.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::Returns;
using weft::testing::random_sequence;

/// One unit, all weights one and all biases zero, but for the candidate's that the state's product has, or the only one
/// where there is no other: that is two.
template <class L> double step_of_one_unit(L gru) {
  weft::Rng rng(1);
  gru.build(1, rng);
  gru.kernel.setConstant(1);
  gru.recurrent_kernel.setConstant(1);
  gru.bias.setZero();
  gru.bias.data()[gru.bias.size() - 1] = 2;
  weft::PackedSequence<double> x = random_sequence(std::vector<Index>{1}, 1, rng);
  x.values.row(0)[0] = 1;
  typename L::State state;
  state.set_zero(1, 1);
  state.h()(0, 0) = 0.5;
  typename L::Tape tape;
  return gru.forward(x, state, tape)(0, 0);
}

template <class L> std::vector<std::pair<std::string, std::string>> settings_of(const L& layer) {
  std::vector<std::pair<std::string, std::string>> settings;
  layer.for_each_setting([&](std::string_view name, std::string_view value) { settings.emplace_back(name, value); });
  return settings;
}

}  // namespace

TEST_CASE("a GRU's reset gate comes after the state's product and its bias, or before it") {
  CHECK(step_of_one_unit(weft::GRU<double>(1)) == doctest::Approx(0.590386).epsilon(1e-6));
  CHECK(step_of_one_unit(weft::GRU<double, Returns::last_state, false>(1)) == doctest::Approx(0.590814).epsilon(1e-6));
}

TEST_CASE("a GRU begins as Keras's: orthogonal recurrent kernel, biases zero, in two rows with reset_after") {
  weft::Rng rng(6);
  weft::GRU gru{5};
  CHECK(gru.build(3, rng) == 5);
  CHECK(gru.bias.dimensions() == Eigen::DSizes<Index, 2>(2, 15));
  for (const float b : weft::testing::numbers(gru.bias)) CHECK(b == 0);
  for (Index a = 0; a < 5; ++a)
    for (Index b = 0; b < 5; ++b) {
      float dot = 0;
      for (Index k = 0; k < 15; ++k) dot += gru.recurrent_kernel(a, k) * gru.recurrent_kernel(b, k);
      CHECK(dot == doctest::Approx(a == b ? 1 : 0).epsilon(1e-5));
    }
  weft::GRU reset_before{5, weft::reset_after<false>};
  reset_before.build(3, rng);
  CHECK(reset_before.bias.size() == 15);
}

TEST_CASE("what a GRU is told decides its type") {
  static_assert(std::same_as<decltype(weft::GRU{4}), weft::GRU<float>>);
  static_assert(std::same_as<decltype(weft::GRU{4, {.go_backwards = true}}), weft::GRU<float>>);
  static_assert(std::same_as<decltype(weft::GRU{4, weft::return_sequences}), weft::GRU<float, Returns::sequences>>);
  static_assert(std::same_as<decltype(weft::GRU{4, weft::reset_after<true>}), weft::GRU<float>>);
  static_assert(std::same_as<decltype(weft::GRU{4, weft::return_sequences, weft::reset_after<false>, {}}),
                             weft::GRU<float, Returns::sequences, false>>);
  CHECK(weft::GRU{4, {.go_backwards = true}}.reversed().direction() == weft::Direction::forward);
}

TEST_CASE("a GRU's settings are what its parameters' shapes do not say") {
  using Settings = std::vector<std::pair<std::string, std::string>>;
  CHECK(settings_of(weft::GRU{4, weft::reset_after<false>, {.activation = weft::relu}}) ==
        Settings{{"direction", "forward"},
                 {"returns", "last_state"},
                 {"activation", "relu"},
                 {"recurrent_activation", "sigmoid"},
                 {"reset_after", "false"}});
}

TEST_CASE("a GRU names what is wrong with its sizes and its bias") {
  weft::Rng rng(7);
  CHECK_THROWS_WITH(weft::GRU{0}, "GRU: units is 0; expected at least 1");
  weft::GRU<double> gru{2};
  gru.build(3, rng);
  const auto x = random_sequence(std::vector<Index>{2}, 3, rng);
  weft::GRU<double>::Tape tape;
  CHECK_THROWS_WITH(gru.forward(random_sequence(std::vector<Index>{2}, 4, rng), tape),
                    "GRU: the input has 4 features; expected 3");
  gru.bias.resize(1, 6);
  gru.bias.setZero();
  CHECK_THROWS_WITH(gru.forward(x, tape), doctest::Contains("the bias [1 x 6]"));
  CHECK_THROWS_WITH(gru.forward(x, tape), doctest::Contains("a bias [2 x 6]"));
}

TEST_CASE("a layer without a bias has no such parameter") {
  weft::Rng rng(8);
  weft::GRU gru{4, {.use_bias = false}};
  gru.build(3, rng);
  std::vector<std::string> names;
  weft::for_each_parameter([&](std::string_view name, auto&) { names.emplace_back(name); }, gru);
  CHECK(names == std::vector<std::string>{"kernel", "recurrent_kernel"});
  CHECK(gru.bias.size() == 0);
  CHECK(weft::is_built(gru));
}
