// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/activations.hpp>
#include <weft/kernels/cell_backward.hpp>
#include <weft/kernels/cells/gru_reset_before_units.hpp>
#include <weft/kernels/cells/gru_units.hpp>
#include <weft/kernels/cells/lstm_units.hpp>
#include <weft/kernels/cells/simple_rnn_units.hpp>
#include <weft/kernels/product.hpp>
#include <weft/kernels/rows.hpp>

/// Most of what a compiler has to do for a test is kernels: three instruction sets, float and double, all forced
/// inline. Declared here, which every test includes by way of the precompiled header, they are compiled once, in
/// kernels_once.cpp. A kernel that is not listed in both files is compiled in each test that calls it.
namespace weft::kernels {

extern template void sigmoid(float*, Index);
extern template void sigmoid(double*, Index);
extern template void tanh(float*, Index);
extern template void tanh(double*, Index);
extern template void product<float>(const View<const float>&, const RightFactor<float>&, const View<float>&, Update,
                                    const View<const float>&);
extern template void product<double>(const View<const double>&, const RightFactor<double>&, const View<double>&, Update,
                                     const View<const double>&);
extern template void scatter_add(const View<const float>&, const int*, float*);
extern template void scatter_add(const View<const double>&, const int*, double*);
extern template void cell_forward(const CellStep<LSTMUnits, float>&);
extern template void cell_forward(const CellStep<LSTMUnits, double>&);
extern template void cell_forward(const CellStep<GRUUnits, float>&);
extern template void cell_forward(const CellStep<GRUUnits, double>&);
extern template void cell_forward(const CellStep<GRUResetBeforeUnits, float>&);
extern template void cell_forward(const CellStep<GRUResetBeforeUnits, double>&);
extern template void cell_forward(const CellStep<SimpleRNNUnits, float>&);
extern template void cell_forward(const CellStep<SimpleRNNUnits, double>&);
extern template void cell_backward(const CellGradientStep<LSTMUnits, float>&);
extern template void cell_backward(const CellGradientStep<LSTMUnits, double>&);
extern template void cell_backward(const CellGradientStep<GRUUnits, float>&);
extern template void cell_backward(const CellGradientStep<GRUUnits, double>&);
extern template void cell_backward(const CellGradientStep<SimpleRNNUnits, float>&);
extern template void cell_backward(const CellGradientStep<SimpleRNNUnits, double>&);

}  // namespace weft::kernels
