// SPDX-License-Identifier: MIT
#pragma once

/// Texts as ids, and back.

#include <weft/text/byte_encoder.hpp>
#include <weft/text/character_encoder.hpp>
#include <weft/text/subword_encoder.hpp>
#include <weft/text/text_vectorization.hpp>
