// SPDX-License-Identifier: MIT
#pragma once

/// How a model goes down its gradient, and how fast.

#include <weft/optimizers/adadelta.hpp>
#include <weft/optimizers/adafactor.hpp>
#include <weft/optimizers/adagrad.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/adamax.hpp>
#include <weft/optimizers/adamw.hpp>
#include <weft/optimizers/ftrl.hpp>
#include <weft/optimizers/lamb.hpp>
#include <weft/optimizers/lion.hpp>
#include <weft/optimizers/model_optimizer.hpp>
#include <weft/optimizers/nadam.hpp>
#include <weft/optimizers/optimizer.hpp>
#include <weft/optimizers/rmsprop.hpp>
#include <weft/optimizers/sgd.hpp>
#include <weft/schedules/cosine_decay.hpp>
#include <weft/schedules/cosine_decay_restarts.hpp>
#include <weft/schedules/exponential_decay.hpp>
#include <weft/schedules/inverse_time_decay.hpp>
#include <weft/schedules/learning_rate.hpp>
#include <weft/schedules/piecewise_constant_decay.hpp>
#include <weft/schedules/polynomial_decay.hpp>
#include <weft/schedules/warm_up.hpp>
