# SPDX-License-Identifier: MIT
"""What Keras's metrics have counted after each of three batches, without and with sample weights.

    pip install tensorflow keras
    python tests/golden/metrics.py > tests/golden/metrics.hpp

The rows are those of tests/metrics/golden_rows.hpp. In float32 the numbers are those of float64, rounded.
"""

import itertools

import numpy as np

import keras
from keras import metrics as km
from formula import Header, mix, numbers

ROWS = 40
CUTS = [0, 11, 12, ROWS]  # where batches begin, and where the last one ends

STRUCT = '''/// A metric's results for a set of rows, after 11, 12 and all 40: each weighing 1, and with weights.
struct MetricResults {
  std::string_view metric, rows;
  double plain[3], weighted[3];
};'''


def eighths(x):
    return np.floor(x * 8) / 8


def hashes(seed, shape):
    return np.array([mix(seed, k) for k in range(int(np.prod(shape)))]).reshape(shape)


def rows_of(name):
    """Predictions, targets, and classes (or None) of a set; see golden_rows.hpp."""
    if name == 'binary':
        return numbers(1, (ROWS, 1), 0.5) + 0.5, 1.0 * (hashes(2, (ROWS, 1)) % 3 == 0), None
    if name == 'binary_ties':
        return eighths(numbers(3, (ROWS, 1), 0.5) + 0.5), 1.0 * (hashes(4, (ROWS, 1)) % 2 == 0), None
    if name == 'grid':  # on the thresholds themselves, the first and the last of them, too
        cells = hashes(5, (ROWS, 1)) % 200
        cells[:2] = [[0], [199]]
        return cells / 199, 1.0 * (hashes(6, (ROWS, 1)) % 2 == 0), None
    if name == 'logits':
        return numbers(7, (ROWS, 1), 4), 1.0 * (hashes(8, (ROWS, 1)) % 2 == 0), None
    if name == 'multilabel':
        return numbers(9, (ROWS, 4), 0.5) + 0.5, 1.0 * (hashes(10, (ROWS, 4)) % 3 == 0), None
    if name == 'multilabel_ties':
        return eighths(numbers(11, (ROWS, 4), 0.5) + 0.5), 1.0 * (hashes(12, (ROWS, 4)) % 3 == 0), None
    if name == 'no_positives':
        return eighths(numbers(13, (ROWS, 4), 0.5) + 0.5), np.zeros((ROWS, 4)), None
    if name == 'no_negatives':
        return eighths(numbers(14, (ROWS, 4), 0.5) + 0.5), np.ones((ROWS, 4)), None
    if name == 'classes':  # with equal predictions
        classes = hashes(16, (ROWS,)) % 5
        return eighths(numbers(15, (ROWS, 5), 1)), np.eye(5)[classes], classes
    if name == 'unlike_classes':
        classes = hashes(18, (ROWS,)) % 3  # of five
        return numbers(17, (ROWS, 5), 2), np.eye(5)[classes], classes
    if name == 'regression':
        return numbers(19, (ROWS, 3), 2), numbers(20, (ROWS, 3), 1) + numbers(19, (ROWS, 3), 1.5), None
    if name == 'one_regression':
        return numbers(21, (ROWS, 1), 2), numbers(22, (ROWS, 1), 1) + numbers(21, (ROWS, 1), 1.5), None
    raise ValueError(name)


BINARY = ['binary', 'binary_ties', 'grid']
MANY = ['multilabel', 'multilabel_ties', 'no_positives', 'no_negatives']
CLASSES = ['classes', 'unlike_classes']
REGRESSION = ['regression', 'one_regression']
NUMBERS, CLASS = False, True


def cases():
    """Name, sets, whether targets are classes, and what makes the metric."""
    at = 0.7
    yield 'BinaryAccuracy', BINARY + MANY, NUMBERS, km.BinaryAccuracy
    yield 'BinaryAccuracy 0.25', BINARY + MANY, NUMBERS, lambda: km.BinaryAccuracy(threshold=0.25)
    yield 'BinaryAccuracy 0', ['logits'], NUMBERS, lambda: km.BinaryAccuracy(threshold=0.0)
    yield 'CategoricalAccuracy', CLASSES + ['multilabel_ties'], NUMBERS, km.CategoricalAccuracy
    yield 'SparseCategoricalAccuracy', CLASSES, CLASS, km.SparseCategoricalAccuracy
    if keras.config.floatx() == 'float32':  # TensorFlow's in_top_k takes no other
        for k in [1, 2, 3]:
            yield f'TopKCategoricalAccuracy {k}', CLASSES, NUMBERS, lambda k=k: km.TopKCategoricalAccuracy(k)
            yield f'SparseTopKCategoricalAccuracy {k}', CLASSES, CLASS, lambda k=k: km.SparseTopKCategoricalAccuracy(k)
    for metric in [km.Precision, km.Recall]:
        name = metric.__name__
        yield name, BINARY + MANY, NUMBERS, metric
        yield f'{name} 0.25', BINARY + MANY, NUMBERS, lambda m=metric: m(thresholds=0.25)
        yield f'{name} top 2', MANY + CLASSES, NUMBERS, lambda m=metric: m(top_k=2)
        yield f'{name} class 1', MANY, NUMBERS, lambda m=metric: m(class_id=1)
        yield f'{name} 0.25 top 2 class 3', MANY + CLASSES, NUMBERS, lambda m=metric: m(0.25, 2, 3)
    for metric in [km.TruePositives, km.FalsePositives, km.TrueNegatives, km.FalseNegatives]:
        yield metric.__name__, BINARY + MANY, NUMBERS, metric
        yield f'{metric.__name__} 0.25', BINARY + MANY, NUMBERS, lambda m=metric: m(thresholds=0.25)
    for average, threshold in itertools.product(['micro', 'macro', 'weighted'], [None, 0.5]):
        of = f'{average} {threshold}' if threshold else average
        yield f'FBetaScore 2 {of}', MANY + CLASSES, NUMBERS, lambda a=average, t=threshold: km.FBetaScore(a, 2.0, t)
        yield f'F1Score {of}', MANY + CLASSES, NUMBERS, lambda a=average, t=threshold: km.F1Score(a, t)
    yield 'F1Score None', ['multilabel_ties', 'classes'], NUMBERS, km.F1Score
    for curve, method in itertools.product(['ROC', 'PR', 'PRGAIN'], ['interpolation', 'minoring', 'majoring']):
        yield f'AUC {curve} {method}', BINARY + MANY, NUMBERS, lambda c=curve, m=method: km.AUC(200, c, m)
        yield f'AUC {curve} {method} 7', BINARY + MANY, NUMBERS, lambda c=curve, m=method: km.AUC(7, c, m)
    for curve in ['ROC', 'PR']:
        weights = [1.0, 0.5, 0.0, 2.0]
        given = [0.9, 0.25, 0.5, 0.4]
        yield f'AUC {curve} logits', ['logits'], NUMBERS, lambda c=curve: km.AUC(curve=c, from_logits=True)
        yield f'AUC {curve} labels', MANY, NUMBERS, lambda c=curve: km.AUC(curve=c, multi_label=True)
        yield f'AUC {curve} labels weights', MANY, NUMBERS, lambda c=curve: km.AUC(
            curve=c, multi_label=True, label_weights=weights)
        yield f'AUC {curve} weights', MANY, NUMBERS, lambda c=curve: km.AUC(curve=c, label_weights=weights)
        yield f'AUC {curve} given', BINARY + MANY, NUMBERS, lambda c=curve: km.AUC(curve=c, thresholds=given)
    at_metrics = [km.SensitivityAtSpecificity, km.SpecificityAtSensitivity, km.PrecisionAtRecall, km.RecallAtPrecision]
    for metric in at_metrics:
        name = metric.__name__
        yield name, BINARY + MANY, NUMBERS, lambda m=metric: m(at)
        yield f'{name} 3', BINARY + MANY, NUMBERS, lambda m=metric: m(at, 3)
        yield f'{name} 1 class 2', MANY, NUMBERS, lambda m=metric: m(0.3, 1, 2)
    if keras.config.floatx() == 'float32':  # in which it divides in any case
        yield 'MeanIoU', CLASSES, CLASS, lambda: km.MeanIoU(5, sparse_y_pred=False, dtype='float32')
        yield 'MeanIoU ignore 1', CLASSES, CLASS, lambda: km.MeanIoU(
            5, ignore_class=1, sparse_y_pred=False, dtype='float32')
        yield 'MeanIoU one-hot', CLASSES, NUMBERS, lambda: km.OneHotMeanIoU(5, dtype='float32')
        yield 'MeanIoU one', BINARY, NUMBERS, lambda: km.BinaryIoU(dtype='float32')
    yield 'BinaryCrossentropy', BINARY + MANY, NUMBERS, km.BinaryCrossentropy
    yield 'RootMeanSquaredError', REGRESSION + MANY, NUMBERS, km.RootMeanSquaredError
    yield 'CosineSimilarity', REGRESSION + MANY, NUMBERS, km.CosineSimilarity
    yield 'PearsonCorrelation', ['regression'], NUMBERS, km.PearsonCorrelation
    yield 'R2Score', REGRESSION + ['multilabel'], NUMBERS, km.R2Score
    yield 'R2Score variance', REGRESSION, NUMBERS, lambda: km.R2Score('variance_weighted_average')
    yield 'R2Score adjusted', REGRESSION, NUMBERS, lambda: km.R2Score(num_regressors=2)
    yield 'R2Score None', ['regression'], NUMBERS, lambda: km.R2Score(None)


def results(make, rows, of_classes, weighted):
    """After each batch: [3] or, of a metric that gives several numbers, [3 x numbers]."""
    p, y, classes = rows_of(rows)
    p, y = p.astype(keras.config.floatx()), (classes if of_classes else y.astype(keras.config.floatx()))
    weights = (hashes(99, (ROWS,)) % 5 / 2).astype(keras.config.floatx())
    metric, after = make(), []
    for begin, end in zip(CUTS, CUTS[1:]):
        metric.update_state(y[begin:end], p[begin:end], weights[begin:end] if weighted else None)
        after.append(np.asarray(metric.result(), dtype='float64'))
    return np.stack(after)


def literals(column):
    """As few digits as tell the number from its neighbours of its type."""
    return '{' + ', '.join(np.format_float_positional(x, trim='-') for x in column.astype(keras.config.floatx())) + '}'


def columns_of(after):
    return list(after.T) if after.ndim == 2 else [after]


def table():
    lines = []
    for name, sets, of_classes, make in cases():
        for rows in sets:
            plain, weighted = (columns_of(results(make, rows, of_classes, weighted)) for weighted in [False, True])
            for k, both in enumerate(zip(plain, weighted)):
                full = f'{name} {k}' if len(plain) > 1 else name
                lines.append([f'"{full}"', f'"{rows}"'] + [literals(column) for column in both])
    return lines


def main():
    header = Header('metrics.py', ['string_view'])
    header.text(STRUCT)
    for floatx, scalar in [('float64', 'double'), ('float32', 'float')]:
        keras.config.set_floatx(floatx)
        header.table('MetricResults', f'metric_results_{scalar}', table())
    header.end()


main()
