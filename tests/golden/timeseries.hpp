// SPDX-License-Identifier: MIT
#pragma once

// Made by tests/golden/timeseries.py with Keras 3.15.1 on TensorFlow 2.21.0.
// Do not edit: run the script.
// clang-format off

#include <span>
#include <optional>
#include <weft/data/timeseries.hpp>

namespace weft::golden {

struct TimeseriesCase {
  Index steps, target_rows;  // -1: no targets
  TimeseriesOptions options;
  Index windows;
  std::span<const double> inputs, targets;
};

struct TimeseriesRefusal {
  Index steps, target_rows;
  TimeseriesOptions options;
};

inline constexpr Index timeseries_features = 2, timeseries_outputs = 3;

inline constexpr double timeseries_0_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0};

inline constexpr double timeseries_0_targets[] = {
  -1.0, -2.0, -3.0};

inline constexpr double timeseries_3_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 12.0, 13.0, 18.0, 19.0};

inline constexpr double timeseries_3_targets[] = {
  -1.0, -2.0, -3.0};

inline constexpr double timeseries_5_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 12.0, 13.0, 18.0, 19.0};

inline constexpr double timeseries_5_targets[] = {
  -1.0, -2.0, -3.0};

inline constexpr double timeseries_6_inputs[] = {
  18.0, 19.0};

inline constexpr double timeseries_6_targets[] = {
  -28.0, -29.0, -30.0};

inline constexpr double timeseries_7_inputs[] = {
  0.0, 1.0};

inline constexpr double timeseries_7_targets[] = {
  -1.0, -2.0, -3.0};

inline constexpr double timeseries_8_inputs[] = {
  16.0, 17.0, 18.0, 19.0};

inline constexpr double timeseries_8_targets[] = {
  -25.0, -26.0, -27.0};

inline constexpr double timeseries_10_inputs[] = {
  6.0, 7.0, 10.0, 11.0, 10.0, 11.0, 14.0, 15.0};

inline constexpr double timeseries_10_targets[] = {
  -10.0, -11.0, -12.0, -16.0, -17.0, -18.0};

inline constexpr double timeseries_11_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 7.0};

inline constexpr double timeseries_11_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0};

inline constexpr double timeseries_12_inputs[] = {
  0.0, 1.0, 2.0, 3.0};

inline constexpr double timeseries_12_targets[] = {
  -1.0, -2.0, -3.0};

inline constexpr double timeseries_14_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};

inline constexpr double timeseries_14_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0};

inline constexpr double timeseries_15_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};

inline constexpr double timeseries_15_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0};

inline constexpr double timeseries_16_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 7.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0, 10.0, 11.0,
  12.0, 13.0, 12.0, 13.0, 14.0, 15.0, 14.0, 15.0, 16.0, 17.0, 16.0, 17.0, 18.0, 19.0};

inline constexpr double timeseries_16_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0,
  -19.0, -20.0, -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_17_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_17_targets[] = {
  -13.0, -14.0, -15.0, -22.0, -23.0, -24.0};

inline constexpr double timeseries_18_inputs[] = {
  6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0};

inline constexpr double timeseries_18_targets[] = {
  -10.0, -11.0, -12.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_19_inputs[] = {
  0.0, 1.0, 2.0, 3.0};

inline constexpr double timeseries_19_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0};

inline constexpr double timeseries_20_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_21_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0};

inline constexpr double timeseries_22_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_23_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_24_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0};

inline constexpr double timeseries_25_inputs[] = {
  2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0, 22.0, 23.0};

inline constexpr double timeseries_26_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0};

inline constexpr double timeseries_27_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0};

inline constexpr double timeseries_28_inputs[] = {
  8.0, 9.0, 16.0, 17.0, 24.0, 25.0};

inline constexpr double timeseries_29_inputs[] = {
  0.0, 1.0, 8.0, 9.0, 16.0, 17.0, 24.0, 25.0};

inline constexpr double timeseries_30_inputs[] = {
  8.0, 9.0, 16.0, 17.0};

inline constexpr double timeseries_31_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 7.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0, 10.0, 11.0,
  12.0, 13.0, 12.0, 13.0, 14.0, 15.0, 14.0, 15.0, 16.0, 17.0, 16.0, 17.0, 18.0, 19.0, 18.0, 19.0, 20.0, 21.0, 20.0,
  21.0, 22.0, 23.0};

inline constexpr double timeseries_32_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 2.0, 3.0, 6.0, 7.0, 4.0, 5.0, 8.0, 9.0, 6.0, 7.0, 10.0, 11.0, 8.0, 9.0, 12.0, 13.0, 10.0, 11.0,
  14.0, 15.0, 12.0, 13.0, 16.0, 17.0, 14.0, 15.0, 18.0, 19.0, 16.0, 17.0, 20.0, 21.0, 18.0, 19.0, 22.0, 23.0, 20.0,
  21.0, 24.0, 25.0};

inline constexpr double timeseries_33_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 2.0, 3.0, 6.0, 7.0, 4.0, 5.0, 8.0, 9.0, 6.0, 7.0, 10.0, 11.0, 8.0, 9.0, 12.0, 13.0, 10.0, 11.0,
  14.0, 15.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_34_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 2.0, 3.0, 8.0, 9.0, 4.0, 5.0, 10.0, 11.0, 6.0, 7.0, 12.0, 13.0, 8.0, 9.0, 14.0, 15.0, 10.0, 11.0,
  16.0, 17.0, 12.0, 13.0, 18.0, 19.0, 14.0, 15.0, 20.0, 21.0, 16.0, 17.0, 22.0, 23.0, 18.0, 19.0, 24.0, 25.0};

inline constexpr double timeseries_35_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_36_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 4.0, 5.0, 8.0, 9.0, 8.0, 9.0, 12.0, 13.0, 12.0, 13.0, 16.0, 17.0, 16.0, 17.0, 20.0, 21.0, 20.0,
  21.0, 24.0, 25.0};

inline constexpr double timeseries_37_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 12.0, 13.0, 16.0, 17.0, 16.0, 17.0, 20.0, 21.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_38_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 8.0, 9.0, 10.0, 11.0, 16.0, 17.0, 18.0, 19.0};

inline constexpr double timeseries_39_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 10.0, 11.0, 12.0, 13.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_40_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 10.0, 11.0, 12.0, 13.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_41_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0};

inline constexpr double timeseries_42_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0};

inline constexpr double timeseries_43_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 12.0, 13.0, 2.0, 3.0, 8.0, 9.0, 14.0, 15.0, 4.0, 5.0, 10.0, 11.0, 16.0, 17.0};

inline constexpr double timeseries_44_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 14.0, 15.0, 16.0,
  17.0, 18.0, 19.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0};

inline constexpr double timeseries_45_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 12.0, 13.0, 16.0,
  17.0, 20.0, 21.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_46_inputs[] = {
  2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 6.0, 7.0, 10.0, 11.0, 14.0, 15.0};

inline constexpr double timeseries_47_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_48_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_49_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0};

inline constexpr double timeseries_50_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_51_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_52_inputs[] = {
  2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0};

inline constexpr double timeseries_53_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_55_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_56_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_59_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_62_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0,
  23.0};

inline constexpr double timeseries_62_targets[] = {
  -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0,
  -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0, -28.0, -29.0, -30.0, -31.0, -32.0, -33.0, -34.0, -35.0, -36.0};

inline constexpr double timeseries_63_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0,
  21.0, 22.0, 23.0};

inline constexpr double timeseries_63_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0,
  -19.0, -20.0, -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0, -28.0, -29.0, -30.0, -31.0, -32.0, -33.0, -34.0, -35.0,
  -36.0};

inline constexpr double timeseries_64_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_64_targets[] = {
  -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0, -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_65_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_65_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0, -19.0, -20.0, -21.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_66_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0};

inline constexpr double timeseries_66_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0, -19.0, -20.0, -21.0, -25.0, -26.0, -27.0, -31.0, -32.0,
  -33.0};

inline constexpr double timeseries_67_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0};

inline constexpr double timeseries_67_targets[] = {
  -13.0, -14.0, -15.0, -19.0, -20.0, -21.0, -25.0, -26.0, -27.0, -31.0, -32.0, -33.0};

inline constexpr double timeseries_68_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_68_targets[] = {
  -13.0, -14.0, -15.0, -19.0, -20.0, -21.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_69_inputs[] = {
  2.0, 3.0, 10.0, 11.0};

inline constexpr double timeseries_69_targets[] = {
  -4.0, -5.0, -6.0, -16.0, -17.0, -18.0};

inline constexpr double timeseries_70_inputs[] = {
  8.0, 9.0, 16.0, 17.0};

inline constexpr double timeseries_70_targets[] = {
  -13.0, -14.0, -15.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_71_inputs[] = {
  0.0, 1.0, 8.0, 9.0, 16.0, 17.0};

inline constexpr double timeseries_71_targets[] = {
  -1.0, -2.0, -3.0, -13.0, -14.0, -15.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_72_inputs[] = {
  2.0, 3.0, 10.0, 11.0, 18.0, 19.0};

inline constexpr double timeseries_72_targets[] = {
  -4.0, -5.0, -6.0, -16.0, -17.0, -18.0, -28.0, -29.0, -30.0};

inline constexpr double timeseries_73_inputs[] = {
  2.0, 3.0, 10.0, 11.0, 18.0, 19.0};

inline constexpr double timeseries_73_targets[] = {
  -4.0, -5.0, -6.0, -16.0, -17.0, -18.0, -28.0, -29.0, -30.0};

inline constexpr double timeseries_74_inputs[] = {
  8.0, 9.0, 16.0, 17.0};

inline constexpr double timeseries_74_targets[] = {
  -13.0, -14.0, -15.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_75_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 10.0, 11.0, 14.0, 15.0, 12.0, 13.0, 16.0, 17.0, 14.0, 15.0, 18.0, 19.0, 16.0, 17.0, 20.0, 21.0,
  18.0, 19.0, 22.0, 23.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_75_targets[] = {
  -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0, -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0, -28.0, -29.0,
  -30.0, -31.0, -32.0, -33.0};

inline constexpr double timeseries_76_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 2.0, 3.0, 8.0, 9.0, 4.0, 5.0, 10.0, 11.0, 6.0, 7.0, 12.0, 13.0, 8.0, 9.0, 14.0, 15.0, 10.0, 11.0,
  16.0, 17.0, 12.0, 13.0, 18.0, 19.0, 14.0, 15.0, 20.0, 21.0, 16.0, 17.0, 22.0, 23.0};

inline constexpr double timeseries_76_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0,
  -19.0, -20.0, -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_77_inputs[] = {
  2.0, 3.0, 8.0, 9.0, 4.0, 5.0, 10.0, 11.0, 6.0, 7.0, 12.0, 13.0, 8.0, 9.0, 14.0, 15.0, 10.0, 11.0, 16.0, 17.0, 12.0,
  13.0, 18.0, 19.0, 14.0, 15.0, 20.0, 21.0, 16.0, 17.0, 22.0, 23.0, 18.0, 19.0, 24.0, 25.0};

inline constexpr double timeseries_77_targets[] = {
  -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0,
  -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0, -28.0, -29.0, -30.0};

inline constexpr double timeseries_78_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_78_targets[] = {
  -4.0, -5.0, -6.0, -10.0, -11.0, -12.0, -16.0, -17.0, -18.0, -22.0, -23.0, -24.0, -28.0, -29.0, -30.0};

inline constexpr double timeseries_79_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 8.0, 9.0, 14.0, 15.0, 16.0, 17.0, 22.0, 23.0};

inline constexpr double timeseries_79_targets[] = {
  -1.0, -2.0, -3.0, -13.0, -14.0, -15.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_80_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 6.0, 7.0, 10.0, 11.0,
  14.0, 15.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0,
  14.0, 15.0, 18.0, 19.0, 22.0, 23.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_80_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0,
  -19.0, -20.0, -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_81_inputs[] = {
  2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 6.0, 7.0, 10.0, 11.0, 14.0, 15.0, 8.0, 9.0, 12.0,
  13.0, 16.0, 17.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0, 14.0, 15.0, 18.0, 19.0,
  22.0, 23.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_81_targets[] = {
  -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0,
  -21.0, -22.0, -23.0, -24.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_82_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0, 14.0, 15.0,
  18.0, 19.0, 22.0, 23.0};

inline constexpr double timeseries_82_targets[] = {
  -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0, -21.0, -22.0, -23.0, -24.0};

inline constexpr double timeseries_83_inputs[] = {
  2.0, 3.0, 8.0, 9.0, 14.0, 15.0, 4.0, 5.0, 10.0, 11.0, 16.0, 17.0, 6.0, 7.0, 12.0, 13.0, 18.0, 19.0, 8.0, 9.0, 14.0,
  15.0, 20.0, 21.0, 10.0, 11.0, 16.0, 17.0, 22.0, 23.0, 12.0, 13.0, 18.0, 19.0, 24.0, 25.0};

inline constexpr double timeseries_83_targets[] = {
  -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0,
  -21.0};

inline constexpr double timeseries_84_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 12.0, 13.0, 14.0, 15.0,
  16.0, 17.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_84_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0, -19.0, -20.0, -21.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_85_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0};

inline constexpr double timeseries_85_targets[] = {
  -13.0, -14.0, -15.0, -19.0, -20.0, -21.0, -25.0, -26.0, -27.0};

inline constexpr double timeseries_86_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_86_targets[] = {
  -13.0, -14.0, -15.0};

inline constexpr double timeseries_87_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0};

inline constexpr double timeseries_87_targets[] = {
  -4.0, -5.0, -6.0, -16.0, -17.0, -18.0, -28.0, -29.0, -30.0};

inline constexpr double timeseries_88_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0};

inline constexpr double timeseries_88_targets[] = {
  -13.0, -14.0, -15.0};

inline constexpr double timeseries_89_inputs[] = {
  2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0};

inline constexpr double timeseries_89_targets[] = {
  -4.0, -5.0, -6.0, -16.0, -17.0, -18.0};

inline constexpr double timeseries_90_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 12.0, 13.0, 8.0, 9.0, 14.0, 15.0, 20.0, 21.0};

inline constexpr double timeseries_90_targets[] = {
  -1.0, -2.0, -3.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_91_inputs[] = {
  8.0, 9.0, 14.0, 15.0, 20.0, 21.0};

inline constexpr double timeseries_91_targets[] = {
  -13.0, -14.0, -15.0};

inline constexpr double timeseries_92_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0,
  12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0,
  23.0};

inline constexpr double timeseries_92_targets[] = {
  -13.0, -14.0, -15.0, -16.0, -17.0, -18.0, -19.0, -20.0, -21.0, -22.0, -23.0, -24.0};

inline constexpr double timeseries_94_inputs[] = {
  2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0};

inline constexpr double timeseries_94_targets[] = {
  -4.0, -5.0, -6.0, -10.0, -11.0, -12.0};

inline constexpr double timeseries_95_inputs[] = {
  8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_95_targets[] = {
  -13.0, -14.0, -15.0};

inline constexpr double timeseries_96_inputs[] = {
  8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_96_targets[] = {
  -13.0, -14.0, -15.0};

inline constexpr double timeseries_98_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0};

inline constexpr double timeseries_98_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_99_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0};

inline constexpr double timeseries_99_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_100_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 7.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0};

inline constexpr double timeseries_100_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_101_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 6.0, 7.0, 8.0, 9.0, 10.0,
  11.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0};

inline constexpr double timeseries_101_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_102_inputs[] = {
  0.0, 1.0, 6.0, 7.0, 12.0, 13.0, 2.0, 3.0, 8.0, 9.0, 14.0, 15.0, 4.0, 5.0, 10.0, 11.0, 16.0, 17.0, 6.0, 7.0, 12.0,
  13.0, 18.0, 19.0, 8.0, 9.0, 14.0, 15.0, 20.0, 21.0};

inline constexpr double timeseries_102_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_103_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0};

inline constexpr double timeseries_103_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_104_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_104_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_105_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 4.0, 5.0, 6.0,
  7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 8.0, 9.0, 10.0, 11.0,
  12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_105_targets[] = {
  -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -10.0, -11.0, -12.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_106_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0};

inline constexpr double timeseries_106_targets[] = {
  -1.0, -2.0, -3.0};

inline constexpr double timeseries_107_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0, 8.0,
  9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_107_targets[] = {
  -1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_109_inputs[] = {
  0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0};

inline constexpr double timeseries_109_targets[] = {
  -1.0, -2.0, -3.0, -13.0, -14.0, -15.0};

inline constexpr double timeseries_110_inputs[] = {
  0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 8.0, 9.0, 12.0, 13.0, 16.0, 17.0, 20.0, 21.0, 24.0, 25.0};

inline constexpr double timeseries_110_targets[] = {
  -1.0, -2.0, -3.0, -13.0, -14.0, -15.0};

inline constexpr TimeseriesCase timeseries[] = {
    {10, 10, {10, 1, 1, 0, std::nullopt}, 1, timeseries_0_inputs, timeseries_0_targets},
    {10, 10, {11, 1, 1, 0, std::nullopt}, 0, {}, {}},
    {10, -1, {99, 1, 1, 0, std::nullopt}, 0, {}, {}},
    {10, 10, {4, 1, 3, 0, std::nullopt}, 1, timeseries_3_inputs, timeseries_3_targets},
    {10, 10, {5, 1, 3, 0, std::nullopt}, 0, {}, {}},
    {11, 11, {4, 9, 3, 0, std::nullopt}, 1, timeseries_5_inputs, timeseries_5_targets},
    {10, 10, {1, 1, 1, 9, std::nullopt}, 1, timeseries_6_inputs, timeseries_6_targets},
    {10, 10, {1, 1, 1, 0, 1}, 1, timeseries_7_inputs, timeseries_7_targets},
    {10, 10, {2, 1, 1, 8, std::nullopt}, 1, timeseries_8_inputs, timeseries_8_targets},
    {10, 10, {3, 1, 1, 8, std::nullopt}, 0, {}, {}},
    {10, 10, {2, 2, 2, 3, 8}, 2, timeseries_10_inputs, timeseries_10_targets},
    {10, 3, {2, 1, 1, 0, std::nullopt}, 3, timeseries_11_inputs, timeseries_11_targets},
    {10, 1, {2, 1, 1, 0, std::nullopt}, 1, timeseries_12_inputs, timeseries_12_targets},
    {10, 0, {2, 1, 1, 0, std::nullopt}, 0, {}, {}},
    {10, 3, {2, 2, 1, 0, std::nullopt}, 2, timeseries_14_inputs, timeseries_14_targets},
    {10, 4, {2, 2, 1, 0, std::nullopt}, 2, timeseries_15_inputs, timeseries_15_targets},
    {10, 40, {2, 1, 1, 0, std::nullopt}, 9, timeseries_16_inputs, timeseries_16_targets},
    {10, 40, {2, 3, 1, 4, 9}, 2, timeseries_17_inputs, timeseries_17_targets},
    {10, 7, {2, 1, 1, 3, 6}, 2, timeseries_18_inputs, timeseries_18_targets},
    {2, 2, {1, 1, 1, 0, std::nullopt}, 2, timeseries_19_inputs, timeseries_19_targets},
    {13, -1, {1, 1, 1, 0, 9}, 9, timeseries_20_inputs, {}},
    {13, -1, {1, 1, 1, 4, 12}, 8, timeseries_21_inputs, {}},
    {13, -1, {1, 1, 1, 4, 9}, 5, timeseries_22_inputs, {}},
    {13, -1, {1, 1, 3, 0, 9}, 9, timeseries_23_inputs, {}},
    {13, -1, {1, 2, 1, 0, 12}, 6, timeseries_24_inputs, {}},
    {13, -1, {1, 2, 2, 1, std::nullopt}, 6, timeseries_25_inputs, {}},
    {13, -1, {1, 2, 2, 4, 12}, 4, timeseries_26_inputs, {}},
    {13, -1, {1, 2, 3, 0, 12}, 6, timeseries_27_inputs, {}},
    {13, -1, {1, 4, 1, 4, std::nullopt}, 3, timeseries_28_inputs, {}},
    {13, -1, {1, 4, 2, 0, std::nullopt}, 4, timeseries_29_inputs, {}},
    {13, -1, {1, 4, 2, 4, 9}, 2, timeseries_30_inputs, {}},
    {13, -1, {2, 1, 1, 0, 12}, 11, timeseries_31_inputs, {}},
    {13, -1, {2, 1, 2, 0, std::nullopt}, 11, timeseries_32_inputs, {}},
    {13, -1, {2, 1, 2, 0, 9}, 7, timeseries_33_inputs, {}},
    {13, -1, {2, 1, 3, 0, std::nullopt}, 10, timeseries_34_inputs, {}},
    {13, -1, {2, 2, 1, 1, 12}, 5, timeseries_35_inputs, {}},
    {13, -1, {2, 2, 2, 0, std::nullopt}, 6, timeseries_36_inputs, {}},
    {13, -1, {2, 2, 2, 4, std::nullopt}, 4, timeseries_37_inputs, {}},
    {13, -1, {2, 4, 1, 0, std::nullopt}, 3, timeseries_38_inputs, {}},
    {13, -1, {2, 4, 1, 1, std::nullopt}, 3, timeseries_39_inputs, {}},
    {13, -1, {2, 4, 1, 1, 12}, 3, timeseries_40_inputs, {}},
    {13, -1, {2, 4, 2, 0, std::nullopt}, 3, timeseries_41_inputs, {}},
    {13, -1, {2, 4, 2, 0, 9}, 2, timeseries_42_inputs, {}},
    {13, -1, {3, 1, 3, 0, 9}, 3, timeseries_43_inputs, {}},
    {13, -1, {3, 2, 1, 1, 12}, 5, timeseries_44_inputs, {}},
    {13, -1, {3, 2, 2, 0, std::nullopt}, 5, timeseries_45_inputs, {}},
    {13, -1, {3, 2, 2, 1, 9}, 2, timeseries_46_inputs, {}},
    {13, -1, {3, 2, 2, 4, 9}, 1, timeseries_47_inputs, {}},
    {13, -1, {3, 4, 1, 4, std::nullopt}, 2, timeseries_48_inputs, {}},
    {13, -1, {3, 4, 1, 4, 9}, 1, timeseries_49_inputs, {}},
    {13, -1, {3, 4, 2, 0, std::nullopt}, 3, timeseries_50_inputs, {}},
    {13, -1, {3, 4, 2, 0, 9}, 2, timeseries_51_inputs, {}},
    {13, -1, {3, 4, 2, 1, 12}, 2, timeseries_52_inputs, {}},
    {13, -1, {5, 1, 2, 0, 9}, 1, timeseries_53_inputs, {}},
    {13, -1, {5, 1, 3, 0, 9}, 0, {}, {}},
    {13, -1, {5, 2, 1, 4, 12}, 2, timeseries_55_inputs, {}},
    {13, -1, {5, 2, 1, 4, 9}, 1, timeseries_56_inputs, {}},
    {13, -1, {5, 2, 2, 4, 12}, 0, {}, {}},
    {13, -1, {5, 2, 3, 4, 9}, 0, {}, {}},
    {13, -1, {5, 4, 1, 0, 12}, 2, timeseries_59_inputs, {}},
    {13, -1, {5, 4, 3, 0, 12}, 0, {}, {}},
    {13, -1, {5, 4, 3, 1, 12}, 0, {}, {}},
    {13, 13, {1, 1, 1, 1, 12}, 11, timeseries_62_inputs, timeseries_62_targets},
    {13, 13, {1, 1, 2, 0, 12}, 12, timeseries_63_inputs, timeseries_63_targets},
    {13, 13, {1, 1, 3, 4, 9}, 5, timeseries_64_inputs, timeseries_64_targets},
    {13, 13, {1, 2, 1, 0, 9}, 5, timeseries_65_inputs, timeseries_65_targets},
    {13, 13, {1, 2, 2, 0, 12}, 6, timeseries_66_inputs, timeseries_66_targets},
    {13, 13, {1, 2, 3, 4, 12}, 4, timeseries_67_inputs, timeseries_67_targets},
    {13, 13, {1, 2, 3, 4, 9}, 3, timeseries_68_inputs, timeseries_68_targets},
    {13, 13, {1, 4, 1, 1, 9}, 2, timeseries_69_inputs, timeseries_69_targets},
    {13, 13, {1, 4, 1, 4, 9}, 2, timeseries_70_inputs, timeseries_70_targets},
    {13, 13, {1, 4, 2, 0, 9}, 3, timeseries_71_inputs, timeseries_71_targets},
    {13, 13, {1, 4, 2, 1, std::nullopt}, 3, timeseries_72_inputs, timeseries_72_targets},
    {13, 13, {1, 4, 2, 1, 12}, 3, timeseries_73_inputs, timeseries_73_targets},
    {13, 13, {1, 4, 3, 4, 12}, 2, timeseries_74_inputs, timeseries_74_targets},
    {13, 13, {2, 1, 2, 4, std::nullopt}, 7, timeseries_75_inputs, timeseries_75_targets},
    {13, 13, {2, 1, 3, 0, 12}, 9, timeseries_76_inputs, timeseries_76_targets},
    {13, 13, {2, 1, 3, 1, std::nullopt}, 9, timeseries_77_inputs, timeseries_77_targets},
    {13, 13, {2, 2, 1, 1, 12}, 5, timeseries_78_inputs, timeseries_78_targets},
    {13, 13, {2, 4, 3, 0, std::nullopt}, 3, timeseries_79_inputs, timeseries_79_targets},
    {13, 13, {3, 1, 2, 0, std::nullopt}, 9, timeseries_80_inputs, timeseries_80_targets},
    {13, 13, {3, 1, 2, 1, std::nullopt}, 8, timeseries_81_inputs, timeseries_81_targets},
    {13, 13, {3, 1, 2, 4, 12}, 4, timeseries_82_inputs, timeseries_82_targets},
    {13, 13, {3, 1, 3, 1, std::nullopt}, 6, timeseries_83_inputs, timeseries_83_targets},
    {13, 13, {3, 2, 1, 0, 12}, 5, timeseries_84_inputs, timeseries_84_targets},
    {13, 13, {3, 2, 1, 4, 12}, 3, timeseries_85_inputs, timeseries_85_targets},
    {13, 13, {3, 2, 2, 4, 9}, 1, timeseries_86_inputs, timeseries_86_targets},
    {13, 13, {3, 4, 1, 1, 12}, 3, timeseries_87_inputs, timeseries_87_targets},
    {13, 13, {3, 4, 1, 4, 9}, 1, timeseries_88_inputs, timeseries_88_targets},
    {13, 13, {3, 4, 2, 1, 12}, 2, timeseries_89_inputs, timeseries_89_targets},
    {13, 13, {3, 4, 3, 0, 12}, 2, timeseries_90_inputs, timeseries_90_targets},
    {13, 13, {3, 4, 3, 4, 12}, 1, timeseries_91_inputs, timeseries_91_targets},
    {13, 13, {5, 1, 1, 4, 12}, 4, timeseries_92_inputs, timeseries_92_targets},
    {13, 13, {5, 1, 2, 4, 12}, 0, {}, {}},
    {13, 13, {5, 2, 1, 1, 9}, 2, timeseries_94_inputs, timeseries_94_targets},
    {13, 13, {5, 4, 1, 4, 9}, 1, timeseries_95_inputs, timeseries_95_targets},
    {13, 13, {5, 4, 2, 4, std::nullopt}, 1, timeseries_96_inputs, timeseries_96_targets},
    {13, 13, {5, 4, 3, 4, std::nullopt}, 0, {}, {}},
    {13, 5, {1, 1, 1, 0, 9}, 5, timeseries_98_inputs, timeseries_98_targets},
    {13, 5, {1, 2, 1, 0, 9}, 3, timeseries_99_inputs, timeseries_99_targets},
    {13, 5, {2, 1, 1, 0, 12}, 5, timeseries_100_inputs, timeseries_100_targets},
    {13, 5, {3, 1, 1, 0, 9}, 5, timeseries_101_inputs, timeseries_101_targets},
    {13, 5, {3, 1, 3, 0, std::nullopt}, 5, timeseries_102_inputs, timeseries_102_targets},
    {13, 5, {3, 2, 1, 0, std::nullopt}, 3, timeseries_103_inputs, timeseries_103_targets},
    {13, 5, {3, 2, 2, 0, 9}, 3, timeseries_104_inputs, timeseries_104_targets},
    {13, 5, {5, 1, 1, 0, 9}, 5, timeseries_105_inputs, timeseries_105_targets},
    {13, 5, {5, 1, 2, 0, 9}, 1, timeseries_106_inputs, timeseries_106_targets},
    {13, 5, {5, 2, 2, 0, std::nullopt}, 3, timeseries_107_inputs, timeseries_107_targets},
    {13, 5, {5, 2, 3, 0, 9}, 0, {}, {}},
    {13, 5, {5, 4, 1, 0, 9}, 2, timeseries_109_inputs, timeseries_109_targets},
    {13, 5, {5, 4, 2, 0, std::nullopt}, 2, timeseries_110_inputs, timeseries_110_targets},
};

inline constexpr TimeseriesRefusal timeseries_refusals[] = {
    {10, 10, {2, 0, 1, 0, std::nullopt}},
    {10, 10, {2, -1, 1, 0, std::nullopt}},
    {10, 10, {2, 10, 1, 0, std::nullopt}},
    {10, 10, {2, 1, 0, 0, std::nullopt}},
    {10, 10, {2, 1, -2, 0, std::nullopt}},
    {10, 10, {2, 1, 10, 0, std::nullopt}},
    {10, 10, {2, 1, 1, -1, std::nullopt}},
    {10, 10, {2, 1, 1, 10, std::nullopt}},
    {10, 10, {2, 1, 1, 0, 10}},
    {10, 10, {2, 1, 1, 5, 5}},
    {10, 10, {2, 1, 1, 5, 4}},
    {10, 10, {2, 1, 1, 0, -1}},
    {1, 1, {1, 1, 1, 0, std::nullopt}},
    {10, 4, {2, 1, 1, 3, std::nullopt}},
};

}  // namespace weft::golden
