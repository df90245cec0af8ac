// SPDX-License-Identifier: MIT
#pragma once

/// What the size of a model's weights adds to its loss.

#include <weft/regularizers/l1_l2.hpp>
