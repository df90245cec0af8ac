# SPDX-License-Identifier: MIT
"""What the peers' programs share: timing, the file of ids (bench/support/examples.hpp), and one line of JSON."""

import json
import sys
import time

import numpy as np

VOCABULARY = 8185
BATCH = 64


def seconds_of(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_of(runs, work):
    """The best of so many runs, after one that is not counted."""
    work()
    return min(seconds_of(work) for _ in range(runs))


def read_ids(path):
    """((ids, labels) of the train part, the same of the test part); ids are a list of arrays."""
    numbers = np.fromfile(path, np.int32)
    train, test = numbers[:2]
    lengths, labels, ids = np.split(numbers[2:], [train + test, 2 * (train + test)])
    lists = np.split(ids, np.cumsum(lengths)[:-1])
    return (lists[:train], labels[:train]), (lists[train:], labels[train:])


def padded_batches(examples):
    """Yields ([batch x longest] ids padded with 0, lengths, labels), in the order of the file."""
    lists, labels = examples
    for first in range(0, len(lists), BATCH):
        chosen = lists[first : first + BATCH]
        lengths = np.array([len(ids) for ids in chosen])
        padded = np.zeros((len(chosen), lengths.max()), np.int32)
        for row, ids in zip(padded, chosen):
            row[: len(ids)] = ids
        yield padded, lengths, labels[first : first + BATCH].astype(np.float32)


def main(tasks):
    """Calls the task that the command line names, with its other words as arguments; prints what it returns."""
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
