# SPDX-License-Identifier: MIT
"""What Keras's constraints make of weights.

    pip install tensorflow keras
    python tests/golden/constraints.py > tests/golden/constraints.hpp

In float64. A case is a constraint, its options, the shape of the weights, and what becomes of them. The weights are
formula.py's numbers, of stream 7 and up to 1.5; the first three are 0, so that a vector of the second shape has norm 0.
"""

import numpy as np

import keras
from formula import Header, numbers

SHAPES = [[5], [3, 4], [2, 3, 4], [2, 2, 3, 2]]
SCALE = 1.5


def weights(shape):
    w = numbers(7, shape, SCALE)
    w.ravel()[:3] = 0
    return w


def constraints(axis):
    given = {'axis': axis}
    yield 'MaxNorm', given | {'max_value': 0.7}
    yield 'MaxNorm', given | {'max_value': 0.0}
    yield 'UnitNorm', given
    yield 'MinMaxNorm', given | {'min_value': 0.5, 'max_value': 1.25, 'rate': 1.0}
    yield 'MinMaxNorm', given | {'min_value': 0.75, 'max_value': 0.875, 'rate': 0.25}


def main():
    keras.config.set_floatx('float64')
    header = Header('constraints.py', ['string_view', 'vector'])
    header.text("// A constraint, its options (those it has not are 0), the weights' shape, and what becomes of them.")
    print('struct ConstraintCase {\n  std::string_view name;\n  double min_value, max_value, rate;\n  int axis;\n'
          '  std::vector<int> shape;\n  std::span<const double> result;\n};\n')
    rows = []
    for shape in SHAPES:
        for axis in range(-1, len(shape)):
            for name, options in list(constraints(axis)) + ([('NonNeg', {})] if axis < 0 else []):
                result = getattr(keras.constraints, name)(**options)(weights(shape))
                array = header.array(f'constraint_{len(rows)}', np.asarray(result))
                numbers_of = [repr(options.get(k, 0.0)) for k in ['min_value', 'max_value', 'rate']]
                rows.append([f'"{name}"', *numbers_of, str(options.get('axis', 0)),
                             '{' + ', '.join(map(str, shape)) + '}', array])
    print('inline const ConstraintCase constraint_cases[] = {')
    for row in rows:
        print('    {' + ', '.join(row) + '},')
    print('};\n')
    header.end()


if __name__ == '__main__':
    main()
