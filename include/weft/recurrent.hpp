// SPDX-License-Identifier: MIT
#pragma once

/// Recurrent layers, and what serves models of them.

#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/frozen.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/rnn.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include <weft/recurrent/stream.hpp>
