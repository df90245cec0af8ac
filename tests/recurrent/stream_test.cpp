// SPDX-License-Identifier: MIT
#include <weft/recurrent/stream.hpp>

#include <doctest/doctest.h>

#include <numeric>
#include <type_traits>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/rnn.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::reset_after;
using weft::return_sequences;

/// h = h_prev / 2 + tanh(z) / 2
struct LeakyCell {
  static constexpr std::string_view type_name = "LeakyCell";
  static constexpr int gates = 1, states = 1;
  Index units;
  template <class V>
  [[gnu::always_inline]] static inline void forward(V (&z)[1], const V (&previous)[1], V (&next)[1]) {
    const V half = V::broadcast(0.5F);
    z[0] = weft::cell_math::tanh(z[0]);
    next[0] = half * (previous[0] + z[0]);
  }
  template <class V> [[gnu::always_inline]] static inline void backward(V (&z)[1], const V (&)[1], V (&gradient)[1]) {
    gradient[0] = V::broadcast(0.5F) * gradient[0];
    z[0] = gradient[0] * (V::broadcast(1.0F) - z[0] * z[0]);
  }
};

// One of each cell; units that fill no vector; functions that the kernels do not know; more rows than a product takes
// at once.
auto plugin() {
  weft::Rng rng{11};
  return weft::Sequential(rng, weft::Input{1}, weft::LSTM(8, return_sequences), weft::Dense(1));
}
auto stack() {
  weft::Rng rng{11};
  return weft::Sequential(rng, weft::Input{3}, weft::GRU(17, return_sequences),
                          weft::LSTM(33, return_sequences, {.activation = weft::softsign}),
                          weft::SimpleRNN(5, return_sequences, {.use_bias = false}), weft::Dense(4, weft::softmax));
}
auto others() {
  weft::Rng rng{11};
  return weft::Sequential(rng, weft::Input{2}, weft::GRU(6, return_sequences, reset_after<false>),
                          weft::RNN(LeakyCell{9}, return_sequences), weft::Dense(300, weft::relu),
                          weft::ActivationLayer(weft::tanh), weft::Dense(2));
}

std::vector<float> random_steps(Index steps, Index features, unsigned seed) {
  weft::Rng numbers{seed};
  std::vector<float> x(static_cast<std::size_t>(steps * features));
  for (float& each : x) each = static_cast<float>(numbers.uniform(-1, 1));
  return x;
}

weft::PackedSequence<float> one_sequence(const std::vector<float>& x, Index features) {
  const Index steps = std::ssize(x) / features;
  weft::PackedSequence<float> sequence;
  sequence.packing.assign(std::span(&steps, 1));
  sequence.values.resize(steps, features);
  std::copy(x.begin(), x.end(), sequence.values.data());
  return sequence;
}

/// One forward over a sequence, [steps x outputs].
template <class Model> std::vector<float> forward(const Model& model, const std::vector<float>& x) {
  auto tape = weft::make_tape(model);
  const auto& y = model.forward(one_sequence(x, model.input_features()), tape);
  return {y.values.data(), y.values.data() + y.packing.rows() * model.output_features()};
}
template <class Model, class Weight>
std::vector<float> forward(const weft::Frozen<Model, Weight>& frozen, const std::vector<float>& x) {
  typename weft::Frozen<Model, Weight>::Tape tape;
  const auto& y = frozen.forward(one_sequence(x, frozen.model().input_features()), tape);
  return {y.values.data(), y.values.data() + y.packing.rows() * frozen.model().output_features()};
}

/// The same by a stream, in chunks of so many steps.
template <class Model, class Weight>
std::vector<float> run(weft::Stream<Model, Weight>& stream, const std::vector<float>& x, std::vector<Index> chunks) {
  const Index in = stream.input_features(), out = stream.output_features();
  std::vector<float> y(x.size() / static_cast<std::size_t>(in) * static_cast<std::size_t>(out));
  Index step = 0;
  for (const Index chunk : chunks) {
    stream.run(std::span(x).subspan(static_cast<std::size_t>(step * in), static_cast<std::size_t>(chunk * in)),
               std::span(y).subspan(static_cast<std::size_t>(step * out), static_cast<std::size_t>(chunk * out)));
    step += chunk;
  }
  return y;
}
template <class Model, class Weight>
std::vector<float> run(weft::Stream<Model, Weight>& stream, const std::vector<float>& x) {
  return run(stream, x, {std::ssize(x) / stream.input_features()});
}

template <class Model> void check_cuts(const Model& model) {
  const auto x = random_steps(60, model.input_features(), 1);
  const auto expected = forward(model, x);
  for (const std::vector<Index>& chunks :
       {std::vector<Index>(60, 1), std::vector<Index>{60}, std::vector<Index>{7, 0, 13, 40}}) {
    weft::Stream stream{model};
    CHECK(run(stream, x, chunks) == expected);
  }
}

template <class Model> std::vector<float> state_of(const weft::Stream<Model>& stream) {
  std::vector<float> state(static_cast<std::size_t>(stream.state_size()));
  stream.copy_state(state);
  return state;
}

}  // namespace

TEST_CASE("however a sequence is cut into calls, a stream gives the bits of one forward over all of it") {
  check_cuts(plugin());
  check_cuts(stack());
  check_cuts(others());
}

TEST_CASE_TEMPLATE("a stream whose weights are stored in 16 bits gives the bits of one forward with such weights",
                   Stored, weft::float16, weft::bfloat16) {
  const auto check = [](const auto& model) {
    const auto frozen = weft::freeze<Stored>(model);
    weft::Stream stream{frozen};
    const auto x = random_steps(40, model.input_features(), 1);
    CHECK(run(stream, x) == forward(frozen, x));
    CHECK(run(stream, x) != forward(model, x));
  };
  check(plugin());
  check(stack());
  check(others());
}

TEST_CASE("a stream of a model that gives its last state gives it after every step") {
  weft::Rng rng{12};
  const weft::Sequential model(rng, weft::Input{2}, weft::LSTM(8), weft::Dense(1));
  weft::Stream stream{model};
  const auto x = random_steps(6, 2, 2);
  const auto y = run(stream, x);
  for (Index steps = 1; steps <= 6; ++steps) {
    weft::Tensor<float, 3> all(1, steps, 2);
    std::copy_n(x.begin(), 2 * steps, all.data());
    weft::PackedSequence<float> sequence;
    weft::pack(all, std::span<const Index>(&steps, 1), sequence);
    auto tape = weft::make_tape(model);
    CHECK(model.forward(sequence, tape)(0, 0) == y[static_cast<std::size_t>(steps - 1)]);
  }
}

TEST_CASE("a layer alone may be in a stream") {
  weft::Rng rng{13};
  weft::LSTM layer(5, return_sequences);
  layer.build(2, rng);
  weft::Stream stream{layer};
  const auto x = random_steps(9, 2, 3);
  CHECK(run(stream, x) == forward(layer, x));
}

TEST_CASE("two streams that take turns are two streams apart") {
  const weft::Frozen frozen{stack()};
  const auto x = random_steps(20, 3, 4), other_x = random_steps(20, 3, 5);
  weft::Stream one{frozen}, other{frozen};
  const auto y = run(one, x), other_y = run(other, other_x);
  one.reset();
  other.reset();
  std::vector<float> given(4), other_given(4);
  for (std::size_t t = 0; t < 20; ++t) {
    one.step(std::span(x).subspan(3 * t, 3), given);
    other.step(std::span(other_x).subspan(3 * t, 3), other_given);
    CHECK(std::equal(given.begin(), given.end(), y.begin() + static_cast<std::ptrdiff_t>(4 * t)));
    CHECK(std::equal(other_given.begin(), other_given.end(), other_y.begin() + static_cast<std::ptrdiff_t>(4 * t)));
  }
}

TEST_CASE("a batch of streams gives each sequence what it gives alone") {
  const weft::Frozen frozen{stack()};
  constexpr Index batch = 7, steps = 12;
  const auto x = random_steps(steps * batch, 3, 6);
  weft::Stream streams{frozen, batch};
  const auto y = [&] {
    std::vector<float> all(static_cast<std::size_t>(steps * batch * 4));
    streams.run(x, all);
    return all;
  }();
  for (std::size_t k = 0; k < batch; ++k) {
    weft::Stream alone{frozen};
    for (std::size_t t = 0; t < steps; ++t) {
      std::vector<float> given(4);
      alone.step(std::span(x).subspan((t * batch + k) * 3, 3), given);
      CHECK(std::equal(given.begin(), given.end(), y.begin() + static_cast<std::ptrdiff_t>((t * batch + k) * 4)));
    }
  }
}

TEST_CASE("a state that was saved goes on as if nothing had been between") {
  const auto model = stack();
  const auto x = random_steps(30, 3, 7);
  weft::Stream stream{model};
  const auto expected = run(stream, x);
  stream.reset();
  const std::vector<float> first(x.begin(), x.begin() + 33), rest(x.begin() + 33, x.end());
  run(stream, first);
  const auto state = state_of(stream);
  CHECK(stream.state_size() == 17 + 2 * 33 + 5);
  auto copy = stream;
  run(stream, random_steps(5, 3, 8));  // somebody else's
  weft::Stream later{model};
  later.set_state(state);
  for (auto* each : {&copy, &later}) {
    const auto y = run(*each, rest);
    CHECK(std::equal(y.begin(), y.end(), expected.begin() + 44));
  }
}

TEST_CASE("a state has each layer's h and c, row by row") {
  weft::Rng rng{14};
  weft::LSTM layer(3);
  layer.build(1, rng);
  weft::Stream stream{layer, 2};
  std::vector<float> y(6), state{1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6};
  stream.set_state(state);
  CHECK(state_of(stream) == state);
  weft::PackedSequence<float> x;
  const std::vector<Index> lengths{1, 1};
  x.packing.assign(lengths);
  x.values.resize_zero(2, 1);
  weft::LSTM<>::State initial;
  initial.resize(2, 3);
  std::copy_n(state.begin(), 6, initial.h().data());
  std::copy_n(state.begin() + 6, 6, initial.c().data());
  weft::LSTM<>::Tape tape;
  const auto& h = layer.forward(x, initial, tape);
  stream.step(std::vector<float>{0, 0}, y);
  CHECK(std::equal(y.begin(), y.end(), h.data()));
}

TEST_CASE("after a reset a stream begins again, all of a batch or one of it") {
  const weft::Frozen frozen{plugin()};
  weft::Stream fresh{frozen, 3}, used{frozen, 3};
  std::vector<float> y(3), expected(3), going_on(3);
  const std::vector<float> x{0.5F, -1, 0.25F};
  fresh.step(x, expected);
  used.step(x, y);
  auto other = used;
  used.reset();
  used.step(x, y);
  CHECK(y == expected);
  auto untouched = other;
  untouched.step(x, going_on);
  other.reset(1);
  other.step(x, y);
  CHECK(y[1] == expected[1]);
  CHECK(y[0] == going_on[0]);
  CHECK(y[2] == going_on[2]);
}

TEST_CASE("a stream keeps the weights that it was made of") {
  auto model = plugin();
  const auto x = random_steps(5, 1, 9);
  const auto expected = forward(model, x);
  weft::Stream stream{model};
  model.layer<0>().kernel.setZero();
  CHECK(run(stream, x) == expected);
}

TEST_CASE("a stream allocates nothing and cannot throw") {
  if (!weft::testing::allocations_are_counted()) return;
  const auto count = [](auto& stream) {
    const auto x = random_steps(3 * stream.batch(), stream.input_features(), 10);
    std::vector<float> y(static_cast<std::size_t>(3 * stream.batch() * stream.output_features()));
    std::vector<float> state(static_cast<std::size_t>(stream.state_size()));
    const long before = weft::testing::allocation_count();
    stream.run(x, y);
    stream.copy_state(state);
    stream.set_state(state);
    stream.reset();
    stream.run(x, y);
    return weft::testing::allocation_count() - before;
  };
  weft::Stream one{plugin()};
  weft::Stream several{stack(), 4};
  weft::Stream slower{others(), 2};
  CHECK(count(one) == 0);
  CHECK(count(several) == 0);
  CHECK(count(slower) == 0);
  static_assert(noexcept(one.step(1.0F))&& noexcept(one.reset())&& noexcept(one.run({}, {})));
  static_assert(noexcept(one.set_state({}))&& noexcept(one.copy_state({})));
}

TEST_CASE("a stream leaves the thread's treatment of denormal numbers as it was") {
  const auto before = weft::Denormals::current();
  weft::Stream stream{plugin()};
  stream.step(1e-30F);
  CHECK(weft::Denormals::current() == before);
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  stream.step(1e-30F);
  CHECK(weft::Denormals::current() == weft::Denormals::flushed());
}

TEST_CASE("a stream is refused for a layer that is not built or goes backward, and for no sequences") {
  weft::Rng rng{15};
  const auto problem = [](const auto& model, Index batch) {
    try {
      weft::Stream stream{model, batch};
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(problem(weft::Sequential(weft::LSTM(3)), 1) ==
        "LSTM: not built; call build(input_features, rng) or put it in a Sequential");
  CHECK(problem(weft::Dense(3), 1) == "Dense: not built; call build(input_features, rng) or put it in a Sequential");
  CHECK(problem(weft::Sequential(rng, weft::Input{1}, weft::GRU(3, {.go_backwards = true})), 1) ==
        "GRU: goes backward, from the end of a sequence; a stream has none");
  CHECK(problem(plugin(), 0) == "Stream: batch is 0; expected at least 1");
}
