// SPDX-License-Identifier: MIT
#pragma once

/// Everything, in reading order.

// What the rest is written with.
#include <weft/core/buffer.hpp>
#include <weft/core/error.hpp>
#include <weft/core/packed_sequence.hpp>
#include <weft/core/packing.hpp>
#include <weft/core/purpose.hpp>
#include <weft/core/tensor.hpp>
#include <weft/random/philox.hpp>
#include <weft/random/random.hpp>
#include <weft/system/denormals.hpp>
#include <weft/system/output.hpp>
#include <weft/system/thread_pool.hpp>

// What a layer is, and what falls out of it.
#include <weft/core/layer.hpp>
#include <weft/core/parameters.hpp>
#include <weft/core/tape.hpp>

// Layers, models of them, and how they learn.
#include <weft/layers.hpp>
#include <weft/models.hpp>
#include <weft/recurrent.hpp>
#include <weft/training.hpp>

// Data and text in, plots out, models in and out. Saving needs nlohmann/json (CMake: weft::io).
#include <weft/data.hpp>
#include <weft/plots.hpp>
#include <weft/text.hpp>
#if __has_include(<weft/files/safetensors.hpp>) && (defined(WEFT_COMPILED) || __has_include(<nlohmann/json.hpp>))
#include <weft/files.hpp>
#endif
