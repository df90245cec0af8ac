// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/settings.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Bidirectional;
using weft::Index;
using weft::MergeMode;
using weft::Returns;
using weft::testing::random_sequence;

constexpr std::array modes{MergeMode::concat, MergeMode::sum, MergeMode::mul, MergeMode::ave};
const std::vector<Index> small{2, 0, 4, 1}, large{3, 7, 1, 0, 7, 6};

template <Returns returns> using LSTM = weft::LSTM<double, returns>;
template <Returns returns> using GRU = weft::GRU<double, returns>;

/// An LSTM of three units, and a GRU of so many that goes backwards.
template <Returns returns, class Mode> auto lstm_and_gru(Mode mode, Index gru_units, Index input_dim = 2) {
  weft::Rng rng(1);
  Bidirectional both(LSTM<returns>(3), GRU<returns>(gru_units, {.go_backwards = true}), mode);
  both.build(input_dim, rng);
  for (double& b : weft::testing::numbers(both.backward_layer.bias)) b += rng.uniform(-0.5, 0.5);
  return both;
}

template <class L> void check_all_laws(const L& layer) {
  weft::Rng rng(2);
  const auto x = random_sequence(small, 2, rng);
  weft::testing::check_laws(layer, x, random_sequence(large, 2, rng));
  weft::testing::check_packed_is_each_alone(layer, x);
  weft::testing::check_order_is_the_callers(layer, x);
}

/// A Bidirectional with two outputs as a layer with one, [forward | backward], so that the laws can be asked of it.
template <class Both> struct SideBySide {
  using Scalar = double;
  using Input = typename Both::Input;
  using Output = decltype(Both::Output::forward);
  static constexpr std::string_view type_name = "SideBySide";

  struct Tape : weft::TapeBase {
    typename Both::Tape both;
    Output y;
    typename Both::Output dy;

    void for_each_part(auto&& visit) { visit(both); }
  };

  Both both;

  Index build(Index features, weft::Rng& rng) { return both.build(features, rng); }
  Index input_features() const { return both.input_features(); }
  Index output_features() const { return both.output_features(); }

  const Output& forward(const Input& x, Tape& tape) const {
    tape.begin_forward();
    const auto& y = both.forward(x, tape.both);
    weft::resize_for(x.packing, output_features(), tape.y);
    for (Index r = 0; r < weft::row_count(tape.y); ++r) {
      std::copy_n(weft::row(y.forward, r), forward_units(), weft::row(tape.y, r));
      std::copy_n(weft::row(y.backward, r), backward_units(), weft::row(tape.y, r) + forward_units());
    }
    tape.end_forward(*this, x);
    return tape.y;
  }
  const Input& backward(const Input& x, const Output& dy, Tape& tape, SideBySide& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    weft::resize_for(x.packing, forward_units(), tape.dy.forward);
    weft::resize_for(x.packing, backward_units(), tape.dy.backward);
    for (Index r = 0; r < weft::row_count(dy); ++r) {
      std::copy_n(weft::row(dy, r), forward_units(), weft::row(tape.dy.forward, r));
      std::copy_n(weft::row(dy, r) + forward_units(), backward_units(), weft::row(tape.dy.backward, r));
    }
    return both.backward(x, tape.dy, tape.both, gradient.both);
  }
  static void for_each_parameter(auto&& visit, auto&... layers) { Both::for_each_parameter(visit, layers.both...); }

 private:
  Index forward_units() const { return both.forward_layer.output_features(); }
  Index backward_units() const { return both.backward_layer.output_features(); }
};

template <Returns returns> void check_two_outputs() {
  const auto both = lstm_and_gru<returns>(weft::merge_mode_none, 2);
  const auto one = lstm_and_gru<returns>(MergeMode::concat, 2);
  const SideBySide<std::remove_const_t<decltype(both)>> beside{both};
  check_all_laws(beside);

  weft::Rng rng(3);
  const auto x = random_sequence(large, 2, rng);
  auto tape = make_tape(beside);
  auto tape_of_one = make_tape(one);
  weft::testing::Pass a(beside, x, tape);
  weft::testing::Pass b(one, x, tape_of_one);
  CHECK(weft::testing::same_bits(a.y, b.y));
  CHECK(weft::testing::same_parameters(a.gradient.both.forward_layer, b.gradient.forward_layer));
  CHECK(weft::testing::same_parameters(a.gradient.both.backward_layer, b.gradient.backward_layer));
}

}  // namespace

TEST_CASE("Bidirectional obeys the laws of layers in every merge mode, with last states") {
  for (const MergeMode mode : modes) {
    CAPTURE(weft::merge_mode_name(mode));
    check_all_laws(lstm_and_gru<Returns::last_state>(mode, 3));
  }
  check_all_laws(lstm_and_gru<Returns::last_state>(MergeMode::concat, 1));
}

TEST_CASE("Bidirectional obeys the laws of layers in every merge mode, with sequences") {
  for (const MergeMode mode : modes) {
    CAPTURE(weft::merge_mode_name(mode));
    check_all_laws(lstm_and_gru<Returns::sequences>(mode, 3));
  }
  check_all_laws(lstm_and_gru<Returns::sequences>(MergeMode::concat, 1));
}

TEST_CASE("Bidirectional's two outputs obey the laws of layers and are the parts of the concatenated one") {
  check_two_outputs<Returns::last_state>();
  check_two_outputs<Returns::sequences>();
}

TEST_CASE("Bidirectional{layer, mode} is the layer and a copy that goes the other way") {
  const Bidirectional both{weft::LSTM{4}, MergeMode::ave};
  static_assert(std::same_as<decltype(both), const Bidirectional<weft::LSTM<>>>);
  CHECK(both.merge_mode() == MergeMode::ave);
  CHECK(both.output_features() == 4);
  CHECK(both.forward_layer.direction() == weft::Direction::forward);
  CHECK(both.backward_layer.direction() == weft::Direction::backward);
}

TEST_CASE("Bidirectional merges by concatenation unless it is told otherwise") {
  const Bidirectional both{weft::LSTM{4}, weft::GRU{3, {.go_backwards = true}}};
  static_assert(std::same_as<decltype(both), const Bidirectional<weft::LSTM<>, weft::GRU<>>>);
  CHECK(both.merge_mode() == MergeMode::concat);
  CHECK(both.output_features() == 7);
}

TEST_CASE("merge mode none is in the type, and the output then is two") {
  using Both = decltype(Bidirectional{weft::LSTM{4, weft::return_sequences}, weft::merge_mode_none});
  static_assert(std::same_as<Both::Output, weft::BothOutputs<weft::PackedSequence<float>>>);
  CHECK(Bidirectional{weft::LSTM{4}, weft::merge_mode_none}.output_features() == 8);
}

TEST_CASE("one of the two layers goes backwards, whichever it is") {
  const weft::LSTM forward{4}, backward{4, {.go_backwards = true}};
  CHECK_NOTHROW(Bidirectional{backward, forward});
  CHECK_THROWS_WITH_AS((Bidirectional{forward, forward}),
                       "Bidirectional: both layers go forward; expected one with go_backwards and one without",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((Bidirectional{backward, backward, weft::merge_mode_none}),
                       "Bidirectional: both layers go backward; expected one with go_backwards and one without",
                       std::invalid_argument);
}

TEST_CASE("the layers may differ in units where their outputs stay apart, and nowhere else") {
  const weft::LSTM forward{4}, backward{3, {.go_backwards = true}};
  CHECK_NOTHROW(Bidirectional{forward, backward});
  CHECK_NOTHROW(Bidirectional{forward, backward, weft::merge_mode_none});
  for (const MergeMode mode : {MergeMode::sum, MergeMode::mul, MergeMode::ave})
    CHECK_THROWS_WITH_AS((Bidirectional{forward, backward, mode}),
                         weft::concat("Bidirectional: the forward layer has 4 units and the backward layer 3; expected "
                                      "as many with merge_mode ",
                                      weft::merge_mode_name(mode))
                             .c_str(),
                         std::invalid_argument);
}

TEST_CASE("a layer that was exchanged for another is looked at again before it is run") {
  auto both = lstm_and_gru<Returns::last_state>(MergeMode::sum, 3);
  weft::Rng rng(5);
  const auto x = random_sequence(small, 2, rng);
  auto tape = make_tape(both);
  both.backward_layer = lstm_and_gru<Returns::last_state>(MergeMode::concat, 2).backward_layer;
  CHECK_THROWS_AS(both.forward(x, tape), std::invalid_argument);
}

TEST_CASE("Bidirectional's merge mode is one of its settings") {
  const weft::LSTM lstm{2};
  for (const MergeMode mode : modes)
    CHECK(weft::settings(Bidirectional{lstm, mode}).at("merge_mode") == weft::merge_mode_name(mode));
  CHECK(weft::settings(Bidirectional{lstm, weft::merge_mode_none}).at("merge_mode") == "none");
}
