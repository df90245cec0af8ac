# SPDX-License-Identifier: MIT
"""Windows and targets of Keras's timeseries_dataset_from_array over a sweep of its options, and what it refuses.

    pip install tensorflow keras
    python tests/golden/timeseries.py > tests/golden/timeseries.hpp

Value f of step s of the data is FEATURES s + f; value o of row i of the targets is -1 - (OUTPUTS i + o).
"""

import itertools

import numpy as np

import keras
from formula import Header, mix

FEATURES, OUTPUTS = 2, 3

STRUCT = '''struct TimeseriesCase {
  Index steps, target_rows;  // -1: no targets
  TimeseriesOptions options;
  Index windows;
  std::span<const double> inputs, targets;
};

struct TimeseriesRefusal {
  Index steps, target_rows;
  TimeseriesOptions options;
};'''

# steps, target_rows, sequence_length, sequence_stride, sampling_rate, start_index, end_index
EDGES = [
    (10, 10, 10, 1, 1, 0, None),  # one window
    (10, 10, 11, 1, 1, 0, None),  # too long by one
    (10, None, 99, 1, 1, 0, None),
    (10, 10, 4, 1, 3, 0, None),  # one window, its last step is the last there is
    (10, 10, 5, 1, 3, 0, None),
    (11, 11, 4, 9, 3, 0, None),  # a stride larger than what is left
    (10, 10, 1, 1, 1, 9, None),  # one step
    (10, 10, 1, 1, 1, 0, 1),
    (10, 10, 2, 1, 1, 8, None),
    (10, 10, 3, 1, 1, 8, None),
    (10, 10, 2, 2, 2, 3, 8),
    (10, 3, 2, 1, 1, 0, None),  # fewer targets than windows
    (10, 1, 2, 1, 1, 0, None),
    (10, 0, 2, 1, 1, 0, None),
    (10, 3, 2, 2, 1, 0, None),  # window 1 begins at the last target
    (10, 4, 2, 2, 1, 0, None),
    (10, 40, 2, 1, 1, 0, None),  # more targets than steps
    (10, 40, 2, 3, 1, 4, 9),
    (10, 7, 2, 1, 1, 3, 6),
    (2, 2, 1, 1, 1, 0, None),
]

REFUSED = [
    (10, 10, 2, 0, 1, 0, None),
    (10, 10, 2, -1, 1, 0, None),
    (10, 10, 2, 10, 1, 0, None),
    (10, 10, 2, 1, 0, 0, None),
    (10, 10, 2, 1, -2, 0, None),
    (10, 10, 2, 1, 10, 0, None),
    (10, 10, 2, 1, 1, -1, None),
    (10, 10, 2, 1, 1, 10, None),
    (10, 10, 2, 1, 1, 0, 10),
    (10, 10, 2, 1, 1, 5, 5),
    (10, 10, 2, 1, 1, 5, 4),
    (10, 10, 2, 1, 1, 0, -1),
    (1, 1, 1, 1, 1, 0, None),
    (10, 4, 2, 1, 1, 3, None),  # only targets[3] is there, and four windows want one
]


def values(rows, width):
    return np.arange(rows * width, dtype='float32').reshape(rows, width)


def run(steps, target_rows, length, stride, rate, start, end):
    targets = None if target_rows is None else -1 - values(target_rows, OUTPUTS)
    dataset = keras.utils.timeseries_dataset_from_array(
        values(steps, FEATURES), targets, length, sequence_stride=stride, sampling_rate=rate, start_index=start,
        end_index=end, batch_size=None)
    windows = list(dataset)
    if target_rows is None:
        return len(windows), [np.array(w) for w in windows], []
    return len(windows), [np.array(w[0]) for w in windows], [np.array(w[1]) for w in windows]


def options(length, stride, rate, start, end):
    return f'{{{length}, {stride}, {rate}, {start}, {"std::nullopt" if end is None else end}}}'


def sweep():
    """One in eight of all combinations."""
    cases = itertools.product([13], [None, 13, 5], [1, 2, 3, 5], [1, 2, 4], [1, 2, 3], [0, 1, 4], [None, 12, 9])
    return [case for k, case in enumerate(cases) if mix(7, k) % 8 == 0 and not (case[1] == 5 and case[5] > 0)]


def main():
    header = Header('timeseries.py', ['optional', 'weft/data/timeseries.hpp'])
    header.text(STRUCT)
    header.text(f'inline constexpr Index timeseries_features = {FEATURES}, timeseries_outputs = {OUTPUTS};')
    rows = []
    for k, case in enumerate(EDGES + sweep()):
        count, inputs, targets = run(*case)
        spans = [header.array(f'timeseries_{k}_{name}', v) if len(v) > 0 and np.size(v) > 0 else '{}'
                 for name, v in [('inputs', inputs), ('targets', targets)]]
        rows.append([str(case[0]), str(-1 if case[1] is None else case[1]), options(*case[2:]), str(count)] + spans)
    header.table('TimeseriesCase', 'timeseries', rows)
    refused = []
    for case in REFUSED:
        try:
            run(*case)
        except Exception:  # a ValueError, or TensorFlow's error for a target that is not there
            refused.append([str(case[0]), str(case[1]), options(*case[2:])])
            continue
        raise SystemExit(f'Keras takes {case}')
    header.table('TimeseriesRefusal', 'timeseries_refusals', refused)
    header.end()


main()
