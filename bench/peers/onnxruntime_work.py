# SPDX-License-Identifier: MIT
"""onnxruntime's side of a comparison; the tasks are those of weft_work.cpp."""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

import work

UNITS = 64


def bilstm(steps, batch, output):
    """A model of one bidirectional LSTM that gives all its states ("Y") or the last ones ("Y_h")."""
    rng = np.random.default_rng(42)
    weight = lambda name, *shape: numpy_helper.from_array(rng.uniform(-0.1, 0.1, shape).astype(np.float32), name)
    shapes = {"Y": [steps, 2, batch, UNITS], "Y_h": [2, batch, UNITS]}
    outputs = [name if name == output else "" for name in shapes]
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], outputs, hidden_size=UNITS, direction="bidirectional")
    graph = helper.make_graph(
        [node],
        "bilstm",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [steps, batch, UNITS])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shapes[output])],
        [weight("W", 2, 4 * UNITS, UNITS), weight("R", 2, 4 * UNITS, UNITS), weight("B", 2, 8 * UNITS)],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def about():
    return {"version": f"onnxruntime {onnxruntime.__version__}"}


def forward(batch, threads, returns, steps=500):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    options.inter_op_num_threads = 1
    model = bilstm(int(steps), int(batch), "Y" if returns == "sequences" else "Y_h").SerializeToString()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(1).uniform(-1, 1, (int(steps), int(batch), UNITS)).astype(np.float32)
    return {"seconds": work.best_of(20 if int(steps) > 100 else 500, lambda: session.run(None, {"X": x}))}


work.main({"about": about, "forward": forward})
