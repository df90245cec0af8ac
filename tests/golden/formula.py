# SPDX-License-Identifier: MIT
"""Numbers that the scripts here and the tests in C++ (formula.hpp) make alike, to the bit, and how headers are written.

Every weight, input and token id is a hash of its place, so that no data file is needed.
"""

import textwrap

import numpy as np
import tensorflow as tf

import keras

MASK = 0xFFFFFFFF


def mix(seed, k):
    """32 well mixed bits for place k of a stream: the last step of MurmurHash3 over seed * 0x9E3779B1 + k."""
    x = (seed * 0x9E3779B1 + k) & MASK
    x = ((x ^ (x >> 16)) * 0x85EBCA6B) & MASK
    x = ((x ^ (x >> 13)) * 0xC2B2AE35) & MASK
    return x ^ (x >> 16)


def numbers(seed, shape, scale):
    """scale * u with u in [-1, 1), in the order of the array's memory."""
    bits = np.array([mix(seed, k) for k in range(int(np.prod(shape)))], dtype='float64')
    return (scale * ((bits - 2.0**31) / 2.0**31)).reshape(shape)


def lengths(seed, count, longest):
    """Lengths from 1 to longest; the first two are the longest and 1."""
    return [longest, 1] + [1 + mix(seed, k) % longest for k in range(2, count)]


def token_ids(seed, length, vocabulary):
    """Ids 1 .. vocabulary - 1; 0 is padding."""
    return [1 + mix(seed, t) % (vocabulary - 1) for t in range(length)]


def wrapped(text, indent):
    return textwrap.fill(text, 120, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


class Header:
    """Prints a header: arrays are declared as they come, and cases of a struct refer to them by name."""

    def __init__(self, script, includes=()):
        print('// SPDX-License-Identifier: MIT')
        print('#pragma once\n')
        print(f'// Made by tests/golden/{script} with Keras {keras.__version__} on TensorFlow {tf.__version__}.')
        print('// Do not edit: run the script.')
        print('// clang-format off\n')
        print('\n'.join(['#include <span>'] + [f'#include <{include}>' for include in includes]) + '\n')
        print('namespace weft::golden {\n')

    def text(self, text):
        print(text + '\n')

    def array(self, name, values, scalar='double'):
        suffix = 'F' if scalar == 'float' else ''
        text = ', '.join(repr(float(v)) + suffix for v in np.asarray(values, dtype='float64').ravel())
        print(f'inline constexpr {scalar} {name}[] = {{')
        print(wrapped(text + '};', '  ') + '\n')
        return name

    def table(self, struct, name, rows):
        print(f'inline constexpr {struct} {name}[] = {{')
        for row in rows:
            print(wrapped('{' + ', '.join(row) + '},', '    '))
        print('};\n')

    def end(self):
        print('}  // namespace weft::golden')
