// SPDX-License-Identifier: MIT
// Shards against the whole batch, and one thread against many.
#include <weft/training/detail/sharded_passes.hpp>

#include <doctest/doctest.h>

#include <tuple>
#include <weft/weft.hpp>

#include "../small_task.hpp"

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Index;
using weft::Padding;
using weft::RandomSource;
using weft::return_sequences;
using weft::SequenceLists;
using weft::Tensor;
using weft::detail::GradientTree;
using weft::detail::RunningFigures;
using weft::detail::ShardedPasses;
using weft::testing::equal_weights;

constexpr RandomSource drawn{.seed = 5, .step = 3};

/// Examples of up to so many steps.
Index random_steps(Index most, weft::Rng& rng) {
  return static_cast<Index>(rng.below(static_cast<std::uint64_t>(most + 1)));
}
IdLists random_ids(Index count, Index most, weft::Rng& rng) {
  IdLists lists;
  for (Index k = 0; k < count; ++k) {
    lists.emplace_back(static_cast<std::size_t>(random_steps(most, rng)));
    for (int& id : lists.back()) id = static_cast<int>(rng.below(11));
  }
  return lists;
}
SequenceLists<double> random_lists(Index count, Index most, Index features, weft::Rng& rng) {
  SequenceLists<double> lists;
  for (Index k = 0; k < count; ++k) {
    lists.emplace_back(random_steps(most, rng), features);
    for (Index n = 0; n < lists.back().size(); ++n) lists.back().data()[n] = rng.uniform(-1, 1);
  }
  return lists;
}
Tensor<double, 2> random_rows(Index rows, Index columns, weft::Rng& rng) {
  Tensor<double, 2> values(rows, columns);
  for (Index n = 0; n < values.size(); ++n) values.data()[n] = rng.uniform(0, 1);
  return values;
}
std::vector<int> random_classes(Index count, std::uint64_t classes, weft::Rng& rng) {
  std::vector<int> chosen(static_cast<std::size_t>(count));
  for (int& each : chosen) each = static_cast<int>(rng.below(classes));
  return chosen;
}
std::vector<std::vector<int>> random_tags(const IdLists& lists, std::uint64_t classes, weft::Rng& rng) {
  std::vector<std::vector<int>> tags;
  for (const auto& ids : lists) tags.push_back(random_classes(std::ssize(ids), classes, rng));
  return tags;
}

std::vector<Index> all_of(Index count) {
  std::vector<Index> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), Index{0});
  return all;
}

/// A batch of all examples forward and back: its loss, its gradient and its figures.
template <class Model, class L, class Inputs, class... Metrics> struct Trained {
  Trained(const Model& model, const L& loss, const Dataset<Inputs>& data, weft::ThreadPool* pool,
          const Metrics&... metrics)
      : tree(model) {
    using Running = RunningFigures<Metrics...>;
    ShardedPasses<Model, L, Running, Inputs> passes(model, loss, Running(metrics...), pool);
    Running running(metrics...);
    value = passes.train(data, all_of(data.size()), {}, drawn, tree);
    passes.measure(running);
    figures = running.result();
  }

  GradientTree<Model> tree;
  double value = 0;
  weft::Figures figures;
};

template <class Model, class L, class Inputs, class... Metrics>
Trained(const Model&, const L&, const Dataset<Inputs>&, weft::ThreadPool*, const Metrics&...)
    -> Trained<Model, L, Inputs, Metrics...>;

template <class Model, class L, class Inputs, class... Metrics>
void check_threads(const Model& model, const L& loss, const Dataset<Inputs>& data, const Metrics&... metrics) {
  const Trained alone(model, loss, data, nullptr, metrics...);
  for (const Index threads : {1, 2, 3, 8, 16}) {
    CAPTURE(threads);
    weft::ThreadPool pool(threads);
    const Trained shared(model, loss, data, &pool, metrics...);
    CHECK(weft::detail::is_exactly(shared.value, alone.value));
    CHECK(shared.figures == alone.figures);
    CHECK(equal_weights(shared.tree.sum(), alone.tree.sum()));
  }
}

/// The same without shards, as a loop of one's own does it.
template <class Model, class L, class Inputs>
std::pair<double, Model> whole_batch(const Model& model, const L& loss, const Dataset<Inputs>& data) {
  weft::Batch<weft::detail::PackedFor<Inputs>> batch;
  weft::detail::BatchLoader<Inputs>(weft::detail::padding_of(model)).load(data, all_of(data.size()), batch);
  auto tape = make_tape(model, weft::Context{.random = drawn});
  weft::detail::ModelLoss<L, Model> of_model(loss, model);
  const Index count = of_model.count(batch.targets);
  typename Model::Output d;
  const auto& y = model.forward(batch.inputs, tape);
  const double sum = of_model.add(of_model.values(model, y, tape), batch.targets, count, &d);
  Model gradient = zeros_like(model);
  of_model.backward(model, batch.inputs, d, tape, gradient);
  return {sum / static_cast<double>(count), std::move(gradient)};
}

template <class Model> double distance(const Model& a, const Model& b) {
  double most = 0;
  weft::for_each_parameter(
      [&](std::string_view, const auto& p, const auto& q) {
        for (Index k = 0; k < p.size(); ++k) most = std::max(most, std::abs(p.data()[k] - q.data()[k]));
      },
      a, b);
  return most;
}

bool same(const SequenceLists<double>& a, const SequenceLists<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return weft::testing::equal_bits(x, y); });
}

bool same(const Tensor<double, 2>& a, const Tensor<double, 2>& b) { return weft::testing::equal_bits(a, b); }

/// All that must hold of a model, a loss and data of several shards.
template <class Model, class L, class Inputs, class... Metrics>
void check_shards(const Model& model, const L& loss, const Dataset<Inputs>& data, const Metrics&... metrics) {
  weft::detail::ShardPlan plan;
  plan.add(weft::detail::PackerFor<Inputs>(weft::detail::padding_of(model)), data.inputs, all_of(data.size()));
  REQUIRE(plan.count() >= 3);

  const Trained sharded(model, loss, data, nullptr, metrics...);
  const auto [value, gradient] = whole_batch(model, loss, data);
  CHECK(sharded.value == doctest::Approx(value).epsilon(1e-13));
  CHECK(distance(sharded.tree.sum(), gradient) < 1e-14);
  CHECK(weft::global_norm(gradient) > 1e-3);

  check_threads(model, loss, data, metrics...);
  const auto figures = weft::evaluate(model, data, {.batch_size = 60}, loss, metrics...);
  const auto predictions = weft::predict(model, data.inputs, {.batch_size = 60});
  for (const Index threads : {2, 3, 8}) {
    weft::ThreadPool pool(threads);
    CHECK(figures == weft::evaluate(model, data, {.batch_size = 60, .pool = &pool}, loss, metrics...));
    CHECK(same(predictions, weft::predict(model, data.inputs, {.batch_size = 60, .pool = &pool})));
  }
}

}  // namespace

TEST_CASE("shards of classified sequences, with padding masked or read, give the batch's gradient on any threads") {
  for (const Padding padding : {Padding::masked, Padding::unmasked}) {
    weft::Rng rng(1);
    const weft::Sequential model(rng, weft::Embedding<double>(11, 4, padding),
                                 weft::Bidirectional(weft::LSTM<double>(5)), weft::Dense<double>(1, weft::sigmoid));
    const Dataset data{random_ids(90, 60, rng), random_classes(90, 2, rng)};
    check_shards(model, weft::BinaryCrossentropy{}, data, weft::Accuracy{}, weft::AUC{});
  }
}

TEST_CASE("shards of a stack with dropout draw the masks of the whole batch") {
  weft::Rng rng(2);
  const weft::Sequential model(
      rng, weft::Embedding<double>(11, 4),
      weft::Bidirectional(weft::LSTM<double, weft::Returns::sequences>(4, return_sequences, {.dropout = 0.3})),
      weft::GRU<double>(3, {.dropout = 0.2, .recurrent_dropout = 0.4}), weft::Dense<double>(3, weft::softmax));
  const Dataset data{random_ids(90, 60, rng), random_classes(90, 3, rng)};
  check_shards(model, weft::SparseCategoricalCrossentropy{}, data, weft::SparseCategoricalAccuracy{});
}

TEST_CASE("shards of tagged sequences, of which some steps are ignored, are divided by the batch's count of steps") {
  for (const Padding padding : {Padding::masked, Padding::unmasked}) {
    weft::Rng rng(3);
    const weft::Sequential model(rng, weft::Embedding<double>(11, 4, padding),
                                 weft::Bidirectional(weft::GRU<double, weft::Returns::sequences>(3, return_sequences)),
                                 weft::Dense<double>(4, weft::softmax));
    IdLists lists = random_ids(90, 60, rng);
    const auto tags = random_tags(lists, 4, rng);
    check_shards(model, weft::SparseCategoricalCrossentropy{.ignore_class = 2}, Dataset{lists, tags},
                 weft::SparseCategoricalAccuracy{});
  }
}

TEST_CASE("shards of signals with weights give the batch's gradient on any threads") {
  weft::Rng rng(4);
  const weft::Sequential model(rng, weft::Input{3}, weft::SimpleRNN<double>(5), weft::Dense<double>(2));
  const Dataset data{random_lists(60, 60, 3, rng), random_rows(60, 2, rng), random_rows(60, 1, rng)};
  check_shards(model, weft::MeanSquaredError{}, data, weft::R2Score{});
}

TEST_CASE("shards of rows give the batch's gradient on any threads") {
  weft::Rng rng(5);
  const weft::Sequential model(rng, weft::Input{3}, weft::Dense<double>(5, weft::relu), weft::Dense<double>(2));
  check_shards(model, weft::MeanSquaredError{}, Dataset{random_rows(1500, 3, rng), random_rows(1500, 2, rng)});
}

TEST_CASE("every loss has the same bits on any threads") {
  weft::Rng rng(6);
  const weft::Sequential model(rng, weft::Input{3}, weft::Dense<double>(4, weft::softmax));
  const Tensor<double, 2> x = random_rows(1100, 3, rng), y = random_rows(1100, 4, rng);
  const auto with_numbers = [&](const auto&... loss) { (check_threads(model, loss, Dataset{x, y}), ...); };
  with_numbers(weft::BinaryCrossentropy{}, weft::BinaryFocalCrossentropy{}, weft::CategoricalCrossentropy{},
               weft::CategoricalFocalCrossentropy{}, weft::MeanSquaredError{}, weft::MeanAbsoluteError{},
               weft::MeanAbsolutePercentageError{}, weft::MeanSquaredLogarithmicError{}, weft::Huber{}, weft::LogCosh{},
               weft::Poisson{}, weft::KLDivergence{}, weft::Hinge{}, weft::SquaredHinge{}, weft::CategoricalHinge{},
               weft::CosineSimilarity{});
  check_threads(model, weft::SparseCategoricalCrossentropy{}, Dataset{x, random_classes(1100, 4, rng)});
}

TEST_CASE("a run of fit has the same bits on any threads: weights, moments and figures") {
  weft::Rng rng(7);
  const Dataset data{random_ids(200, 60, rng), random_classes(200, 2, rng)};
  const auto trained = [&](weft::ThreadPool* pool) {
    weft::Rng first(1);
    weft::Sequential model(first, weft::Embedding<float>(11, 4),
                           weft::Bidirectional(weft::LSTM<float>(5, {.dropout = 0.2})),
                           weft::Dense<float>(1, weft::sigmoid));
    weft::Trainer trainer(model, weft::Adam{{}, {.global_clipnorm = 0.5}}, weft::BinaryCrossentropy{}, weft::AUC{});
    auto history = trainer.fit(
        data, {.epochs = 3, .batch_size = 80, .validation_split = 0.2, .pool = pool, .verbose = weft::Verbose::silent});
    return std::tuple(std::move(model), trainer.optimizer().moment(1), history["loss"], history["val_auc"]);
  };
  const auto alone = trained(nullptr);
  for (const Index threads : {1, 2, 3, 8, 16}) {
    weft::ThreadPool pool(threads);
    const auto shared = trained(&pool);
    CHECK(equal_weights(std::get<0>(shared), std::get<0>(alone)));
    CHECK(equal_weights(std::get<1>(shared), std::get<1>(alone)));
    CHECK(std::get<2>(shared) == std::get<2>(alone));
    CHECK(std::get<3>(shared) == std::get<3>(alone));
  }
}
