"""speech_embedding, which Google trained to spot spoken words: 96 numbers for each 80 ms of a sound.

Lin, Kilgour, Roblek and Sharifi, "Training Keyword Spotters with Limited and Synthesized Speech Data", 2020. The
package has it as ONNX, with a Fourier transform spelled out as matrices; what is kept is its window, its mel scale and
the numbers of its network, as 16 bits.
"""

from __future__ import annotations

import json
import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.tensors import Arrays, write_tensors
from weights.protobuf import fields

POOLS: Final = {2: [2, 2], 6: [1, 2], 10: [2, 2], 14: [1, 2], 18: [2, 2]}
"""What is made smaller before which of the 19 layers."""

_EPSILON: Final = 1e-3
_GRAPH, _ARRAY, _SIZES, _NAME, _NUMBERS = 7, 5, 1, 8, 9
"""Fields of the ONNX format: of a model its graph, of a graph its arrays, of an array what it is."""


def convert(content: bytes) -> bytes:
    """The file for a browser and a worker, from the package's ONNX file."""
    network = _arrays(fields(content)[_GRAPH][0])
    arrays: Arrays = {
        "window": network["map/while/stft/hann_window/sub_2:0"],
        "mel": network["map/while/linear_to_mel_weight_matrix:0"],
    }
    layers = _first(network, arrays)
    for i in range(19):
        layers += _layer(i, network, arrays)
    return write_tensors(arrays, {"layers": json.dumps(layers, separators=(",", ":"))})


def _first(network: Arrays, arrays: Arrays) -> list[dict[str, Any]]:
    arrays["first.weights"] = _turned(network["ZeroMeanConv2d/sub:0"])
    factor, shift = network["BatchNorm/ReadVariableOp:0"], network["BatchNorm/ReadVariableOp_1:0"]
    mean = network["BatchNorm/FusedBatchNormV3/ReadVariableOp:0"]
    variance = network["BatchNorm/FusedBatchNormV3/ReadVariableOp_1:0"]
    arrays["normal.weights"] = (factor / np.sqrt(variance + _EPSILON)).astype(np.float32)
    arrays["normal.bias"] = (shift - mean * arrays["normal.weights"]).astype(np.float32)
    conv = {"op": "conv", "of": "first", "strides": [1, 1], "pads": [0, 1, 0, 1], "then": "relu"}
    return [conv, {"op": "scale", "of": "normal", "then": "leaky"}]


def _layer(i: int, network: Arrays, arrays: Arrays) -> list[dict[str, Any]]:
    """Layers look along the columns, the pitch, and along the rows, the time, by turns; only the columns are padded."""
    name = f"Conv_{i}" if i else "Conv"
    last = i == 18
    weights = network[f"{name}/Conv2D/ReadVariableOp:0" if last else f"{name}/Conv2D_weights_fused_bn"]
    arrays[f"{i}.weights"] = _turned(weights)
    if not last:
        arrays[f"{i}.bias"] = network[f"{name}/Conv2D_bias_fused_bn"]
    across = weights.shape[3] == 3
    conv = {
        "op": "conv",
        "of": str(i),
        "strides": [1, 1],
        "pads": [0, 1, 0, 1] if across else [0, 0, 0, 0],
        "then": "none" if last else "leaky",
    }
    return [{"op": "pool", "size": POOLS[i]}, conv] if i in POOLS else [conv]


def _turned(weights: NDArray[Any]) -> NDArray[np.float16]:
    """(channels out, channels in, rows, columns) to (rows, columns, channels in, channels out)."""
    return weights.transpose(2, 3, 1, 0).astype(np.float16)


def _arrays(graph: bytes) -> Arrays:
    """The float arrays of a graph, by what comes after the network's own name."""
    found = {}
    for tensor in fields(graph)[_ARRAY]:
        said = fields(tensor)
        shape = [int.from_bytes(size, "little") for size in said[_SIZES]]
        if said[_NUMBERS] and len(said[_NUMBERS][0]) == 4 * math.prod(shape):
            name = said[_NAME][0].decode().rpartition("MudpuppyLite/")[2]
            found[name] = np.frombuffer(said[_NUMBERS][0], dtype="<f4").reshape(shape)
    return found
