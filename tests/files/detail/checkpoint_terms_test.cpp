// SPDX-License-Identifier: MIT
#include <weft/files/detail/checkpoint_terms.hpp>

#include <doctest/doctest.h>

#include <charconv>
#include <cmath>

#include <weft/constraints.hpp>
#include <weft/regularizers.hpp>

#include "files/thrown.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Metadata;
using weft::detail::data_checksum;
using weft::testing::small_task;
using Options = weft::FitOptions<IdLists>;

const Dataset<IdLists> data = small_task(60, 1), other_data = small_task(20, 2);

Options usual() { return {.epochs = 3, .batch_size = 16, .validation = &other_data, .shuffle_buffer = 20, .seed = 9}; }

/// The optimizer's and the loss's options of the usual run.
const weft::Adam usual_adam({}, {.global_clipnorm = 0.5});

Metadata terms(const Options& options, const Dataset<IdLists>& train = data, const weft::Adam& adam = usual_adam,
               weft::Padding padding = weft::Padding::masked, const weft::BinaryCrossentropy& loss = {}) {
  auto model = weft::testing::small_model(1, padding);
  return weft::detail::run_terms(weft::testing::trainer_for(model, adam, loss), train, options);
}

/// Those of a trainer with regularizers and constraints.
Metadata terms_with(const weft::NamedRegularizers& regularizers, const weft::NamedConstraints<float>& constraints) {
  auto model = weft::testing::small_model();
  auto trainer = weft::testing::trainer_for(model, usual_adam);
  trainer.regularize(regularizers);
  trainer.constrain(constraints);
  return weft::detail::run_terms(trainer, data, usual());
}

/// What is wrong with a checkpoint of the usual run, for another one.
std::string problem(const Metadata& run, const Metadata& stored = terms(usual())) {
  return file_problem("c", [&] { weft::detail::check_terms("c", stored, run); });
}

/// A run's terms once its options are changed.
template <class Change> Metadata changed(const Change& change) {
  Options options = usual();
  change(options);
  return terms(options);
}

bool tells_apart(const Dataset<IdLists>& a, const Dataset<IdLists>& b) { return data_checksum(a) != data_checksum(b); }

}  // namespace

TEST_CASE("a run goes on from its like, with other epochs, threads and output") {
  weft::ThreadPool pool(2);
  CHECK(problem(changed([&](Options& o) {
          o.epochs = 100;
          o.pool = &pool;
          o.verbose = weft::Verbose::silent;
        })).empty());
}

TEST_CASE("a checkpoint of another run is refused with both values of the option that differs") {
  const std::string other = "is of a run with another ";
  CHECK(problem(changed([](Options& o) { o.batch_size = 8; })) == other + "fit/batch_size: 16; this run has 8");
  CHECK(problem(changed([](Options& o) { o.seed = 10; })) == other + "fit/seed: 9; this run has 10");
  CHECK(problem(terms(usual(), data, usual_adam, weft::Padding::unmasked)) ==
        other + "fit/padding: masked; this run has unmasked");
  CHECK(problem(changed([](Options& o) { o.shuffle_buffer = weft::everything; })) ==
        other + "fit/shuffle_buffer: 20; this run has everything");
  CHECK(problem(changed([](Options& o) { o.steps_per_epoch = 3; })) ==
        other + "fit/steps_per_epoch: 0; this run has 3");
  CHECK(problem(changed([](Options& o) {
          o.bucket_boundaries = {4, 7};
        })) == other + "fit/bucket_boundaries: none; this run has 4, 7");
  CHECK(problem(changed([](Options& o) { o.tokens_per_batch = 100; })) ==
        other + "fit/tokens_per_batch: everything; this run has 100");
  CHECK(problem(changed([](Options& o) { o.validation_freq = 2; })) ==
        other + "fit/validation_freq: 1; this run has 2");
  CHECK(problem(changed([](Options& o) {
          o.class_weight = {{0, 1}, {1, 0.5}};
        })) == other + "fit/class_weight: none; this run has 0:1 1:0.5");
  CHECK(problem(terms(usual(), data, usual_adam, weft::Padding::masked, {.label_smoothing = 0.1})) ==
        other + "loss/label_smoothing: 0; this run has 0.1");
  CHECK(problem(changed([](Options& o) { o.validation = nullptr; })) ==
        other + "fit/validation_examples: 20; this run has 0");
}

TEST_CASE("a checkpoint of a metric with another option is refused with both values") {
  const auto with_threshold = [](double threshold) {
    auto model = weft::testing::small_model();
    return weft::detail::run_terms(
        weft::Trainer(model, usual_adam, weft::BinaryCrossentropy{}, weft::BinaryAccuracy(threshold)), data, usual());
  };
  CHECK(problem(with_threshold(0.25), with_threshold(0.5)) ==
        "is of a run with another metric_0/threshold: 0.5; this run has 0.25");
}

TEST_CASE("a checkpoint of an optimizer with another option is refused with both values") {
  const std::string other = "is of a run with another ";
  const auto with = [](const weft::AdamOptions& adam, double clipnorm = 0.5) {
    return problem(terms(usual(), data, weft::Adam(adam, {.global_clipnorm = clipnorm})));
  };
  CHECK(with({.learning_rate = 0.01}) == other + "optimizer/learning_rate: 0.001; this run has 0.01");
  CHECK(with({.beta_1 = 0.5}) == other + "optimizer/beta_1: 0.9; this run has 0.5");
  CHECK(with({.beta_2 = 0.5}) == other + "optimizer/beta_2: 0.999; this run has 0.5");
  CHECK(with({.epsilon = 1e-8}) == other + "optimizer/epsilon: 1e-07; this run has 1e-08");
  CHECK(with({.amsgrad = true}) == other + "optimizer/amsgrad: false; this run has true");
  CHECK(with({}, 0.1) == other + "optimizer/global_clipnorm: 0.5; this run has 0.1");
  CHECK(problem(terms(usual(), data, weft::Adam({}, {.global_clipnorm = 0.5, .lazy = {"embeddings"}}))) ==
        other + "optimizer/lazy: none; this run has embeddings");
  CHECK(with({.learning_rate = std::nextafter(1e-3, 1.0)}).starts_with(other + "optimizer/learning_rate: 0.001; "));
  CHECK(with({.learning_rate = [](std::int64_t) { return 1e-3; }}).starts_with(other + "optimizer/learning_rate: "));
}

TEST_CASE("a checkpoint of other data is refused with both sizes, or both checksums") {
  CHECK(problem(terms(usual(), small_task(61, 1))) ==
        "is of a run with another fit/train_examples: 60; this run has 61");
  Dataset<IdLists> other = data;
  other.inputs[3][0] = 1 + other.inputs[3][0] % 7;
  CHECK(problem(terms(usual(), other)) == "is of a run with another fit/train_examples_crc32: " + data_checksum(data) +
                                              "; this run has " + data_checksum(other));
}

TEST_CASE("one id, one target, one weight, and where an example ends tell data sets apart") {
  const Dataset<IdLists> some{{{1, 2}, {3}}, std::vector<int>{0, 1}};
  CHECK_FALSE(tells_apart(some, {{{1, 2}, {3}}, std::vector<int>{0, 1}}));
  CHECK(tells_apart(some, {{{1, 2}, {4}}, std::vector<int>{0, 1}}));
  CHECK(tells_apart(some, {{{1, 2}, {3}}, std::vector<int>{1, 1}}));
  CHECK(tells_apart(some, {{{1, 2}, {3}}, std::vector<int>{0, 1}, std::vector<int>{1, 1}}));
  CHECK(tells_apart(some, {{{1}, {2, 3}}, std::vector<int>{0, 1}}));
  CHECK(tells_apart(some, {{{3}, {1, 2}}, std::vector<int>{0, 1}}));
}

TEST_CASE("the checksum of data is the same on every machine: that of what a file would have for them") {
  // zlib.crc32(struct.pack("<QiiQi", 2, 1, -2, 1, 3) + struct.pack("<QQddQQ", 2, 1, 0, 1, 0, 0))
  CHECK(data_checksum(Dataset<IdLists>{{{1, -2}, {3}}, std::vector<int>{0, 1}}) == "7b64c726");
  // zlib.crc32(struct.pack("<QQdd", 1, 2, 1 / 3, -1) + struct.pack("<QQdQQ", 1, 1, 1, 0, 0))
  weft::Tensor<double, 2> inputs(1, 2);
  inputs.setValues({{1.0 / 3, -1.0}});
  CHECK(data_checksum(Dataset<weft::Tensor<double, 2>>{inputs, std::vector<int>{1}}) == "ee7a7829");
}

TEST_CASE("the extents and the numbers of a tensor tell data sets apart") {
  const auto checksum = [](weft::Index examples, weft::Index features, double number) {
    weft::Tensor<double, 2> inputs(examples, features);
    inputs.setConstant(number);
    return data_checksum(Dataset<weft::Tensor<double, 2>>{inputs, std::vector<int>{}});
  };
  CHECK(checksum(2, 3, 1) == checksum(2, 3, 1));
  CHECK(checksum(2, 3, 1) != checksum(3, 2, 1));
  CHECK(checksum(2, 3, 1) != checksum(2, 3, std::nextafter(1.0, 2.0)));
}

TEST_CASE("a checkpoint of a run with other regularizers or constraints is refused") {
  const weft::MaxNorm norm{.max_value = 0.5};
  const Metadata with = terms_with({{"kernel", weft::L2(0.01)}}, {{"bias", weft::NonNeg{}}, {"kernel", norm}});
  CHECK(problem(with, with).empty());
  CHECK(problem(terms_with({}, {})).empty());
  CHECK(problem(terms_with({{"kernel", weft::L1(0.5)}}, {}), terms_with({{"kernel", weft::L1(0.25)}}, {})) ==
        "is of a run with another regularizers: kernel: L1L2 l1=0.25 l2=0; this run has kernel: L1L2 l1=0.5 l2=0");
  CHECK(problem(terms_with({}, {}), terms_with({}, {{"bias", weft::NonNeg{}}, {"kernel", norm}})) ==
        "is of a run with another constraints: bias: NonNeg; kernel: MaxNorm max_value=0.5 axis=0; this run has none");
}

TEST_CASE("a checkpoint that lacks a term is refused, and one that says more is not") {
  Metadata less = terms(usual()), more = less;
  less.erase("fit/seed");
  more["imdb/reviews"] = "4000";
  CHECK(problem(terms(usual()), less) == "has no fit/seed; this run has 9");
  CHECK(problem(terms(usual()), more).empty());
}

TEST_CASE("a term that may differ is not compared, and one that there is not is refused") {
  const Metadata other = terms(usual(), data, weft::Adam({.learning_rate = 0.01}, {.global_clipnorm = 0.5}));
  const std::vector<std::string> rate{"optimizer/learning_rate"}, wrong{"learning_rate"};
  CHECK_NOTHROW(weft::detail::check_terms("c", terms(usual()), other, rate));
  CHECK_THROWS_AS(weft::detail::check_terms("c", terms(usual()), changed([](Options& o) { o.seed = 1; }), rate),
                  weft::FileError);
  CHECK_THROWS_WITH_AS(weft::detail::check_terms("c", terms(usual()), other, wrong),
                       "Checkpoints: may_differ has learning_rate, which is none of the run's terms",
                       std::invalid_argument);
}

TEST_CASE("of a stored value that is long, its beginning is shown") {
  Metadata stored = terms(usual());
  stored["fit/seed"] = std::string(1000, '7');
  CHECK(problem(terms(usual()), stored) ==
        "is of a run with another fit/seed: " + std::string(100, '7') + "...; this run has 9");
}

TEST_CASE("the text of a number is short and reads back as the same bits") {
  CHECK(weft::detail::exact_text(0.1) == "0.1");
  CHECK(weft::detail::exact_text(0) == "0");
  CHECK(weft::detail::exact_text(1e-7) == "1e-07");
  CHECK(weft::detail::exact_text(1e-4) == "1e-04");
  CHECK(weft::detail::exact_text(0x1p70) == "1180591620717411303424");
  CHECK(weft::detail::exact_text(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(weft::detail::exact_text(-std::numeric_limits<double>::infinity()) == "-inf");
  weft::Rng rng(1);
  for (int k = 0; k < 1000; ++k) {
    const double x = rng.uniform(-1, 1) * std::pow(10.0, rng.uniform(-300, 300));
    CHECK(std::stod(weft::detail::exact_text(x)) == x);
#if defined(__cpp_lib_to_chars)
    std::array<char, 32> text;
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), x);
    CHECK(weft::detail::exact_text(x) == std::string(text.data(), end));
#endif
  }
}
