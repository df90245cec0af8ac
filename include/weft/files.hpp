// SPDX-License-Identifier: MIT
#pragma once

/// Models and runs in files. Needs nlohmann/json (CMake: weft::io), or the compiled library, which has it in it.

#include <weft/callbacks/model_checkpoint.hpp>
#include <weft/files/checkpoint.hpp>
#include <weft/files/safetensors.hpp>
