// SPDX-License-Identifier: MIT
#pragma once

/// Examples with their targets, in batches, from files and from series.

#include <weft/data/batches.hpp>
#include <weft/data/dataset.hpp>
#include <weft/data/normalization.hpp>
#include <weft/data/readers/read_examples.hpp>
#include <weft/data/shuffle.hpp>
#include <weft/data/targets.hpp>
#include <weft/data/timeseries.hpp>
#include <weft/data/train_test_split.hpp>
