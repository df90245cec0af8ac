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
template void cell_forward(const CellStep<LSTMUnits, float>&);
template void cell_forward(const CellStep<LSTMUnits, double>&);
template void cell_forward(const CellStep<GRUUnits, float>&);
template void cell_forward(const CellStep<GRUUnits, double>&);
template void cell_forward(const CellStep<GRUResetBeforeUnits, float>&);
template void cell_forward(const CellStep<GRUResetBeforeUnits, double>&);
template void cell_forward(const CellStep<SimpleRNNUnits, float>&);
template void cell_forward(const CellStep<SimpleRNNUnits, double>&);
template void cell_backward(const CellGradientStep<LSTMUnits, float>&);
template void cell_backward(const CellGradientStep<LSTMUnits, double>&);
template void cell_backward(const CellGradientStep<GRUUnits, float>&);
template void cell_backward(const CellGradientStep<GRUUnits, double>&);
template void cell_backward(const CellGradientStep<SimpleRNNUnits, float>&);
template void cell_backward(const CellGradientStep<SimpleRNNUnits, double>&);

}  // namespace weft::kernels
