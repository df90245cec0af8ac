// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/testing/gradient_check.hpp>
#include <weft/training/predict.hpp>

#include "../training/small_task.hpp"
#include "random_batches.hpp"
#include "reference_network.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

template <class Scalar> using SequenceLSTM = LSTM<Scalar, Returns::sequences>;

constexpr Index vocabulary = 9;

template <class Scalar> Dense<Scalar> sigmoid_dense(Rng& rng, Index most) {
  return Dense<Scalar>{some(rng, 1, most), sigmoid};
}
Direction random_direction(Rng& rng) { return rng.below(2) == 0 ? Direction::forward : Direction::backward; }

// One of each architecture, in random sizes.

template <class Scalar> auto notebook(Rng& rng) {
  return Sequential{rng, Embedding<Scalar>{vocabulary, some(rng, 1, 6)},
                    Bidirectional{LSTM<Scalar>{some(rng, 1, 9), random_direction(rng)}}, sigmoid_dense<Scalar>(rng, 8),
                    sigmoid_dense<Scalar>(rng, 3)};
}
template <class Scalar> auto one_way(Rng& rng) {
  return Sequential{rng, Embedding<Scalar>{vocabulary, some(rng, 1, 6)},
                    LSTM<Scalar>{some(rng, 1, 9), random_direction(rng)}, sigmoid_dense<Scalar>(rng, 3)};
}
template <class Scalar> auto stacked(Rng& rng) {
  return Sequential{rng,
                    Embedding<Scalar>{vocabulary, some(rng, 1, 6)},
                    Bidirectional{SequenceLSTM<Scalar>{some(rng, 1, 5)}},
                    SequenceLSTM<Scalar>{some(rng, 1, 6), random_direction(rng)},
                    LSTM<Scalar>{some(rng, 1, 5), random_direction(rng)},
                    sigmoid_dense<Scalar>(rng, 3)};
}
template <class Scalar> auto both_ways_twice(Rng& rng) {
  return Sequential{rng, Embedding<Scalar>{vocabulary, some(rng, 1, 4)},
                    Bidirectional{SequenceLSTM<Scalar>{some(rng, 1, 4)}}, Bidirectional{LSTM<Scalar>{some(rng, 1, 4)}},
                    sigmoid_dense<Scalar>(rng, 2)};
}

/// Lists of ids, 0 among them: some empty, some of one id, some that go on with 0 for long.
IdLists random_lists(Rng& rng) {
  IdLists lists;
  for (const Index length : random_lengths(rng, 14)) {
    std::vector<int> ids(static_cast<std::size_t>(length));
    for (int& id : ids) id = static_cast<int>(rng.below(vocabulary));
    if (rng.below(3) == 0) ids.resize(ids.size() + rng.below(40), 0);
    lists.push_back(ids);
  }
  return lists;
}

/// What the network reads of a list: without its zeros, or with zeros up to the longest of its batch.
std::vector<int> as_read(const IdLists& lists, std::size_t k, Padding padding) {
  std::vector<int> ids = lists[k];
  if (padding == Padding::masked) {
    std::erase(ids, 0);
    return ids;
  }
  std::size_t longest = 0;
  for (const auto& list : lists) longest = std::max(longest, list.size());
  ids.resize(longest, 0);
  return ids;
}

template <class Model> void check_predictions(Model model, Rng& rng, double tolerance) {
  const IdLists lists = random_lists(rng);
  const auto padding = rng.below(2) == 0 ? Padding::masked : Padding::unmasked;
  INFO(lists.size(), " examples, ", padding == Padding::masked ? "masked" : "unmasked");
  model.template layer<0>().set_padding(padding);
  const auto whole = predict(model, lists, {.batch_size = 100});
  Distance apart;
  for (std::size_t k = 0; k < lists.size(); ++k) {
    const auto expected = reference::run(model, reference::steps_of(as_read(lists, k, padding)));
    for (std::size_t out = 0; out < expected.size(); ++out)
      apart.add(whole(static_cast<Index>(k), static_cast<Index>(out)), expected[out]);
  }
  CHECK(apart.value() < tolerance);
  if (padding == Padding::unmasked || lists.empty()) return;  // what padding adds depends on the batch
  const auto in_parts = predict(model, lists, {.batch_size = some(rng, 1, 7)});
  CHECK_MESSAGE(equal_bits(whole, in_parts), "an example must give the same bits in any batch");
}

template <class Make> void predict_cases(std::uint64_t first_seed, const Make& make, double tolerance) {
  for (std::uint64_t seed = first_seed; seed < first_seed + 60; ++seed) {
    INFO("seed ", seed);
    Rng rng(seed);
    check_predictions(make(rng), rng, tolerance);
  }
}

/// A batch of tokens of the forms above; unmasked ones have the tails that are walked apart.
Tokens random_tokens(Rng& rng) {
  Tokens x;
  x.packing.assign(random_lengths(rng, 6));
  const bool repeated = rng.below(3) == 0;
  for (Index r = 0; r < x.packing.rows(); ++r)
    x.ids.push_back(repeated && r > x.packing.rows() / 2 ? 0 : static_cast<int>(rng.below(vocabulary)));
  return x;
}

template <class Make> void gradient_cases(std::uint64_t first_seed, const Make& make) {
  for (std::uint64_t seed = first_seed; seed < first_seed + 60; ++seed) {
    Rng rng(seed);
    const auto model = make(rng);
    const Tokens x = random_tokens(rng);
    const GradientCheck check = check_gradient(model, x, rng);
    INFO("seed ", seed, ": ", x.packing.batch(), " sequences, worst at ", check.worst_parameter);
    CHECK(check.checked == parameter_count(model));
    CHECK(check.worst_relative_error < 1e-6);
  }
}

}  // namespace

TEST_CASE("networks of any size predict what plain loops do for any batch, in double") {
  predict_cases(100, notebook<double>, 1e-12);
  predict_cases(200, one_way<double>, 1e-12);
  predict_cases(300, stacked<double>, 1e-12);
  predict_cases(400, both_ways_twice<double>, 1e-12);
}

TEST_CASE("networks of any size predict what plain loops do for any batch, in float") {
  predict_cases(500, notebook<float>, 2e-6);
  predict_cases(600, one_way<float>, 2e-6);
  predict_cases(700, stacked<float>, 2e-6);
}

TEST_CASE("networks of any size have the derivatives that differences show") {
  gradient_cases(1100, notebook<double>);
  gradient_cases(1200, one_way<double>);
  gradient_cases(1300, stacked<double>);
  gradient_cases(1400, both_ways_twice<double>);
}
