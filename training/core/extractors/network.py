"""A convolutional network: a list of layers, and numbers for each.
`frontend/src/training/core/extractors/network.ts` runs the same list on TensorFlow.js.

A layer is {"op", ...}; its numbers are the arrays "<of>.weights", "<of>.scales" and "<of>.bias":
conv {of, strides, pads, then}   weights (rows, columns, channels in, channels out)
depthwise {of, strides, pads, then}   weights (rows, columns, channels, 1)
scale {of, then}   weights and bias (channels)
pool {size}   the largest of each patch      mean   over rows and columns
keep, add   remember what is there; add what was remembered
`pads` are rows and columns of zeros: top, left, bottom, right.
`then` is none, relu, relu6 or leaky: max(x, x / 5, -0.4) of each number below zero.
Weights of 8 bits are multiplied by the scale of their channel out, or of a depthwise layer's channel.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from training.core.extractors.onnx import Graph
from training.core.extractors.tensors import Arrays, open_tensors

LEAK: Final = 0.2
FLOOR: Final = -0.4

Layer = dict[str, Any]
Numbers = NDArray[np.float32]


class Network:
    """Raises OSError when the file cannot be read."""

    def __init__(self, weights: Path) -> None:
        arrays, notes = open_tensors(weights)
        options = ort.SessionOptions()
        # A second thread waits for the first on a busy machine, and makes everything slower.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        model = _model(json.loads(notes["layers"]), arrays)
        self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def run(self, input: Numbers) -> Numbers:
        """`input` is (items, rows, columns, channels); the answer has a row for each item."""
        (output,) = self._session.run(None, {"input": np.ascontiguousarray(input.transpose(0, 3, 1, 2))})
        return np.asarray(output.transpose(0, 2, 3, 1).reshape(len(input), -1))


def _model(layers: list[Layer], arrays: Arrays) -> bytes:
    graph = Graph()
    at, kept = "input", ""
    for i, layer in enumerate(layers):
        name = f"x{i}"
        match layer["op"]:
            case "conv" | "depthwise":
                at = _conv(graph, layer, arrays, at, name)
            case "scale":
                by = [
                    graph.array(arrays[f"{layer['of']}.{part}"].reshape(-1, 1, 1))
                    for part in ("weights", "bias")
                ]
                at = graph.node("Add", [graph.node("Mul", [at, by[0]], f"{name}m"), by[1]], name)
            case "pool":
                at = graph.node("MaxPool", [at], name, kernel_shape=layer["size"], strides=layer["size"])
            case "mean":
                at = graph.node("GlobalAveragePool", [at], name)
            case "keep":
                kept = at
            case "add":
                at = graph.node("Add", [at, kept], name)
        at = _then(graph, layer.get("then", "none"), at, f"{name}t")
    channels = arrays[f"{layers[0]['of']}.weights"].shape[2]
    return graph.model({"input": ["items", channels, "rows", "columns"]}, at)


def _conv(graph: Graph, layer: Layer, arrays: Arrays, at: str, name: str) -> str:
    weights = real_weights(arrays, layer["of"])
    depthwise = layer["op"] == "depthwise"
    inputs = [at, graph.array(weights.transpose(2, 3, 0, 1) if depthwise else weights.transpose(3, 2, 0, 1))]
    bias = arrays.get(f"{layer['of']}.bias")
    if bias is not None:
        inputs.append(graph.array(bias))
    group = weights.shape[2] if depthwise else 1
    return graph.node("Conv", inputs, name, strides=layer["strides"], pads=layer["pads"], group=group)


def real_weights(arrays: Arrays, of: str) -> Numbers:
    weights, scales = arrays[f"{of}.weights"], arrays.get(f"{of}.scales")
    real = weights.astype(np.float32)
    if scales is None:
        return real
    return real * (scales[:, None] if weights.shape[3] == 1 else scales)


def _then(graph: Graph, then: str, at: str, name: str) -> str:
    match then:
        case "relu":
            return graph.node("Relu", [at], name)
        case "relu6":
            return graph.node("Clip", [at, graph.array(np.zeros(())), graph.array(np.full((), 6.0))], name)
        case "leaky":
            leaked = graph.node("LeakyRelu", [at], f"{name}l", alpha=LEAK)
            return graph.node("Max", [leaked, graph.array(np.full((), FLOOR))], name)
        case _:
            return at
