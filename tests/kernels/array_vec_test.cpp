// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/random.hpp>
#include <weft/kernels/lstm_cell.hpp>

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

/// A step's gates, c and h, then dz and dc in the place of gates and c.
template <class Scalar> struct Cell {
  Buffer<Scalar> gates, c, h, h_again;

  void forward(weft::kernels::CellStep<Scalar> step, const auto& run) {
    gates.resize_zero(step.rows * 4 * step.padded_units);
    c.resize_zero(step.rows * step.padded_units);
    h = c;
    step.gates = gates.data(), step.c = c.data(), step.h = h.data();
    run(step);
  }
  void backward(weft::kernels::CellGradientStep<Scalar> step, const auto& run) {
    h_again = h;
    step.gates = gates.data(), step.dc = c.data(), step.dh = h.data(), step.h = h_again.data();
    run(step);
  }
};

template <class Scalar> void check_cell() {
  namespace k = weft::kernels;
  weft::Rng rng(3);
  for (const Index units : {1, 16, 20})
    for (const Index rows : {1, 4, 7}) {
      const Index padded = k::padded<Scalar>(units);
      const auto w = random<Scalar>(2 * 4 * units, rng), u = random<Scalar>(units * 4 * units, rng),
                 bias = random<Scalar>(4 * padded, rng), x = random<Scalar>(rows * 2, rng),
                 h_previous = random<Scalar>(rows * padded, rng), c_previous = random<Scalar>(rows * padded, rng);
      Buffer<Scalar> w_blocks, u_blocks;
      k::pack_blocks<Scalar>({w.data(), 2, 4 * units}, w_blocks);
      k::pack_blocks<Scalar>({u.data(), units, 4 * units}, u_blocks);
      const k::CellStep<Scalar> step{.rows = rows,
                                     .padded_units = padded,
                                     .bias = bias.data(),
                                     .recurrent = {h_previous.data(), padded, u_blocks.data(), units},
                                     .input = {x.data(), 2, w_blocks.data(), 2},
                                     .c_previous = c_previous.data(),
                                     .gates = nullptr,
                                     .c = nullptr,
                                     .h = nullptr};
      Cell<Scalar> fast, array;
      fast.forward(step, [](const auto& s) { k::cell_forward(s); });
      array.forward(step, [](const auto& s) { k::CellForwardKernel::run<ArrayIsa>(s); });
      check_close(fast.gates, array.gates);
      check_close(fast.c, array.c);
      check_close(fast.h, array.h);
      const k::CellGradientStep<Scalar> back{.rows = rows,
                                             .padded_units = padded,
                                             .c_previous = c_previous.data(),
                                             .dh = nullptr,
                                             .dc = nullptr,
                                             .gates = nullptr,
                                             .h_rows = rows};
      fast.backward(back, [](const auto& s) { k::cell_backward(s); });
      array.backward(back, [](const auto& s) { k::CellBackwardKernel::run<ArrayIsa>(s); });
      check_close(fast.gates, array.gates);
      check_close(fast.c, array.c);
      check_close(fast.h_again, array.h_again);
    }
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
  check_cell<float>();
  check_cell<double>();
}
