// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "cell_block.hpp"
#include "lanes.hpp"

namespace {

using weft::Buffer;
using weft::Index;
using weft::kernels::ArrayIsa;
using weft::kernels::ArrayVec;
using weft::kernels::View;

template <class Scalar> Buffer<Scalar> random(Index size, weft::Rng& rng) {
  Buffer<Scalar> numbers;
  numbers.resize(size);
  for (Index k = 0; k < size; ++k) numbers[k] = static_cast<Scalar>(rng.uniform(-1, 1));
  return numbers;
}

template <class Scalar> void check_close(const Buffer<Scalar>& a, const Buffer<Scalar>& b) {
  REQUIRE(a.size() == b.size());
  double worst = 0;
  for (Index k = 0; k < a.size(); ++k) worst = std::max(worst, std::abs(static_cast<double>(a[k] - b[k])));
  CHECK(worst < 100 * static_cast<double>(std::numeric_limits<Scalar>::epsilon()));
}

template <class Scalar> void check_activations() {
  weft::Rng rng(1);
  for (const Index size : {1, 4, 5, 64}) {
    auto x = random<Scalar>(size, rng);
    for (Index k = 0; k < size; ++k) x[k] *= 50;
    auto sigmoid = x, tanh = x, array_sigmoid = x, array_tanh = x;
    weft::kernels::sigmoid(sigmoid.data(), size);
    weft::kernels::tanh(tanh.data(), size);
    using namespace weft::kernels;
    ElementwiseKernel<SigmoidKernel>::run<ArrayIsa>(array_sigmoid.data(), size);
    ElementwiseKernel<TanhKernel>::run<ArrayIsa>(array_tanh.data(), size);
    check_close(sigmoid, array_sigmoid);
    check_close(tanh, array_tanh);
  }
}

template <class Scalar> void check_product() {
  weft::Rng rng(2);
  for (const Index rows : {1, 5, 6, 13})
    for (const Index columns : {1, 8, 17, 70}) {
      const auto a = random<Scalar>(rows * 9, rng), b = random<Scalar>(9 * columns, rng);
      auto c = random<Scalar>(rows * columns, rng), array_c = c;
      weft::kernels::Panels<Scalar> panels;
      weft::kernels::pack<Scalar>({b.data(), 9, columns}, panels);
      const View<const Scalar> left(a.data(), rows, 9);
      const View<Scalar> to(c.data(), rows, columns), array_to(array_c.data(), rows, columns);
      weft::kernels::product(left, panels, to, weft::kernels::Update::add);
      weft::kernels::ProductKernel::run<ArrayIsa>(
          weft::kernels::Product<Scalar>{left, panels.factor(), array_to, weft::kernels::Update::add});
      check_close(c, array_c);
    }
}

template <class Scalar, std::size_t States>
void check_close(const std::array<Buffer<Scalar>, States>& a, const std::array<Buffer<Scalar>, States>& b) {
  for (std::size_t s = 0; s < States; ++s) check_close(a[s], b[s]);
}

template <class Block> void check_cell_back(const Block& block, typename Block::Output kept, weft::Rng& rng) {
  std::vector<typename Block::Reference::States> d;
  for (Index row = 0; row < block.rows; ++row) d.push_back(block.random_states(rng));
  auto array_kept = kept;
  auto gradient = block.gradient(d), array_gradient = gradient;
  const auto step_back = [&](typename Block::Output& output, typename Block::Gradient& to) {
    auto step = block.gradient_step(output, to);
    step.h = to.h.data(), step.h_rows = block.rows;
    return step;
  };
  weft::kernels::cell_backward(step_back(kept, gradient));
  weft::kernels::CellBackwardKernel<typename Block::Units>::template run<ArrayIsa>(
      step_back(array_kept, array_gradient));
  check_close(kept.gates, array_kept.gates);
  check_close(gradient.states, array_gradient.states);
  check_close(gradient.state_dz, array_gradient.state_dz);
  check_close(gradient.h, array_gradient.h);
}

template <class Units, class Scalar> void check_cell() {
  weft::Rng rng(3);
  for (const Index units : {1, 16, 20})
    for (const Index rows : {1, 4, 7}) {
      const weft::testing::CellBlock<Units, Scalar> block(units, rows, rng);
      auto fast = block.output(), array = block.output();
      weft::kernels::cell_forward(block.step(weft::testing::Source::cells, fast));
      weft::kernels::CellForwardKernel<Units>::template run<ArrayIsa>(block.step(weft::testing::Source::cells, array));
      check_close(fast.gates, array.gates);
      check_close(fast.extra, array.extra);
      check_close(fast.states, array.states);
      if constexpr (weft::kernels::VectorUnits<Units>) check_cell_back(block, fast, rng);
    }
}

template <class Scalar> void check_cells() {
  check_cell<weft::kernels::LSTMUnits, Scalar>();
  check_cell<weft::kernels::GRUUnits, Scalar>();
  check_cell<weft::kernels::GRUResetBeforeUnits, Scalar>();
  check_cell<weft::kernels::SimpleRNNUnits, Scalar>();
}

}  // namespace

TEST_CASE("an ArrayVec does what a Vec does") {
  weft::testing::check_arithmetic<ArrayVec<float>>();
  weft::testing::check_arithmetic<ArrayVec<double>>();
  weft::testing::check_limit<ArrayVec<float>>();
  weft::testing::check_limit<ArrayVec<double>>();
  weft::testing::check_nan_or<ArrayVec<float>>();
  weft::testing::check_nan_or<ArrayVec<double>>();
  weft::testing::check_whole_power<ArrayVec<float>>();
  weft::testing::check_whole_power<ArrayVec<double>>();
}

TEST_CASE("an ArrayVec begins as zero") {
  float to[4] = {1, 1, 1, 1};
  ArrayVec<float>().store(to);
  CHECK(to[0] == 0);
  CHECK(to[3] == 0);
}

TEST_CASE("kernels on Eigen's arrays, for compilers without vectors, give what those on vectors give, to rounding") {
  check_activations<float>();
  check_activations<double>();
  check_product<float>();
  check_product<double>();
  check_cells<float>();
  check_cells<double>();
}
