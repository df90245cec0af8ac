// SPDX-License-Identifier: MIT
#include "../golden/dense.hpp"

#include <doctest/doctest.h>

#include <weft/core/parameters.hpp>
#include <weft/layers/dense.hpp>

#include "../golden/formula.hpp"

TEST_CASE_TEMPLATE("Dense gives Keras's outputs and gradients with each activation", Scalar, double, float) {
  constexpr weft::Index batch = 6, input_dim = 7, units = 5;
  weft::Tensor<Scalar, 2> x(batch, input_dim), dy(batch, units);
  weft::golden::fill(x, 1, 2.0);
  std::fill_n(x.data(), input_dim, Scalar(0));
  weft::golden::fill(dy, 4, 1.0);

  for (const weft::golden::DensePass& pass : weft::golden::dense) {
    CAPTURE(weft::activation_name(pass.activation));
    weft::Dense<Scalar> dense(units, pass.activation);
    weft::Rng rng(0);
    dense.build(input_dim, rng);
    weft::golden::fill(dense.kernel, 2, 1.0);
    weft::golden::fill(dense.bias, 3, 0.5);
    dense.bias(0) = 0;

    auto tape = weft::make_tape(dense);
    auto gradient = weft::zeros_like(dense);
    weft::golden::check_near("y", dense.forward(x, tape), pass.y);
    weft::golden::check_near("dx", dense.backward(x, dy, tape, gradient), pass.dx);
    weft::golden::check_near("dkernel", gradient.kernel, pass.dkernel);
    weft::golden::check_near("dbias", gradient.bias, pass.dbias);
  }
}
