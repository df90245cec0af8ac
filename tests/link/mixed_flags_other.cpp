// SPDX-License-Identifier: MIT
#include "mixed_flags.hpp"

namespace other {
#include "mixed_flags_functions.hpp"
}
