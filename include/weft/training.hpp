// SPDX-License-Identifier: MIT
#pragma once

/// Trainers, the loop over batches, and all that they are given.

#include <weft/callbacks.hpp>
#include <weft/constraints.hpp>
#include <weft/data/batches.hpp>
#include <weft/losses.hpp>
#include <weft/metrics.hpp>
#include <weft/optimizers.hpp>
#include <weft/regularizers.hpp>
#include <weft/training/evaluate.hpp>
#include <weft/training/fit.hpp>
#include <weft/training/predict.hpp>
#include <weft/training/trainer.hpp>
