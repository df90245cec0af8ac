// SPDX-License-Identifier: MIT
#include "kernels_once.hpp"

namespace weft::kernels {

template void sigmoid(float*, Index);
template void sigmoid(double*, Index);
template void tanh(float*, Index);
template void tanh(double*, Index);
template void product<float>(const View<const float>&, const RightFactor<float>&, const View<float>&, Update,
                             const View<const float>&);
template void product<double>(const View<const double>&, const RightFactor<double>&, const View<double>&, Update,
                              const View<const double>&);
template void scatter_add(const View<const float>&, const int*, float*);
template void scatter_add(const View<const double>&, const int*, double*);
template void cell_forward(const CellStep<float>&);
template void cell_forward(const CellStep<double>&);
template void cell_backward(const CellGradientStep<float>&);
template void cell_backward(const CellGradientStep<double>&);

}  // namespace weft::kernels
