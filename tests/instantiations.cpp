// SPDX-License-Identifier: MIT
// Every member of these templates compiles for each of their forms, the members too that no test calls.
#include <weft/core/buffer.hpp>
#include <weft/core/packing.hpp>
#include <weft/core/tensor.hpp>
#include <weft/layers/activation_layer.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include <weft/training/fit.hpp>

template class weft::Buffer<float>;
template class weft::Buffer<int>;
template class weft::Rows<float>;
template class weft::Rows<double>;
template class weft::ActivationLayer<float>;
template class weft::ActivationLayer<double, weft::PackedSequence<double>>;
template class weft::Dense<float, weft::PackedSequence<float>>;
template class weft::Dense<double, weft::PackedSequence<double>>;
template class weft::Dense<float>;
template class weft::Dense<double>;
template class weft::Embedding<float>;
template class weft::Embedding<double>;
template class weft::Bidirectional<weft::LSTM<float>>;
template class weft::Bidirectional<weft::LSTM<double, weft::Returns::sequences>>;
template class weft::GRU<float, weft::Returns::last_state>;
template class weft::GRU<float, weft::Returns::sequences, false>;
template class weft::LSTM<float, weft::Returns::last_state>;
template class weft::LSTM<float, weft::Returns::sequences>;
template class weft::LSTM<double, weft::Returns::last_state>;
template class weft::LSTM<double, weft::Returns::sequences>;
template class weft::SimpleRNN<float, weft::Returns::last_state>;
template class weft::SimpleRNN<float, weft::Returns::sequences>;
template class weft::ModelOptimizer<weft::Dense<double>, weft::Adam>;
template class weft::Trainer<weft::Dense<float>, weft::Adam, weft::BinaryCrossentropy, weft::BinaryAccuracy>;
template class weft::Trainer<weft::Dense<double>, weft::Adam, weft::BinaryCrossentropy>;
