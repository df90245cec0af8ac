// SPDX-License-Identifier: MIT
#include <weft/recurrent/frozen.hpp>

#include <doctest/doctest.h>

#include <thread>
#include <weft/layers/embedding.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/training/predict.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::return_sequences;
using weft::return_state;
using weft::testing::same_bits;

const weft::IdLists sentences{{3, 1, 4, 1, 5, 9, 2, 6}, {}, {5, 3}, {8, 9, 7, 9, 3, 2, 3, 8, 4, 6}, {1}};

weft::PackedSequence<float> random_sequence(Index features, weft::Rng& rng,
                                            const std::vector<Index>& lengths = {3, 0, 7, 1}) {
  weft::PackedSequence<float> x;
  x.packing.assign(lengths);
  x.values.resize(x.packing.rows(), features);
  for (Index k = 0; k < x.packing.rows() * features; ++k) x.values.data()[k] = static_cast<float>(rng.uniform(-1, 1));
  return x;
}

template <class Y> bool same_outputs(Y& a, Y& b) { return same_bits(a, b); }
template <class Y> bool same_outputs(weft::BothOutputs<Y>& a, weft::BothOutputs<Y>& b) {
  return same_bits(a.forward, b.forward) && same_bits(a.backward, b.backward);
}
template <class Y, class State>
bool same_outputs(weft::OutputAndState<Y, State>& a, weft::OutputAndState<Y, State>& b) {
  bool same = same_bits(a.output, b.output);
  for (std::size_t s = 0; s < State::count; ++s) same = same && same_bits(a.state.each[s], b.state.each[s]);
  return same;
}

/// The model with the kernels of its recurrent layers rounded to what another type stores.
template <class Stored, class Model> Model rounded(Model model) {
  weft::for_each_parameter(
      [](std::string_view name, weft::ParameterOf<Model> p) {
        if (!name.ends_with("kernel") || name.find("dense") != std::string_view::npos) return;
        for (Index k = 0; k < p.size(); ++k)
          p.data()[k] = static_cast<float>(static_cast<Stored>(static_cast<float>(p.data()[k])));
      },
      model);
  return model;
}

/// Both forwards give the same bits, the second one again with the same tape.
template <class Frozen, weft::Layer Model>
void check_forward(const Frozen& frozen, const Model& model, const typename Model::Input& x) {
  auto tape = weft::make_tape(model, weft::Purpose::inference);
  typename Frozen::Tape frozen_tape;
  auto y = model.forward(x, tape);
  for (int pass = 0; pass < 2; ++pass) {
    auto given = frozen.forward(x, frozen_tape);
    CHECK(same_outputs(given, y));
  }
}

template <weft::Layer Model> void check_forward(const Model& model, const typename Model::Input& x) {
  check_forward(weft::Frozen{model}, model, x);
}

// In functions of their own, because clang 14 fails on such options within a template.
auto backward_lstm() { return weft::LSTM(33, return_sequences, {.go_backwards = true}); }
auto relu_gru() { return weft::GRU(7, return_sequences, {.activation = weft::relu}); }

/// A layer with weights in 16 bits against the layer with these weights: a batch, and one sequence alone.
template <class Stored, class L> void check_stored(L layer) {
  weft::Rng rng{6};
  layer.build(3, rng);
  const auto frozen = weft::freeze<Stored>(layer);
  const L expected = rounded<Stored>(layer);
  check_forward(frozen, expected, random_sequence(3, rng));
  check_forward(frozen, expected, random_sequence(3, rng, {9}));
}

}  // namespace

TEST_CASE("a frozen model predicts the bits that the model predicts, with any padding and any batch size") {
  for (const weft::Padding padding : {weft::Padding::masked, weft::Padding::unmasked}) {
    weft::Rng rng{1};
    const weft::Sequential model(rng, weft::Embedding(10, 4, padding),
                                 weft::Bidirectional(weft::GRU(5, return_sequences)), weft::Dense(7, weft::relu),
                                 weft::Bidirectional(weft::LSTM(9), weft::MergeMode::mul),
                                 weft::Dense(1, weft::sigmoid));
    const weft::Frozen frozen{model};
    weft::ThreadPool pool{2};
    for (const Index batch_size : {1, 2, 32})
      for (weft::ThreadPool* threads : {static_cast<weft::ThreadPool*>(nullptr), &pool}) {
        auto expected = weft::predict(model, sentences, {.batch_size = batch_size});
        auto given = weft::predict(frozen, sentences, {.batch_size = batch_size, .pool = threads});
        CHECK(same_bits(given, expected));
      }
  }
}

TEST_CASE("a frozen layer gives the outputs, sequences and states that the layer gives") {
  weft::Rng rng{2};
  const auto x = random_sequence(3, rng);
  const auto built = [&](auto layer) {
    layer.build(3, rng);
    return layer;
  };
  check_forward(built(weft::LSTM(5)), x);
  check_forward(built(weft::LSTM(5, return_sequences, {.go_backwards = true})), x);
  check_forward(built(weft::GRU(5, return_sequences, {.activation = weft::relu})), x);
  check_forward(built(weft::GRU(5, weft::reset_after<false>)), x);
  check_forward(built(weft::Dense<float, weft::PackedSequence<float>>(4, weft::tanh)), x);
  check_forward(built(weft::LSTM(5, return_sequences, return_state)), x);
  check_forward(built(weft::GRU(5, return_state)), x);
  check_forward(built(weft::Bidirectional(weft::LSTM(5), weft::merge_mode_none)), x);
}

TEST_CASE_TEMPLATE("a model whose weights are stored in 16 bits is the one with these weights, to the bit", Stored,
                   weft::float16, weft::bfloat16) {
  check_stored<Stored>(weft::LSTM(5));
  check_stored<Stored>(backward_lstm());
  check_stored<Stored>(relu_gru());
  check_stored<Stored>(weft::GRU(5, weft::reset_after<false>));
  check_stored<Stored>(weft::Bidirectional(weft::LSTM(20)));
  weft::Rng rng{6};
  const weft::Sequential model(rng, weft::Embedding(10, 4), weft::LSTM(40), weft::Dense(1));
  auto given = weft::predict(weft::freeze<Stored>(model), sentences);
  auto expected = weft::predict(rounded<Stored>(model), sentences);
  CHECK(same_bits(given, expected));
  auto own = weft::predict(model, sentences);
  CHECK_FALSE(same_bits(given, own));
}

TEST_CASE("a weight that float16 cannot store is refused by the layer's name") {
  weft::Rng rng{7};
  weft::LSTM layer(2);
  layer.build(3, rng);
  layer.kernel(1, 4) = 70000.0F;
  CHECK_THROWS_WITH_AS(weft::freeze<weft::float16>(layer), "LSTM: a weight is 70000; float16 ends at 65504",
                       std::invalid_argument);
  CHECK_NOTHROW(weft::freeze<weft::bfloat16>(layer));
}

TEST_CASE("a model that was frozen keeps its weights, whatever becomes of the original") {
  weft::Rng rng{3};
  weft::Sequential model(rng, weft::Embedding(10, 4), weft::LSTM(5), weft::Dense(1));
  auto expected = weft::predict(model, sentences);
  const weft::Frozen frozen{model};
  weft::set_zero(model);
  const auto copy = frozen;
  auto given = weft::predict(copy, sentences);
  CHECK(same_bits(given, expected));
  CHECK(&copy.model() == &frozen.model());
}

TEST_CASE("threads share a frozen model, each with a tape of its own") {
  weft::Rng rng{4};
  const weft::Frozen frozen{weft::Sequential(rng, weft::Embedding(10, 4), weft::LSTM(5), weft::Dense(1))};
  auto expected = weft::predict(frozen, sentences);
  std::vector<weft::Tensor<float, 2>> given(4);
  std::vector<std::thread> threads;
  for (auto& mine : given) threads.emplace_back([&] { mine = weft::predict(frozen, sentences); });
  for (std::thread& thread : threads) thread.join();
  for (auto& mine : given) CHECK(same_bits(mine, expected));
}

TEST_CASE("a frozen model refuses what the model refuses") {
  CHECK_THROWS_WITH_AS(weft::Frozen{weft::Sequential(weft::Embedding(10, 4))},
                       "Embedding: not built; call build(input_features, rng) or put it in a Sequential",
                       std::invalid_argument);
  weft::Rng rng{5};
  const weft::Frozen frozen{weft::Sequential(rng, weft::Input{3}, weft::LSTM(5))};
  decltype(frozen)::Tape tape;
  CHECK_THROWS_WITH_AS(frozen.forward(random_sequence(2, rng), tape), "LSTM: the input has 2 features; expected 3",
                       std::invalid_argument);
  const weft::Frozen words{weft::Sequential(rng, weft::Embedding(10, 4), weft::LSTM(5))};
  CHECK_THROWS_AS(weft::predict(words, weft::IdLists{{10}}), std::invalid_argument);
}
