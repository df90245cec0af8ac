// SPDX-License-Identifier: MIT
#pragma once

/// What a model's weights are held to after each step.

#include <weft/constraints/constraint.hpp>
#include <weft/constraints/max_norm.hpp>
#include <weft/constraints/min_max_norm.hpp>
#include <weft/constraints/non_neg.hpp>
#include <weft/constraints/unit_norm.hpp>
