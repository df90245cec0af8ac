// SPDX-License-Identifier: MIT
#pragma once

/// Data sets, losses, metrics, optimizers, and the loop over them.

#include <weft/data/batches.hpp>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/metrics/binary_accuracy.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/training/evaluate.hpp>
#include <weft/training/fit.hpp>
#include <weft/training/predict.hpp>
