// SPDX-License-Identifier: MIT
#pragma once
#include <weft/core/packing.hpp>

weft::Packing two_rows();
