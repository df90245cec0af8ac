// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/parameter_update.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <vector>

namespace {

using weft::OptimizerOptions, weft::detail::clipping_scale;
using Row = std::vector<double>;
constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr float spoilt = std::numeric_limits<float>::quiet_NaN(), large = 0x1p100F;  // whose square is no float

weft::Tensor<float, 1> tensor(std::span<const float> numbers) {
  weft::Tensor<float, 1> values(std::ssize(numbers));
  std::copy(numbers.begin(), numbers.end(), values.data());
  return values;
}

/// p -= rate g, of a parameter of tens; it remembers the gradient that it was given.
struct Update {
  std::vector<float> g, p = std::vector<float>(g.size(), 10), slot = p, clipped = p;
  weft::Tensor<float, 1> gradient = tensor(g);
  weft::detail::ParameterMemory<float> memory{.p = p.data(),
                                              .g = weft::Parameter<const float>(gradient),
                                              .of_slot = {nullptr, slot.data()},
                                              .size = std::ssize(g),
                                              .shape = {},
                                              .number = 5};
  Row given = {};

  void update(const weft::OptimizerStep& step, weft::OptimizerPortion<float>& x) {
    given.assign(x.g.data(), x.g.data() + x.g.size());
    CHECK((x.parameter == 5 && x.memory[0] == nullptr && x.memory[1] - slot.data() == x.p.data() - p.data()));
    x.p -= static_cast<float>(step.learning_rate) * x.g;
  }
  void run(const OptimizerOptions& options, weft::Index first, weft::Index count) {
    weft::detail::update_portion(*this, weft::OptimizerStep{1, 0.5}, options, memory, first, count, clipped.data());
  }
};

Row given(const std::vector<float>& g, double scale, double clipvalue) {
  Update update{g};
  update.memory.scale = scale;
  update.run({.clipvalue = clipvalue}, 0, std::ssize(g));
  return update.given;
}

/// The scales of parameters whose gradients are large times (3, 4), and other.
Row scales(float other, double parts, const OptimizerOptions& options) {
  const auto first = tensor(std::vector{3 * large, 4 * large}), second = tensor(std::vector{other * large});
  std::vector<weft::detail::ParameterMemory<float>> memory{{.g = weft::Parameter<const float>(first), .size = 2},
                                                           {.g = weft::Parameter<const float>(second), .size = 1}};
  weft::detail::set_scales(memory, options, parts);
  return {memory[0].scale, memory[1].scale};
}

}  // namespace

TEST_CASE("the scale makes the mean of added gradients, and cuts it down where it is longer than allowed") {
  CHECK(clipping_scale(25, 0, 4) == 0.25);
  CHECK(clipping_scale(400, 5, 4) == 0.25);  // the mean is 5 long
  CHECK(clipping_scale(400, 2.5, 4) == 0.125);
  CHECK(std::isnan(clipping_scale(none, 0, 1)));
  CHECK(std::isnan(clipping_scale(std::numeric_limits<double>::infinity(), 1, 1)));
}

TEST_CASE("each parameter's scale is its own or that of all, and a number that is none spoils as much") {
  const OptimizerOptions each{.clipnorm = 2.5 * 0x1p100}, all{.global_clipnorm = 6.5 * 0x1p100};
  CHECK(scales(12, 2, {}) == Row{0.5, 0.5});
  CHECK(scales(12, 2, each) == Row{0.5, 2.5 / 12});
  CHECK(scales(12, 1, all) == Row{0.5, 0.5});
  CHECK(scales(spoilt, 1, {}) == Row{1, 1});
  CHECK((!std::isnan(scales(spoilt, 1, each)[0]) && std::isnan(scales(spoilt, 1, each)[1])));
  CHECK((std::isnan(scales(spoilt, 1, all)[0]) && std::isnan(scales(spoilt, 1, all)[1])));
}

TEST_CASE("a gradient that needs no change is not copied, and the numbers beside the portion stay") {
  Update update{{1, 2, 3, 4}};
  update.run({}, 1, 2);
  CHECK(update.p == std::vector<float>{10, 9, 8.5, 10});
  CHECK(update.clipped == std::vector<float>{10, 10, 10, 10});
}

TEST_CASE("numbers are scaled, in double, and then cut down to clipvalue; what is no number is not cut down") {
  CHECK(given({8, -8, 1, -5}, 0.5, 3) == Row{3, -3, 0.5, -2.5});
  CHECK(given({8, 1}, 1, 3) == Row{3, 1});
  CHECK(given({1e30F}, 1e-50, 0)[0] * 1e20 == doctest::Approx(1));  // 1e-50 is 0 as a float
  for (const double clipvalue : {0.0, 3.0})
    for (const double g : given({0, 2, -9}, none, clipvalue)) CHECK(std::isnan(g));
}

TEST_CASE("what decays has decayed when it is updated") {
  Update update{{4}};
  update.memory.decays = true;
  update.run({.weight_decay = 0.1}, 0, 1);
  CHECK(update.p[0] == doctest::Approx(10 - 10 * 0.1 * 0.5 - 0.5 * 4));
}

TEST_CASE("what threads share of a parameter is stretches, or its rows where it is lazy, a stretch at most at a time") {
  using Visited = std::vector<std::pair<weft::Index, weft::Index>>;
  const weft::Tensor<float, 2> g(7, 500), wide(3, 1500);
  const std::vector<weft::Index> rows{1, 2, 6}, last{2};
  weft::detail::ParameterMemory<float> memory{.g = weft::Parameter<const float>(g), .size = g.size()};
  const auto visited = [&](weft::Index begin, weft::Index end) {
    Visited all;
    memory.for_each_stretch(begin, end, [&](weft::Index first, weft::Index count) { all.emplace_back(first, count); });
    return all;
  };
  CHECK(memory.pieces() == 4);
  CHECK(visited(0, 2) == Visited{{0, 1024}, {1024, 1024}});
  CHECK(visited(2, 4) == Visited{{2048, 1024}, {3072, 428}});
  memory.lazy = true;
  CHECK(memory.pieces() == 0);
  memory.rows = rows;
  CHECK(memory.pieces() == 3);
  CHECK(visited(0, 2) == Visited{{500, 500}, {1000, 500}});
  CHECK(visited(2, 3) == Visited{{3000, 500}});
  memory = {.g = weft::Parameter<const float>(wide), .size = wide.size(), .lazy = true, .rows = last};
  CHECK(visited(0, 1) == Visited{{3000, 1024}, {4024, 476}});
}
