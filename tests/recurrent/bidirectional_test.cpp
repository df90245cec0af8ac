// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../layers/laws.hpp"

static_assert(weft::Layer<weft::Bidirectional<weft::LSTM<>>>);

namespace {

using weft::Index;
using weft::Returns;
using weft::testing::random_sequence;

const std::vector<Index> small{4, 2, 2, 0}, large{7, 7, 6, 3, 3, 1, 1};

template <Returns returns> using BiLSTM = weft::Bidirectional<weft::LSTM<double, returns>>;

template <Returns returns> BiLSTM<returns> built(Index input_dim, Index units, weft::Rng& rng) {
  BiLSTM<returns> layer(weft::LSTM<double, returns>{units});
  layer.build(input_dim, rng);
  return layer;
}

}  // namespace

TEST_CASE("Bidirectional obeys the laws of layers, with last states and with sequences") {
  weft::Rng rng(1);
  for (const auto [input_dim, units] : {std::array<Index, 2>{1, 1}, {3, 5}, {4, 9}}) {
    const auto last = built<Returns::last_state>(input_dim, units, rng);
    const auto all = built<Returns::sequences>(input_dim, units, rng);
    weft::testing::check_laws(last, random_sequence(small, input_dim, rng), random_sequence(large, input_dim, rng));
    weft::testing::check_laws(all, random_sequence(small, input_dim, rng), random_sequence(large, input_dim, rng));
    weft::testing::check_packed_is_each_alone(last, random_sequence(large, input_dim, rng));
    weft::testing::check_packed_is_each_alone(all, random_sequence(large, input_dim, rng));
    const auto few = random_sequence(std::array<Index, 5>{2, 0, 5, 2, 1}, input_dim, rng);
    weft::testing::check_order_is_the_callers(last, few);
    weft::testing::check_order_is_the_callers(all, few);
  }
}

TEST_CASE("Bidirectional puts the forward layer's output before the backward layer's") {
  weft::Rng rng(2);
  const auto both = built<Returns::last_state>(3, 4, rng);
  CHECK(both.output_features() == 8);
  CHECK(both.forward_layer.direction() == weft::Direction::forward);
  CHECK(both.backward_layer.direction() == weft::Direction::backward);
  const auto x = random_sequence(small, 3, rng);
  BiLSTM<Returns::last_state>::Tape tape;
  weft::LSTM<double>::Tape a, b;
  const auto& y = both.forward(x, tape);
  const auto& first = both.forward_layer.forward(x, a);
  const auto& second = both.backward_layer.forward(x, b);
  for (Index k = 0; k < 4; ++k)
    for (Index unit = 0; unit < 4; ++unit) {
      CHECK(y(k, unit) == first(k, unit));
      CHECK(y(k, 4 + unit) == second(k, unit));
    }
}

TEST_CASE("Bidirectional's copies begin with weights of their own") {
  weft::Rng rng(3);
  const auto both = built<Returns::last_state>(3, 4, rng);
  CHECK(both.forward_layer.kernel(0, 0) != both.backward_layer.kernel(0, 0));
}

TEST_CASE("Bidirectional names its parameters forward/... and backward/...") {
  weft::Rng rng(5);
  auto both = built<Returns::last_state>(2, 3, rng);
  std::vector<std::string> names;
  weft::for_each_parameter([&](std::string_view name, auto&) { names.emplace_back(name); }, both);
  CHECK(names == std::vector<std::string>{"forward/kernel", "forward/recurrent_kernel", "forward/bias",
                                          "backward/kernel", "backward/recurrent_kernel", "backward/bias"});
}
