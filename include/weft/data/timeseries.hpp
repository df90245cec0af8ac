// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <optional>

#include <weft/core/tensor.hpp>

namespace weft {

/// Which windows are cut out of a time series, in Keras's words.
struct TimeseriesOptions {
  Index sequence_length = 0;            ///< steps of a window; must be given
  Index sequence_stride = 1;            ///< from the first step of a window to that of the next one
  Index sampling_rate = 1;              ///< from one step of a window to its next one
  Index start_index = 0;                ///< the first step that is used
  std::optional<Index> end_index = {};  ///< the step behind the last one that is used; none: all steps are used
};

/// The windows over a time series: [windows x sequence_length x features] and [windows x outputs].
template <std::floating_point Scalar> struct TimeseriesWindows {
  Tensor<Scalar, 3> inputs;
  Tensor<float, 2> targets;
};

namespace detail {

/// Refuses what Keras refuses, and a sequence_length or an end_index below 1.
inline void check_timeseries(Index steps, const TimeseriesOptions& options) {
  const auto check_option = [](std::string_view name, Index given, Index least, Index below) {
    throw_unless(given >= least && given < below, "timeseries_dataset_from_array: ", name, " is ", given, "; expected ",
                 least, " <= ", name, " < ", below);
  };
  throw_unless(options.sequence_length > 0, "timeseries_dataset_from_array: sequence_length is ",
               options.sequence_length, "; expected at least 1");
  check_option("sequence_stride", options.sequence_stride, 1, steps);
  check_option("sampling_rate", options.sampling_rate, 1, steps);
  check_option("start_index", options.start_index, 0, steps);
  if (options.end_index) check_option("end_index", *options.end_index, options.start_index + 1, steps);
}

/// How many steps a window can begin at, counted from start_index.
inline Index window_starts(Index steps, const TimeseriesOptions& options) {
  const Index used = options.end_index.value_or(steps) - options.start_index;
  if (options.sequence_length - 1 > (used - 1) / options.sampling_rate) return 0;
  return used - (options.sequence_length - 1) * options.sampling_rate;
}

/// The windows that begin at every sequence_stride-th of the first `starts` steps.
template <std::floating_point Scalar>
Tensor<Scalar, 3> cut_windows(const Tensor<Scalar, 2>& data, const TimeseriesOptions& options, Index starts) {
  const Index features = data.dimension(1), windows = (starts + options.sequence_stride - 1) / options.sequence_stride;
  Tensor<Scalar, 3> cut(windows, options.sequence_length, features);
  Scalar* to = cut.data();
  for (Index window = 0; window < windows; ++window)
    for (Index t = 0; t < options.sequence_length; ++t) {
      const Index step = options.start_index + window * options.sequence_stride + t * options.sampling_rate;
      to = std::copy_n(data.data() + step * features, features, to);
    }
  return cut;
}

}  // namespace detail

/// Windows over a time series [steps x features], as keras.utils.timeseries_dataset_from_array gives them, without
/// targets: window w has, for t in 0 .. sequence_length - 1, the steps
///
///   start_index + w sequence_stride + t sampling_rate,  all below end_index                                     (1)
///
/// They are copies, [windows x sequence_length x features]; a series too short for one gives 0 windows. Targets of
/// every step of a window are windows over the series of the targets. Errors: std::invalid_argument when
/// sequence_length is below 1, sequence_stride or sampling_rate is below 1 or not below the number of steps, or the
/// indices are not 0 <= start_index < end_index < steps. Source: keras/src/utils/timeseries_dataset_utils.py.
template <std::floating_point Scalar>
[[nodiscard]] Tensor<Scalar, 3> timeseries_dataset_from_array(const Tensor<Scalar, 2>& data,
                                                              const TimeseriesOptions& options) {
  detail::check_timeseries(data.dimension(0), options);
  return detail::cut_windows(data, options, detail::window_starts(data.dimension(0), options));
}

/// The same with targets [rows x outputs], of which a window gets the row of its first step. Windows that begin at or
/// behind step start_index + rows are left out. To predict what comes behind a window, leave out the first rows:
///
///   row i of targets = what is to be predicted from the window that begins at step i                           (2)
///
/// Errors: also when there are fewer targets than that needs, of which start_index takes some away.
template <std::floating_point Scalar>
[[nodiscard]] TimeseriesWindows<Scalar> timeseries_dataset_from_array(const Tensor<Scalar, 2>& data,
                                                                      const Tensor<float, 2>& targets,
                                                                      const TimeseriesOptions& options) {
  detail::check_timeseries(data.dimension(0), options);
  const Index rows = targets.dimension(0), outputs = targets.dimension(1);
  const Index starts = (std::min)(detail::window_starts(data.dimension(0), options), rows);
  TimeseriesWindows<Scalar> windows{detail::cut_windows(data, options, starts), {}};
  const Index count = windows.inputs.dimension(0);
  const Index needed = count == 0 ? 0 : options.start_index + (count - 1) * options.sequence_stride + 1;
  throw_unless(rows >= needed, "timeseries_dataset_from_array: there are ", rows, " targets; expected at least ",
               needed);
  windows.targets.resize(count, outputs);
  for (Index w = 0; w < count; ++w)
    std::copy_n(targets.data() + (options.start_index + w * options.sequence_stride) * outputs, outputs,
                windows.targets.data() + w * outputs);
  return windows;
}

}  // namespace weft
