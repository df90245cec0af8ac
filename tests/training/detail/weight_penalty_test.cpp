// SPDX-License-Identifier: MIT
#include <weft/training/detail/weight_penalty.hpp>

#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/training/detail/gradient_tree.hpp>

#include "../../allocations.hpp"

namespace {

using weft::Index;
using weft::L1;
using weft::L2;
using weft::ModelOptimizer;
using Model = weft::Sequential<weft::Embedding<double>, weft::LSTM<double>>;
using Penalty = weft::detail::WeightPenalty<Model>;

Model small_model() {
  weft::Rng rng(1);
  return Model(rng, weft::Embedding<double>{9, 2}, weft::LSTM<double>{3});
}
const Model model = small_model();
const ModelOptimizer optimizer{model, weft::Adam{}};

double sum_of_squares(const auto& tensor) {
  double sum = 0;
  for (Index k = 0; k < tensor.size(); ++k) sum += tensor.data()[k] * tensor.data()[k];
  return sum;
}

}  // namespace

TEST_CASE("no regularizer is no penalty") {
  Model gradient = zeros_like(model);
  CHECK(Penalty{}.value(model, optimizer) == 0);
  CHECK(Penalty{}.text() == "none");
  CHECK(Penalty(model, {}).add_gradient(model, optimizer, gradient) == 0);
  CHECK(weft::global_norm(gradient) == 0);
}

TEST_CASE("a penalty is that of all parameters that are named and trained") {
  const Penalty penalty(model, {{"kernel", L2(0.5)}, {"embeddings", L2(0.25)}});
  const double kernel = 0.5 * sum_of_squares(model.layer<1>().kernel);
  const double embeddings = 0.25 * sum_of_squares(model.layer<0>().embeddings);
  CHECK(penalty.value(model, optimizer) == doctest::Approx(kernel + embeddings).epsilon(1e-14));
  const ModelOptimizer frozen{model, weft::Adam{{}, {.frozen = {"embedding"}}}};
  CHECK(penalty.value(model, frozen) == doctest::Approx(kernel).epsilon(1e-14));
  Model gradient = zeros_like(model);
  CHECK(penalty.add_gradient(model, frozen, gradient) == penalty.value(model, frozen));
  CHECK(sum_of_squares(gradient.layer<0>().embeddings) == 0);
  CHECK(gradient.layer<1>().kernel(1, 2) == model.layer<1>().kernel(1, 2));
  CHECK(sum_of_squares(gradient.layer<1>().recurrent_kernel) == 0);
  CHECK(penalty.text() == "kernel: L1L2 l1=0 l2=0.5; embeddings: L1L2 l1=0 l2=0.25");
}

TEST_CASE("the derivative is the penalty's, as numbers say") {
  const Penalty penalty(model, {{"recurrent_kernel", weft::L1L2{.l1 = 0.5, .l2 = 2}}});
  Model gradient = zeros_like(model), moved = model;
  penalty.add_gradient(model, optimizer, gradient);
  const double h = 1e-6;
  moved.layer<1>().recurrent_kernel(1, 1) += h;
  const double difference = (penalty.value(moved, optimizer) - penalty.value(model, optimizer)) / h;
  CHECK(gradient.layer<1>().recurrent_kernel(1, 1) == doctest::Approx(difference).epsilon(1e-4));
}

TEST_CASE("a table's gradient that remembers its rows has all of them after a penalty, and none in the next batch") {
  const Penalty penalty(model, {{"embeddings", L2(0.5)}});
  weft::detail::GradientTree<Model> tree(model);
  weft::Tokens x;
  x.packing.assign(std::vector<Index>{3});
  x.ids = {1, 8, 1};
  auto tape = make_tape(model);
  const auto touched_rows = [](Model& gradient) {
    Index rows = 0;
    weft::for_each_parameter(
        [&](std::string_view, weft::Parameter<double> p) {
          if (p.touched() == nullptr) return;
          CHECK(p.touched()->are_known());
          p.touched()->for_each([&](Index) { ++rows; });
        },
        gradient);
    return rows;
  };
  for (int batch = 0; batch < 3; ++batch) {
    tree.begin(2);
    for (Index shard = 0; shard < 2; ++shard) {
      Model& gradient = tree.lend();
      CHECK(weft::global_norm(gradient) == 0);
      CHECK(sum_of_squares(gradient.layer<0>().embeddings) == 0);
      CHECK(touched_rows(gradient) == 0);
      model.backward(x, weft::Tensor<double, 2>(model.forward(x, tape)), tape, gradient);
      CHECK(touched_rows(gradient) == 2);
      tree.add(shard, gradient);
    }
    const double before = weft::global_norm(tree.sum());
    penalty.add_gradient(model, optimizer, tree.sum());
    CHECK(touched_rows(tree.sum()) == 9);
    CHECK(tree.sum().layer<0>().embeddings(5, 1) == model.layer<0>().embeddings(5, 1));
    CHECK(weft::global_norm(tree.sum()) != before);
  }
}

TEST_CASE("a penalty allocates nothing") {
  const Penalty penalty(model, {{"kernel", L1(0.1)}, {"embeddings", L2(0.1)}});
  Model gradient = zeros_like(model);
  const long before = weft::testing::allocation_count();
  penalty.add_gradient(model, optimizer, gradient);
  CHECK(weft::testing::allocation_count() == before);
}
