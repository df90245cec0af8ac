// SPDX-License-Identifier: MIT
// Lazy parameters: a step updates the rows that the gradient touched, as it would update them all, and no others.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include <weft/layers/embedding.hpp>
#include <weft/optimizers.hpp>

#include "../allocations.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Index;
using weft::ModelOptimizer;
using weft::OptimizerOptions;
using weft::testing::equal_weights;
using Table = weft::Embedding<float>;
using Rows = std::set<Index>;

Table table(Index rows, Index features) {
  weft::Rng rng(7);
  Table made(rows, features);
  made.build(0, rng);
  return made;
}

enum class Memory { of_rows, none };

/// Adds a gradient of these rows, drawn from the seed; zeros for token 0.
void add_gradient(const Table& model, const std::vector<int>& ids, std::uint64_t seed, Table& gradient) {
  weft::Tokens x;
  x.packing.assign(std::vector<Index>{std::ssize(ids)});
  x.ids = ids;
  auto tape = make_tape(model);
  auto dy = model.forward(x, tape);
  weft::Rng rng(seed);
  for (Index d = 0; d < dy.values.count(); ++d)
    for (Index k = 0; k < model.output_features(); ++k)
      dy.values.row(d)[k] =
          tape.distinct[static_cast<std::size_t>(d)] == 0 ? 0 : static_cast<float>(rng.uniform(-1, 1));
  model.backward(x, dy, tape, gradient);
}

Table gradient_of(const Table& model, const std::vector<int>& ids, std::uint64_t seed, Memory memory) {
  Table gradient = weft::zeros_like(model);
  if (memory == Memory::of_rows) remember_touched_rows(gradient);
  add_gradient(model, ids, seed, gradient);
  return gradient;
}

bool equal_row(const Table& a, const Table& b, Index row) {
  const auto size = static_cast<std::size_t>(a.output_features());
  return std::memcmp(&a.embeddings(row, 0), &b.embeddings(row, 0), size * sizeof(float)) == 0;
}

/// What an optimizer remembers, by name, but for the gradient that it accumulates.
template <class Optimizer> std::vector<std::pair<std::string, Table>> memory_of(const Optimizer& optimizer) {
  std::vector<std::pair<std::string, Table>> all;
  Optimizer::for_each_model(
      [&](std::string_view name, const Table& values) {
        if (name != "accumulated_gradient") all.emplace_back(name, values);
      },
      optimizer);
  return all;
}

/// Gives one optimizer all that another one remembers.
template <class Optimizer> void copy_state(const Optimizer& from, Optimizer& to) {
  std::vector<const Table*> models;
  Optimizer::for_each_model([&](std::string_view, const Table& values) { models.push_back(&values); }, from);
  std::size_t k = 0;
  Optimizer::for_each_model([&](std::string_view, Table& values) { values.embeddings = models[k++]->embeddings; }, to);
  Optimizer copy = from;
  Optimizer::for_each_state([](std::string_view, auto& a, const auto& b) { a = b; }, to, copy);
}

/// The given rows are those of `dense`, the others those of `before`.
void check_rows(const Table& lazy, const Table& dense, const Table& before, const Rows& rows) {
  for (Index row = 0; row < lazy.vocabulary_size(); ++row) {
    CAPTURE(row);
    CHECK(equal_row(lazy, rows.contains(row) ? dense : before, row));
  }
}

const std::vector<std::vector<int>> batches{{3, 17, 64, 3, 0}, {64, 2, 39, 17}, {1, 99, 98, 0}, {3, 2}, {50, 3, 64}};

/// `make` gives a rule with these options. Each step from the state of the lazy optimizer is made densely too.
template <class Make> void check_steps(const Make& make, OptimizerOptions options) {
  options.lazy = {"embeddings"};
  Table model = table(100, 5);
  ModelOptimizer optimizer(model, make(options));
  options.lazy = {};
  Rows touched;
  for (std::size_t step = 0; step < batches.size(); ++step) {
    CAPTURE(step);
    const Table before = model, gradient = gradient_of(model, batches[step], step, Memory::of_rows);
    Table dense = model;
    ModelOptimizer dense_optimizer(dense, make(options));
    copy_state(optimizer, dense_optimizer);
    const auto memory_before = memory_of(optimizer);
    optimizer.step(model, gradient);
    dense_optimizer.step(dense, gradient);
    for (const int id : batches[step])
      if (id != 0) touched.insert(id);
    const bool updates = (step + 1) % static_cast<std::size_t>(options.gradient_accumulation_steps) == 0;
    const Rows rows = updates ? touched : Rows{};
    if (updates) touched.clear();
    check_rows(model, dense, before, rows);
    const auto memory = memory_of(optimizer), dense_memory = memory_of(dense_optimizer);
    for (std::size_t k = 0; k < memory.size(); ++k) {
      CAPTURE(memory[k].first);
      if (memory[k].first == "average" && step == 0)
        CHECK(equal_weights(memory[k].second, model));
      else
        check_rows(memory[k].second, dense_memory[k].second, memory_before[k].second, rows);
    }
  }
}

/// A model and all that its optimizer remembers, after the batches.
template <class Rule> std::vector<Table> after_steps(const Rule& rule, Memory memory) {
  Table model = table(100, 5);
  ModelOptimizer optimizer(model, rule);
  for (std::size_t step = 0; step < batches.size(); ++step)
    optimizer.step(model, gradient_of(model, batches[step], step, memory));
  std::vector<Table> all{model};
  for (const auto& [name, values] : memory_of(optimizer)) all.push_back(values);
  return all;
}

template <class Make> void check_rule(const Make& make) {
  for (const OptimizerOptions& options : std::vector<OptimizerOptions>{
           {},
           {.clipnorm = 0.5},
           {.clipvalue = 0.25},
           {.global_clipnorm = 0.5},
           {.weight_decay = 0.1},
           {.ema_momentum = 0.75},
           {.gradient_accumulation_steps = 2},
           {.clipnorm = 0.5, .weight_decay = 0.1, .ema_momentum = 0.75, .gradient_accumulation_steps = 2}}) {
    CAPTURE(decltype(make(options))::type_name);
    check_steps(make, options);
    OptimizerOptions lazy = options;
    lazy.lazy = {"embeddings"};
    const auto remembered = after_steps(make(lazy), Memory::of_rows), looked_at = after_steps(make(lazy), Memory::none);
    for (std::size_t k = 0; k < remembered.size(); ++k) CHECK(equal_weights(remembered[k], looked_at[k]));
  }
}

template <class Rule> auto with(const typename Rule::Options& options) {
  return [options](const OptimizerOptions& common) { return Rule(options, common); };
}

/// The bits of a table and of Adam's moments after steps on so many threads.
std::vector<Table> on_threads(Index rows, Index features, weft::ThreadPool* pool) {
  Table model = table(rows, features);
  ModelOptimizer adam(model, weft::Adam({}, {.global_clipnorm = 1, .lazy = {"embeddings"}, .ema_momentum = 0.5}));
  for (int step = 0; step < 3; ++step) {
    std::vector<int> ids;
    for (int id = step; id < rows; id += step + 1) ids.push_back(id);
    adam.step(model, gradient_of(model, ids, 5, Memory::of_rows), pool);
  }
  std::vector<Table> all{model};
  for (const auto& [name, values] : memory_of(adam)) all.push_back(values);
  return all;
}

/// The rows that the accumulated gradient remembers; nothing where it does not.
template <class Optimizer> std::vector<Index> accumulated_rows(const Optimizer& optimizer) {
  std::vector<Index> rows;
  Optimizer::for_each_model(
      [&](std::string_view name, const Table& values) {
        if (name != "accumulated_gradient") return;
        weft::for_each_parameter(
            [&](std::string_view, const auto& p) {
              REQUIRE(p.touched()->are_known());
              p.touched()->for_each([&](Index row) { rows.push_back(row); });
            },
            values);
      },
      optimizer);
  return rows;
}

}  // namespace

TEST_CASE("a lazy step makes of touched rows what a dense one does, and of others nothing, by every rule") {
  const auto check = [](const auto&... rules) { (check_rule(rules), ...); };
  check(with<weft::SGD>({}), with<weft::SGD>({.momentum = 0.9}), with<weft::SGD>({.momentum = 0.9, .nesterov = true}),
        with<weft::RMSprop>({.momentum = 0.5, .centered = true}), with<weft::Adagrad>({}), with<weft::Adadelta>({}),
        with<weft::Adam>({}), with<weft::Adam>({.amsgrad = true}), with<weft::Nadam>({}), with<weft::Adamax>({}),
        with<weft::Lion>({}), with<weft::Ftrl>({.l1_regularization_strength = 0.1}));
  check([](OptimizerOptions options) {
    if (!(options.weight_decay > 0)) options.weight_decay = 0.004;
    return weft::AdamW({}, options);
  });
}

TEST_CASE("where a row without a gradient stays as it is, as Adagrad's does, lazy steps are dense ones") {
  const auto model_after = [](const std::vector<std::string>& lazy) {
    return after_steps(weft::Adagrad({}, {.lazy = lazy}), Memory::of_rows);
  };
  const auto lazy = model_after({"embeddings"}), dense = model_after({});
  for (std::size_t k = 0; k < lazy.size(); ++k) CHECK(equal_weights(lazy[k], dense[k]));
}

TEST_CASE("lazy steps have the same bits on any number of threads, whatever the size of a row") {
  for (const auto& size : std::vector<std::array<Index, 2>>{{9001, 24}, {67, 2500}, {40, 3}}) {
    CAPTURE(size[0]);
    const auto alone = on_threads(size[0], size[1], nullptr);
    for (const Index threads : {1, 2, 3, 8}) {
      CAPTURE(threads);
      weft::ThreadPool pool(threads);
      const auto shared = on_threads(size[0], size[1], &pool);
      for (std::size_t k = 0; k < alone.size(); ++k) CHECK(equal_weights(shared[k], alone[k]));
    }
  }
}

TEST_CASE("an average begins with the whole table, follows the rows that are updated, and is the whole in the end") {
  Table model = table(100, 5);
  const Table first = model;
  ModelOptimizer optimizer(model, weft::SGD({}, {.lazy = {"embeddings"}, .ema_momentum = 0.5}));
  for (int step = 0; step < 2; ++step) optimizer.step(model, gradient_of(model, {9}, 3, Memory::of_rows));
  Table average = weft::zeros_like(model);
  optimizer.use_average(average);
  for (Index row = 0; row < 100; ++row) CHECK(equal_row(average, first, row) == (row != 9));
  CHECK(average.embeddings(9, 1) < std::max(model.embeddings(9, 1), first.embeddings(9, 1)));
  CHECK(average.embeddings(9, 1) > std::min(model.embeddings(9, 1), first.embeddings(9, 1)));
}

TEST_CASE("an accumulated gradient remembers its rows, until a step has been made of it") {
  Table model = table(100, 5);
  ModelOptimizer optimizer(model, weft::Adam({}, {.lazy = {"embeddings"}, .gradient_accumulation_steps = 3}));
  const auto step = [&](int id, Memory memory) { optimizer.step(model, gradient_of(model, {id}, 1, memory)); };
  for (int round = 0; round < 2; ++round) {
    step(70, Memory::of_rows), step(5, Memory::of_rows);
    CHECK(accumulated_rows(optimizer) == std::vector<Index>{5, 70});
    step(6, Memory::none);
    CHECK(accumulated_rows(optimizer).empty());
  }
}

TEST_CASE("rows that are written to an accumulated gradient from outside are updated, and zero after it") {
  Table model = table(100, 5);
  using Optimizer = ModelOptimizer<Table, weft::SGD>;
  Optimizer optimizer(model, weft::SGD({}, {.lazy = {"embeddings"}, .gradient_accumulation_steps = 2}));
  optimizer.step(model, gradient_of(model, {5}, 1, Memory::of_rows));
  Optimizer::for_each_model([](std::string_view, Table& values) { values.embeddings(33, 2) = 1; }, optimizer);
  const Table before = model;
  optimizer.step(model, gradient_of(model, {6}, 1, Memory::of_rows));
  for (Index row = 0; row < 100; ++row) CHECK(equal_row(model, before, row) == (row != 5 && row != 6 && row != 33));
  CHECK(accumulated_rows(optimizer).empty());
  Optimizer::for_each_model([](std::string_view, const Table& values) { CHECK(weft::global_norm(values) == 0); },
                            std::as_const(optimizer));
}

TEST_CASE("an optimizer says what its last step may have changed: of lazy parameters the rows") {
  Table model = table(100, 5);
  ModelOptimizer lazy(model, weft::Adam({}, {.lazy = {"embeddings"}})), dense(model, weft::Adam{});
  const auto updated = [&](const auto& optimizer) {
    std::vector<Index> numbers;
    optimizer.for_each_updated(
        [&](const auto&, Index first, Index count) {
          numbers.insert(numbers.end(), {first, count});
        },
        model);
    return numbers;
  };
  for (int step = 0; step < 2; ++step)
    for (auto* optimizer : {&lazy, &dense}) optimizer->step(model, gradient_of(model, {70, 0, 6}, 1, Memory::of_rows));
  CHECK(updated(lazy) == std::vector<Index>{30, 5, 350, 5});
  CHECK(updated(dense) == std::vector<Index>{0, 500});
}

TEST_CASE("a frozen parameter stays as it is, lazy or not") {
  Table model = table(100, 5);
  const Table before = model;
  ModelOptimizer optimizer(model, weft::Adam({}, {.frozen = {"embeddings"}, .lazy = {"embeddings"}}));
  optimizer.step(model, gradient_of(model, {3}, 1, Memory::of_rows));
  CHECK(equal_weights(model, before));
}

TEST_CASE("after the first lazy step nothing is allocated") {
  Table model = table(1000, 5);
  const Table gradient = gradient_of(model, {3, 900, 64}, 1, Memory::of_rows);
  ModelOptimizer optimizer(model, weft::Adam({}, {.global_clipnorm = 0.01,
                                                  .lazy = {"embeddings"},
                                                  .ema_momentum = 0.9,
                                                  .gradient_accumulation_steps = 2}));
  for (int step = 0; step < 2; ++step) optimizer.step(model, gradient);
  const long before = weft::testing::allocation_count();
  for (int step = 0; step < 10; ++step) optimizer.step(model, gradient);
  CHECK(weft::testing::allocation_count() == before);
}

TEST_CASE("names that no parameter has or that cannot be lazy, and rules for whole parameters, are refused") {
  const auto model = weft::testing::signal_model();
  const auto adam = [](const auto& of, const std::string& part) {
    return ModelOptimizer(of, weft::Adam({}, {.lazy = {part}}));
  };
  CHECK_THROWS_WITH_AS(
      adam(table(3, 2), "embedding"),
      "OptimizerOptions: lazy has \"embedding\", which is in no parameter's name; those are embeddings",
      std::invalid_argument);
  CHECK_THROWS_WITH_AS(adam(model, "dense"),
                       "OptimizerOptions: lazy has \"dense\", which is in dense/kernel; expected names of parameters "
                       "whose gradient remembers its rows: this model has none",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(adam(weft::testing::small_model(), "bias"),
                       "OptimizerOptions: lazy has \"bias\", which is in bidirectional/forward/bias; expected names of "
                       "parameters whose gradient remembers its rows: embedding/embeddings",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(ModelOptimizer(table(3, 2), weft::Lamb({}, {.lazy = {"embeddings"}})),
                       "Lamb: lazy has \"embeddings\"; expected none: this rule updates whole parameters",
                       std::invalid_argument);
  CHECK_THROWS_AS(ModelOptimizer(table(3, 2), weft::Adafactor({}, {.lazy = {"embeddings"}})), std::invalid_argument);
}

TEST_CASE("fit trains a model with a lazy table, to the same bits on any number of threads") {
  const auto data = weft::testing::small_task(60, 1);
  const weft::Adam adam({.learning_rate = 0.02}, {.weight_decay = 0.1, .lazy = {"embeddings"}});
  const auto untrained = weft::testing::small_model();
  auto model = untrained;
  auto trainer = weft::testing::trainer_for(model, adam);
  const double before = trainer.evaluate(data)["loss"];
  const weft::History history = trainer.fit(data, {.epochs = 10, .batch_size = 8, .verbose = weft::Verbose::silent});
  CHECK(trainer.evaluate(data)["loss"] < before / 4);
  const auto& table = model.layer<0>().embeddings;
  for (Index row = 0; row < 8; ++row)  // no example has token 0; elsewhere it would decay
    CHECK((table(row, 0) < untrained.layer<0>().embeddings(row, 0) ||
           table(row, 0) > untrained.layer<0>().embeddings(row, 0)) == (row != 0));
  for (const Index threads : {1, 2, 3}) {
    weft::ThreadPool pool(threads);
    auto shared = untrained;
    weft::testing::trainer_for(shared, adam)
        .fit(data, {.epochs = 10, .batch_size = 8, .pool = &pool, .verbose = weft::Verbose::silent});
    CHECK(equal_weights(shared, model));
  }
}
