// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/parameter.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../allocations.hpp"

namespace {

using weft::Index;
using weft::Parameter;
using weft::Shape;
using Dense = weft::Dense<double>;
using Model = weft::Sequential<Dense, Dense>;

Model two_dense(std::uint64_t seed) {
  weft::Rng rng(seed);
  return Model(rng, weft::Input{3}, Dense{2}, Dense{1});
}

template <class L> std::vector<std::string> names(const L& model) {
  std::vector<std::string> result;
  weft::for_each_parameter([&](std::string_view name, weft::ParameterOf<const L>) { result.emplace_back(name); },
                           model);
  return result;
}

/// A layer that is known only when the program runs: it shows the Parameters of one that it does not name.
struct Unnamed {
  using Scalar = double;
  Dense dense{1};

  static void for_each_parameter(auto&& visit, auto&... unnamed) {
    Dense::for_each_parameter([&](std::string_view name, auto&... tensors) { show(visit, name, tensors...); },
                              unnamed.dense...);
  }
  static void show(auto& visit, std::string_view name, auto&... tensors) {
    [&](auto... parameters) { visit(name, parameters...); }(Parameter<double>(tensors)...);
  }
};

}  // namespace

static_assert(std::is_same_v<weft::ParameterOf<Dense>, Parameter<double>>);
static_assert(std::is_same_v<weft::ParameterOf<const Dense>, Parameter<const double>>);
static_assert(std::is_convertible_v<Parameter<double>, Parameter<const double>>);
static_assert(!std::is_constructible_v<Parameter<double>, const Parameter<const double>&>);

TEST_CASE("a shape is written as readers write it, and told from any other") {
  const auto text = [](const auto& extents) { return weft::concat(Shape(extents)); };
  CHECK(text(std::array<Index, 0>{}) == "[]");
  CHECK(text(std::array<Index, 1>{5}) == "[5]");
  CHECK(text(std::array<Index, 4>{2, 3, 4, 5}) == "[2 x 3 x 4 x 5]");
  CHECK(Shape(std::array<Index, 2>{3, 0}) != Shape(std::array<Index, 1>{3}));
  CHECK(Shape(std::array<Index, 2>{3, 1}) == Shape(std::array<Index, 2>{3, 1}));
  CHECK(Shape(std::array<Index, 2>{3, 1}).rank() == 2);
}

TEST_CASE("a parameter shows a tensor's own numbers, whatever its rank") {
  weft::Tensor<float, 3> tensor(2, 3, 4);
  tensor.setConstant(1);
  const Parameter<float> parameter(tensor);
  CHECK(parameter.shape() == Shape(std::array<Index, 3>{2, 3, 4}));
  CHECK(parameter.size() == 24);
  CHECK(parameter.data() == tensor.data());
  parameter.array() *= 2;
  parameter.numbers()[23] = 5;
  CHECK(tensor(0, 0, 0) == 2);
  CHECK(tensor(1, 2, 3) == 5);
  const Parameter<const float> read_only = parameter;
  CHECK(read_only.array().sum() == 23 * 2 + 5);
  CHECK(read_only.shape() == parameter.shape());
}

TEST_CASE("models are walked over in step, those that are const as such") {
  Model sum = two_dense(1);
  const Model a = two_dense(2), b = two_dense(3);
  std::vector<std::string> shapes;
  weft::for_each_parameter(
      [&](std::string_view, Parameter<double> s, Parameter<const double> x, Parameter<const double> y) {
        s.array() = x.array() + y.array();
        shapes.push_back(weft::concat(s.shape()));
      },
      sum, a, b);
  CHECK(shapes == std::vector<std::string>{"[3 x 2]", "[2]", "[2 x 1]", "[1]"});
  CHECK(sum.layer<0>().kernel(2, 1) == a.layer<0>().kernel(2, 1) + b.layer<0>().kernel(2, 1));
  CHECK(sum.layer<1>().kernel(1, 0) == a.layer<1>().kernel(1, 0) + b.layer<1>().kernel(1, 0));
}

TEST_CASE("a visitor may change what it has caught by value") {
  const Model model = two_dense(4);
  std::vector<int> counts;
  weft::for_each_parameter([&, k = 0](std::string_view, Parameter<const double>) mutable { counts.push_back(++k); },
                           model);
  CHECK(counts == std::vector<int>{1, 2, 3, 4});
}

TEST_CASE("a walk allocates nothing") {
  weft::Rng rng(1);
  weft::Sequential model{rng, weft::Embedding{5, 2}, weft::Bidirectional{weft::LSTM{3}}, weft::Dense{1}};
  std::size_t characters = 0;
  const long before = weft::testing::allocation_count();
  weft::for_each_parameter(
      [&](std::string_view name, Parameter<float> p, Parameter<float>) {
        characters += name.size();
        p.array() += 1;
      },
      model, model);
  CHECK(weft::testing::allocation_count() == before);
  CHECK(characters > 100);
}

TEST_CASE("a layer may show Parameters where it has no tensors") {
  weft::Rng rng(1);
  Unnamed layer;
  layer.dense.build(2, rng);
  std::vector<std::string> seen;
  weft::for_each_parameter(
      [&](std::string_view name, Parameter<double> p, Parameter<double> q) {
        seen.push_back(weft::concat(name, p.shape(), p.data() == q.data()));
      },
      layer, layer);
  CHECK(seen == std::vector<std::string>{"kernel[2 x 1]1", "bias[1]1"});
}

TEST_CASE("parameters are named after their layers, the second of a kind with a number") {
  CHECK(names(two_dense(1)) ==
        std::vector<std::string>{"dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"});
}

TEST_CASE("names grow by one prefix for each layer around a layer") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Embedding{5, 2}, weft::Bidirectional{weft::LSTM{3}}, weft::Dense{1}};
  const std::vector<std::string> expected{"embedding/embeddings",
                                          "bidirectional/forward/kernel",
                                          "bidirectional/forward/recurrent_kernel",
                                          "bidirectional/forward/bias",
                                          "bidirectional/backward/kernel",
                                          "bidirectional/backward/recurrent_kernel",
                                          "bidirectional/backward/bias",
                                          "dense/kernel",
                                          "dense/bias"};
  CHECK(names(model) == expected);
}

TEST_CASE("a parameter's name may have 256 characters and not one more") {
  const std::string layer(200, 'l'), fits(55, 'p');
  CHECK(std::string_view(weft::ParameterName(layer, fits)) == layer + "/" + fits);
  CHECK_THROWS_WITH_AS(weft::ParameterName(layer, fits + "p"), "a parameter's name is longer than 256 characters",
                       std::length_error);
}
