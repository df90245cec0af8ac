// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/activations.hpp>
#include <weft/kernels/lstm_cell.hpp>
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
extern template void cell_forward(const CellStep<float>&);
extern template void cell_forward(const CellStep<double>&);
extern template void cell_backward(const CellGradientStep<float>&);
extern template void cell_backward(const CellGradientStep<double>&);

}  // namespace weft::kernels
