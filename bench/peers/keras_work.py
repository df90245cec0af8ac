# SPDX-License-Identifier: MIT
"""Keras's side of a comparison, on TensorFlow; the tasks are those of weft_work.cpp."""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np
import tensorflow as tf
from tensorflow import keras

import work


def network(masked):
    model = keras.Sequential(
        [
            keras.layers.Embedding(work.VOCABULARY, 64, mask_zero=masked),
            keras.layers.Bidirectional(keras.layers.LSTM(64)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model


def data_set(examples):
    """Batches of any length have one signature, so that nothing is traced twice."""
    signature = (tf.TensorSpec((None, None), tf.int32), tf.TensorSpec((None, 1), tf.float32))
    batches = lambda: ((ids, labels[:, np.newaxis]) for ids, _, labels in work.padded_batches(examples))
    return tf.data.Dataset.from_generator(batches, output_signature=signature)


def about():
    return {"version": f"Keras {keras.__version__} on TensorFlow {tf.__version__}"}


def epoch(file, threads, padding):
    tf.config.threading.set_intra_op_parallelism_threads(int(threads))
    tf.config.threading.set_inter_op_parallelism_threads(int(threads))
    train, test = work.read_ids(file)
    model = network(padding == "masked")
    few = data_set([part[:2] for part in train])
    model.fit(few, validation_data=few, verbose=0)  # traces and compiles; not counted
    train, test = data_set(train), data_set(test)
    return {"seconds": work.seconds_of(lambda: model.fit(train, validation_data=test, verbose=0))}


work.main({"about": about, "epoch": epoch})
