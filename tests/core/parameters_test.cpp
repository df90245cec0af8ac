// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/parameters.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

namespace {

using weft::Index;
using Model = weft::Sequential<weft::Dense<double>, weft::Dense<double>>;

Model two_dense(std::uint64_t seed) {
  weft::Rng rng(seed);
  return Model(rng, weft::Input{3}, weft::Dense<double>{2}, weft::Dense<double>{1});
}

template <weft::Layer L> std::vector<std::string> names(const L& model) {
  std::vector<std::string> result;
  weft::for_each_parameter([&](std::string_view name, const auto&) { result.emplace_back(name); }, model);
  return result;
}

template <weft::Layer L> std::vector<double> numbers(const L& model) {
  std::vector<double> result;
  weft::for_each_parameter(
      [&](std::string_view, const auto& p) { result.insert(result.end(), p.data(), p.data() + p.size()); }, model);
  return result;
}

void fill(Model& model, double value) {
  weft::for_each_parameter([&](std::string_view, auto& p) { p.array().setConstant(value); }, model);
}

}  // namespace

TEST_CASE("parameter_count counts numbers, not tensors") {
  CHECK(weft::parameter_count(two_dense(1)) == 3 * 2 + 2 + 2 * 1 + 1);
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Embedding{8185, 64}, weft::Bidirectional{weft::LSTM{64}},
                               weft::Dense{64, weft::relu}, weft::Dense{1, weft::sigmoid}};
  CHECK(weft::parameter_count(model) == 598209);
}

TEST_CASE("set_zero and zeros_like leave shapes alone") {
  const Model model = two_dense(2);
  const Model zeros = weft::zeros_like(model);
  CHECK(names(zeros) == names(model));
  CHECK(numbers(zeros) == std::vector<double>(11, 0.0));
  CHECK(weft::global_norm(model) > 0);
  Model cleared = model;
  weft::set_zero(cleared);
  CHECK(numbers(cleared) == numbers(zeros));
}

TEST_CASE("accumulate adds parameter by parameter") {
  const Model a = two_dense(3), b = two_dense(4);
  Model sum = a;
  weft::accumulate(sum, b);
  const auto x = numbers(a), y = numbers(b), z = numbers(sum);
  for (std::size_t k = 0; k < z.size(); ++k) CHECK(z[k] == x[k] + y[k]);
}

TEST_CASE("accumulate refuses a term of another shape by its first parameter that differs, and changes nothing") {
  weft::Rng rng(1);
  const Model other(rng, weft::Input{3}, weft::Dense<double>{2}, weft::Dense<double>{4});
  const Model before = two_dense(3);
  Model sum = before;
  CHECK_THROWS_WITH_AS(weft::accumulate(sum, other), "accumulate: dense_1/kernel is [2 x 1]; the term's is [2 x 4]",
                       std::invalid_argument);
  CHECK(numbers(sum) == numbers(before));
}

TEST_CASE("norm is the length of all parameters together") {
  Model model = two_dense(5);
  fill(model, 2);
  CHECK(weft::global_norm(model) == doctest::Approx(std::sqrt(11 * 4.0)));
  CHECK(weft::global_norm(weft::zeros_like(model)) == 0);
}

TEST_CASE("norm is added up in double, so that float parameters do not overflow it") {
  weft::Rng rng(1);
  weft::Dense<float> dense{2};
  dense.build(1, rng);
  dense.kernel.setConstant(1e30F);
  CHECK(weft::global_norm(dense) == doctest::Approx(std::sqrt(2.0) * 1e30).epsilon(1e-6));
}

TEST_CASE("clip_norm scales a gradient down to the limit, and leaves a shorter one alone") {
  Model gradient = two_dense(6);
  const auto before = numbers(gradient);
  const double length = weft::global_norm(gradient);
  CHECK(weft::clip_norm(gradient, 2 * length) == length);
  CHECK(numbers(gradient) == before);
  CHECK(weft::clip_norm(gradient, length) == length);
  CHECK(numbers(gradient) == before);

  CHECK(weft::clip_norm(gradient, length / 4) == length);
  CHECK(weft::global_norm(gradient) == doctest::Approx(length / 4));
  const auto after = numbers(gradient);
  for (std::size_t k = 0; k < after.size(); ++k) CHECK(after[k] == doctest::Approx(before[k] / 4));
}

TEST_CASE("clip_norm leaves a gradient of zero alone") {
  Model gradient = weft::zeros_like(two_dense(7));
  CHECK(weft::clip_norm(gradient, 1) == 0);
  CHECK(numbers(gradient) == std::vector<double>(11, 0.0));
}

TEST_CASE("clip_norm refuses a limit that is not positive") {
  Model gradient = two_dense(8);
  CHECK_THROWS_WITH_AS(weft::clip_norm(gradient, 0), "clip_norm: the limit is 0; expected more than 0",
                       std::invalid_argument);
  CHECK_THROWS_AS(weft::clip_norm(gradient, std::nan("")), std::invalid_argument);
}

namespace {

using Tagger = weft::Sequential<weft::Embedding<double>, weft::LSTM<double>, weft::Dense<double>>;

/// The gradient of a model with an embedding of 200 tokens after a batch of these, added to what there is.
void add_gradient(const Tagger& model, const std::vector<int>& ids, Tagger& gradient) {
  weft::Tokens x;
  x.packing.assign(std::vector<Index>{std::ssize(ids)});
  x.ids = ids;
  auto tape = make_tape(model);
  model.backward(x, weft::Tensor<double, 2>(model.forward(x, tape)), tape, gradient);
}

Tagger tagger() {
  weft::Rng rng(1);
  return Tagger(rng, weft::Embedding<double>{200, 3}, weft::LSTM<double>{4}, weft::Dense<double>{2});
}

}  // namespace

TEST_CASE("a gradient that remembers its touched rows is the same to the bit, whatever is done with it") {
  const Tagger model = tagger();
  Tagger plain[2] = {zeros_like(model), zeros_like(model)}, touched[2] = {model, model};
  for (auto& gradient : touched) remember_touched_rows(gradient);
  const std::vector<std::vector<int>> batches{{3, 1, 199, 3}, {64, 2, 1}, {63, 120}};
  for (int round = 0; round < 3; ++round) {
    for (auto* pair : {plain, touched}) {
      set_zero(pair[0]), set_zero(pair[1]);
      add_gradient(model, batches[static_cast<std::size_t>(round)], pair[0]);
      add_gradient(model, batches[static_cast<std::size_t>((round + 1) % 3)], pair[1]);
      accumulate(pair[0], pair[1]);
    }
    CHECK(numbers(touched[0]) == numbers(plain[0]));
    CHECK(weft::global_norm(touched[0]) == weft::global_norm(plain[0]));
    CHECK(weft::clip_norm(touched[0], 1e-3) == weft::clip_norm(plain[0], 1e-3));
    CHECK(numbers(touched[0]) == numbers(plain[0]));
  }
  set_zero(touched[0]);
  CHECK(numbers(touched[0]) == numbers(zeros_like(model)));
}

TEST_CASE("a gradient that remembers its touched rows knows those of each backward since it was zero") {
  const Tagger model = tagger();
  Tagger gradient = model;
  remember_touched_rows(gradient);
  const auto touched = [&] {
    std::vector<Index> rows;
    weft::for_each_parameter(
        [&](std::string_view, const auto& p) {
          if (p.touched() != nullptr) p.touched()->for_each([&](Index row) { rows.push_back(row); });
        },
        gradient);
    return rows;
  };
  add_gradient(model, {5, 100}, gradient);
  add_gradient(model, {100, 7}, gradient);
  CHECK(touched() == std::vector<Index>{5, 7, 100});
  set_zero(gradient);
  CHECK(touched().empty());
}

TEST_CASE("what is added to a gradient that remembers its touched rows may be one that does not") {
  const Tagger model = tagger();
  Tagger sum = model, term = zeros_like(model), expected = zeros_like(model);
  remember_touched_rows(sum);
  for (Tagger* gradient : {&sum, &expected}) add_gradient(model, {5, 100}, *gradient);
  add_gradient(model, {6}, term);
  accumulate(sum, term);
  accumulate(expected, term);
  CHECK(numbers(sum) == numbers(expected));
  set_zero(sum);
  CHECK(numbers(sum) == numbers(zeros_like(model)));
}

TEST_CASE("a layer that adds to an Embedding's gradient by itself tells it to forget which rows were touched") {
  Tagger gradient = tagger();
  remember_touched_rows(gradient);
  gradient.layer<0>().forget_touched_rows();
  gradient.layer<0>().embeddings(9, 1) = 3;
  CHECK(weft::global_norm(gradient) == 3);
  set_zero(gradient);
  CHECK(weft::global_norm(gradient) == 0);
}
