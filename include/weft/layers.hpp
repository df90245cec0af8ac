// SPDX-License-Identifier: MIT
#pragma once

/// Layers that compute each row of their input by itself, and embeddings; how parameters begin.

#include <weft/initializers/glorot_uniform.hpp>
#include <weft/initializers/orthogonal.hpp>
#include <weft/initializers/uniform.hpp>
#include <weft/layers/activation_layer.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
