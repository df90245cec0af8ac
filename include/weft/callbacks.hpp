// SPDX-License-Identifier: MIT
#pragma once

/// What a training calls as it goes.

#include <weft/callbacks/callback.hpp>
#include <weft/callbacks/csv_logger.hpp>
#include <weft/callbacks/early_stopping.hpp>
#include <weft/callbacks/frequency.hpp>
#include <weft/callbacks/learning_rate_scheduler.hpp>
#include <weft/callbacks/reduce_lr_on_plateau.hpp>
#include <weft/callbacks/tensorboard.hpp>
