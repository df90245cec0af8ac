// SPDX-License-Identifier: MIT
#pragma once

/// Curves and confusion matrices as SVG.

#include <weft/plots/chart.hpp>
#include <weft/plots/chart_options.hpp>
#include <weft/plots/confusion_picture.hpp>
