// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <set>
#include <weft/weft.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Context;
using weft::Index;
using weft::Purpose;

weft::Tokens some_tokens() {
  weft::Tokens x;
  x.packing = weft::Packing(std::vector<Index>{7, 6, 6, 3, 1});
  for (Index r = 0; r < x.packing.rows(); ++r) x.ids.push_back(static_cast<int>(r * r % 11));
  return x;
}

auto stacked(weft::Rng& rng) {
  return weft::Sequential{rng, weft::Embedding{11, 4}, weft::Bidirectional{weft::LSTM{5, weft::return_sequences}},
                          weft::Bidirectional{weft::LSTM{3}}, weft::Dense{1, weft::sigmoid}};
}

}  // namespace

TEST_CASE("set_context reaches a tape, those of its parts and theirs") {
  weft::Rng rng(5);
  const auto model = stacked(rng);
  const std::vector<Index> examples{3, 5};
  auto tape = make_tape(model, {.purpose = Purpose::inference, .random = {.seed = 7, .step = 8}, .examples = examples});
  const auto reached = [&](const Context& context) {
    return context.purpose == Purpose::inference && context.random.seed == 7 && context.random.step == 8 &&
           context.examples.data() == examples.data() && context.examples.size() == 2;
  };
  CHECK(reached(tape.context));
  CHECK(reached(std::get<0>(tape.layers).context));
  CHECK(reached(std::get<1>(tape.layers).backward.context));
  CHECK(reached(std::get<3>(tape.layers).context));
  set_context(tape, {});
  CHECK(std::get<1>(tape.layers).backward.context.examples.empty());
  CHECK(std::get<1>(tape.layers).backward.context.purpose == Purpose::training);
}

TEST_CASE("each layer of a model draws numbers of its own, told by its place") {
  weft::Rng rng(6);
  const auto model = stacked(rng);
  const auto tape = make_tape(model), again = make_tape(model);
  const auto& [embedding, first, second, dense] = tape.layers;
  std::set<std::uint64_t> layers;
  const auto count = [&](const auto& of) { layers.insert(of.context.random.layer); };
  count(tape), count(embedding), count(first), count(second), count(dense);
  count(first.forward), count(first.backward), count(second.forward), count(second.backward);
  CHECK(layers.size() == 9);
  CHECK(std::get<2>(again.layers).backward.context.random == second.backward.context.random);
}

namespace {

/// Which step of training each forward was told.
struct Observer {
  using Scalar = float;
  using Input = weft::Tensor<float, 2>;
  using Output = weft::Tensor<float, 2>;
  struct Tape : weft::TapeBase {
    Output y;
  };
  static constexpr std::string_view type_name = "Observer";

  std::vector<Context>* seen;

  Index build(Index features, weft::Rng&) { return features; }
  Index output_features() const { return 1; }
  const Output& forward(const Input& x, Tape& tape) const {
    seen->push_back(tape.context);
    return tape.y = x;
  }
  const Input& backward(const Input&, const Output& dy, Tape& tape, Observer&) const { return tape.y = dy; }
  static void for_each_parameter(auto&&, auto&...) {}
};

}  // namespace

TEST_CASE("fit tells layers its seed and the optimizer's steps, and evaluates for inference") {
  weft::Rng rng(7);
  std::vector<Context> seen;
  weft::Sequential model{rng, weft::Input{1}, weft::Dense{1, weft::sigmoid}, Observer{&seen}};
  const weft::Dataset<weft::Tensor<float, 2>> data{weft::Tensor<float, 2>(4, 1).setConstant(1), std::vector<int>(4, 1)};
  weft::Trainer trainer{model, weft::Adam{}, weft::BinaryCrossentropy{}};
  weft::FitOptions<weft::Tensor<float, 2>> options{.batch_size = 2, .seed = 9, .verbose = weft::Verbose::silent};
  for (int call = 0; call < 2; ++call) trainer.fit(data, options);
  options.validation = &data;
  trainer.fit(data, options);
  std::vector<std::uint64_t> steps;
  std::size_t inferences = 0;
  for (const Context& context : seen) {
    if (context.purpose == Purpose::inference) {
      ++inferences;
      continue;
    }
    CHECK(context.random.seed == 9);
    steps.push_back(context.random.step);
  }
  CHECK(steps == std::vector<std::uint64_t>{0, 1, 2, 3, 4, 5});
  CHECK(inferences == seen.size() - 6);
  CHECK(inferences >= 2);
}

TEST_CASE("a context numbers the examples as it was told, and otherwise as they come") {
  const std::vector<Index> examples{3, 5};
  const Context told{.examples = examples};
  CHECK(told.example(1) == 5);
  CHECK(told.part(2).part(0).example(0) == 3);
  CHECK(Context{}.example(1) == 1);
}

TEST_CASE("a tape for inference gives the same bits as one for training") {
  weft::Rng rng(1);
  const auto model = stacked(rng);
  const auto x = some_tokens();
  auto training = make_tape(model), inference = make_tape(model, Purpose::inference);
  auto expected = model.forward(x, training), given = model.forward(x, inference);
  CHECK(weft::testing::same_bits(expected, given));
}

TEST_CASE("a tape may change its purpose from pass to pass") {
  weft::Rng rng(2);
  const auto model = stacked(rng);
  const auto x = some_tokens();
  auto fresh = make_tape(model), used = make_tape(model);
  weft::testing::Pass<std::decay_t<decltype(model)>> expected(model, x, fresh);
  for (int round = 0; round < 2; ++round) {
    set_context(used, {.purpose = Purpose::inference});
    model.forward(x, used);
    set_context(used, {.purpose = Purpose::training});
    weft::testing::Pass<std::decay_t<decltype(model)>> pass(model, x, used);
    CHECK(weft::testing::same_bits(pass.y, expected.y));
    CHECK(weft::testing::same_parameters(pass.gradient, expected.gradient));
  }
}

TEST_CASE("a backward after a forward for inference is refused, and changes nothing") {
  weft::Rng rng(3);
  const auto model = stacked(rng);
  const auto x = some_tokens();
  auto tape = make_tape(model, Purpose::inference);
  auto gradient = zeros_like(model), zeros = gradient;
  const weft::Tensor<float, 2> dy = model.forward(x, tape);
  CHECK_THROWS_AS(model.backward(x, dy, tape, gradient), std::invalid_argument);
  set_context(tape, {});
  CHECK_THROWS_AS(model.backward(x, dy, tape, gradient), std::invalid_argument);
  CHECK(weft::testing::same_parameters(gradient, zeros));
}

TEST_CASE("a tape for inference does not grow with the number of steps") {
  weft::Rng rng(4);
  weft::LSTM<double> lstm{16};
  lstm.build(3, rng);
  auto tape = make_tape(lstm, Purpose::inference);
  for (const Index steps : {5, 500}) {
    const std::vector<Index> lengths(4, steps);
    lstm.forward(weft::testing::random_sequence(lengths, 3, rng), tape);
    CHECK(tape.unroll.kept.gates.count() == 4);
  }
}
