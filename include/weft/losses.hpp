// SPDX-License-Identifier: MIT
#pragma once

/// How wrong a model is.

#include <weft/losses/binary_crossentropy.hpp>
#include <weft/losses/categorical_crossentropy.hpp>
#include <weft/losses/ctc.hpp>
#include <weft/losses/ctc_decoder.hpp>
#include <weft/losses/divergence.hpp>
#include <weft/losses/focal_crossentropy.hpp>
#include <weft/losses/hinge.hpp>
#include <weft/losses/loss.hpp>
#include <weft/losses/mean_loss.hpp>
#include <weft/losses/regression.hpp>
#include <weft/losses/similarity.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>
