// SPDX-License-Identifier: MIT
#pragma once

/// Models made of layers.

#include <weft/models/sequential.hpp>
#include <weft/models/summary.hpp>
