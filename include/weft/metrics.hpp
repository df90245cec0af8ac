// SPDX-License-Identifier: MIT
#pragma once

/// What is measured besides the loss.

#include <weft/metrics/auc.hpp>
#include <weft/metrics/binary_accuracy.hpp>
#include <weft/metrics/categorical_accuracy.hpp>
#include <weft/metrics/confusion_matrix.hpp>
#include <weft/metrics/f_score.hpp>
#include <weft/metrics/mean_of.hpp>
#include <weft/metrics/metric.hpp>
#include <weft/metrics/precision_recall.hpp>
#include <weft/metrics/r2_score.hpp>
#include <weft/metrics/regression.hpp>
#include <weft/metrics/sensitivity_specificity.hpp>
#include <weft/metrics/top_k_categorical_accuracy.hpp>
