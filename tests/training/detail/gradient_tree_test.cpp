// SPDX-License-Identifier: MIT
#include <weft/training/detail/gradient_tree.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/system/thread_pool.hpp>

namespace {

using weft::Index;
using Line = weft::Sequential<weft::Dense<float>>;
using Tree = weft::detail::GradientTree<Line>;

Line line() {
  weft::Rng rng(1);
  return Line(rng, weft::Input{1}, weft::Dense<float>{1});
}

/// Numbers whose sum depends on the order in which they are added.
float number(Index shard) { return std::ldexp(1.0F + 0.1F * static_cast<float>(shard), static_cast<int>(shard % 9)); }

/// The sum along the tree, by its definition.
float tree_sum(Index first, Index width, Index shards) {
  if (width == 1) return number(first);
  const float left = tree_sum(first, width / 2, shards);
  const Index middle = first + width / 2;
  return middle < shards ? left + tree_sum(middle, width / 2, shards) : left;
}
float tree_sum(Index shards) {
  Index width = 1;
  while (width < shards) width *= 2;
  return tree_sum(0, width, shards);
}

void add(Tree& tree, Index shard) {
  Line& gradient = tree.lend();
  gradient.layer<0>().kernel(0, 0) += number(shard);
  tree.add(shard, gradient);
}

}  // namespace

TEST_CASE("gradients are added along one tree, in whichever order they come") {
  const Line model = line();
  Tree tree(model);
  weft::Rng rng(2);
  for (const Index shards : {1, 2, 3, 4, 5, 7, 8, 13, 16, 64, 100}) {
    std::vector<Index> order(static_cast<std::size_t>(shards));
    std::iota(order.begin(), order.end(), Index{0});
    for (int again = 0; again < 20; ++again) {
      tree.begin(shards);
      for (const Index shard : order) add(tree, shard);
      CHECK(tree.sum().layer<0>().kernel(0, 0) == tree_sum(shards));
      for (std::size_t k = order.size() - 1; k > 0; --k) std::swap(order[k], order[rng.below(k + 1)]);
    }
  }
}

TEST_CASE("threads that add gradients at the same time give the bits of the same tree") {
  const Line model = line();
  Tree tree(model);
  weft::ThreadPool pool(4);
  for (int again = 0; again < 50; ++again) {
    tree.begin(37);
    pool.run(37, [&](Index shard) { add(tree, shard); });
    CHECK(tree.sum().layer<0>().kernel(0, 0) == tree_sum(37));
  }
}

TEST_CASE("one thread that takes shards in their order needs as many gradients as the tree has levels, and one") {
  const Line model = line();
  Tree tree(model);
  std::set<const Line*> lent;
  for (int again = 0; again < 2; ++again) {
    tree.begin(64);
    for (Index shard = 0; shard < 64; ++shard) {
      Line& gradient = tree.lend();
      lent.insert(&gradient);
      tree.add(shard, gradient);
    }
  }
  CHECK(lent.size() == 7);
}

TEST_CASE("a new sum begins with zeros, also where the one before was given up halfway") {
  using Tagger = weft::Sequential<weft::Embedding<float>, weft::LSTM<float>>;
  weft::Rng rng(1);
  const Tagger model(rng, weft::Embedding<float>{9, 2}, weft::LSTM<float>{3});
  weft::detail::GradientTree<Tagger> tree(model);
  weft::Tokens x;
  x.packing.assign(std::vector<Index>{3});
  x.ids = {1, 8, 1};
  auto tape = make_tape(model);
  for (const Index shards : {3, 2, 4}) {
    tree.begin(shards);
    for (Index shard = 0; shard + 1 < shards; ++shard) {
      Tagger& gradient = tree.lend();
      CHECK(weft::global_norm(gradient) == 0);
      model.backward(x, weft::Tensor<float, 2>(model.forward(x, tape)), tape, gradient);
      tree.add(shard, gradient);
    }
  }
}
