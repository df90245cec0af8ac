// SPDX-License-Identifier: MIT
#pragma once

/// Everything, in reading order.

// What the rest is written with.
#include <weft/core/buffer.hpp>
#include <weft/core/denormals.hpp>
#include <weft/core/error.hpp>
#include <weft/core/output.hpp>
#include <weft/core/packing.hpp>
#include <weft/core/philox.hpp>
#include <weft/core/purpose.hpp>
#include <weft/core/random.hpp>
#include <weft/core/sequence.hpp>
#include <weft/core/tensor.hpp>
#include <weft/core/thread_pool.hpp>

// What a layer is, and what falls out of it.
#include <weft/core/layer.hpp>
#include <weft/core/parameters.hpp>
#include <weft/core/tape.hpp>

// Layers and how they begin.
#include <weft/initializers/glorot_uniform.hpp>
#include <weft/initializers/orthogonal.hpp>
#include <weft/initializers/uniform.hpp>
#include <weft/layers/activation_layer.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/layers/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/frozen.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/rnn.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include <weft/recurrent/stream.hpp>

// Training.
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/metrics/binary_accuracy.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/training/batches.hpp>
#include <weft/training/evaluate.hpp>
#include <weft/training/fit.hpp>
#include <weft/training/model_loss.hpp>
#include <weft/training/predict.hpp>

// Text in, models in and out. Saving needs nlohmann/json (CMake: weft::io).
#include <weft/io/summary.hpp>
#include <weft/text/subword_encoder.hpp>
#if __has_include(<weft/io/safetensors.hpp>) && (defined(WEFT_COMPILED) || __has_include(<nlohmann/json.hpp>))
#include <weft/io/safetensors.hpp>
#include <weft/training/checkpoint.hpp>
#endif
