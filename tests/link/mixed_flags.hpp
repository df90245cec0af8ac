// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <weft/weft.hpp>

/// A program of two files that are compiled for different instruction sets, which hand values to each other: what one
/// of them made, the other one copies, assigns, resizes, trains and destroys.
using Model = weft::Sequential<weft::Embedding<float>, weft::LSTM<float>, weft::Dense<float>>;

struct Values {
  Model model, gradient;
  Model::Tape tape;
  weft::ModelOptimizer<Model, weft::Adam> optimizer;
  weft::Dataset<weft::IdTensor> data;
  weft::Tensor<double, 1> numbers;
  weft::History history;
};

std::unique_ptr<Values> make_values();
void train(Values& values);
void destroy(std::unique_ptr<Values> values);

namespace other {
std::unique_ptr<Values> make_values();
void train(Values& values);
void destroy(std::unique_ptr<Values> values);
}  // namespace other
