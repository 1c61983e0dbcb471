"""EfficientNet-Lite0, which Google trained on ImageNet, without its last layer: 1,280 numbers for a picture.

Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", 2019. What normalises a layer's
output is folded into its weights. Weights are kept as 8 bits with a scale for each channel; those of small layers,
which lose most by it and are a twentieth of the whole, as 16.
"""

from __future__ import annotations

import json
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.pixels import SIDE
from training.core.extractors.tensors import Arrays, write_tensors
from weights.checkpoint import read_checkpoint

STAGES: Final = ((1, 1), (2, 2), (2, 2), (3, 2), (3, 1), (4, 2), (1, 1))
"""How many blocks of a sort come one after the other, and by how much the first of them makes the picture smaller."""

_EPSILON: Final = 1e-3
_SMALL: Final = 20_000


def convert(content: bytes) -> bytes:
    """The file for a browser and a worker, from the package's checkpoint."""
    return write_tensors(*_Lite0(read_checkpoint(content)).converted())


class _Lite0:
    def __init__(self, tensors: dict[str, NDArray[Any]]) -> None:
        self.tensors = tensors
        self.arrays: Arrays = {}
        self.layers: list[dict[str, Any]] = []
        self.side = SIDE

    def converted(self) -> tuple[Arrays, dict[str, str]]:
        self._conv("_conv_stem", "_bn0", stride=2)
        strides = [stride if i == 0 else 1 for times, stride in STAGES for i in range(times)]
        for i, stride in enumerate(strides):
            self._block(f"_blocks.{i}", stride, wide=i > 0)
        self._conv("_conv_head", "_bn1")
        self.layers.append({"op": "mean"})
        return self.arrays, {"layers": json.dumps(self.layers, separators=(",", ":"))}

    def _block(self, name: str, stride: int, *, wide: bool) -> None:
        first = "_expand_conv" if wide else "_depthwise_conv"
        channels_in = self.tensors[f"{name}.{first}.weight"].shape[1 if wide else 0]
        shortcut = stride == 1 and channels_in == len(self.tensors[f"{name}._project_conv.weight"])
        if shortcut:
            self.layers.append({"op": "keep"})
        if wide:
            self._conv(f"{name}._expand_conv", f"{name}._bn0")
        self._conv(f"{name}._depthwise_conv", f"{name}._bn1", stride=stride, depthwise=True)
        self._conv(f"{name}._project_conv", f"{name}._bn2", then="none")
        if shortcut:
            self.layers.append({"op": "add"})

    def _conv(
        self, name: str, normal: str, *, stride: int = 1, depthwise: bool = False, then: str = "relu6"
    ) -> None:
        weights, bias = self._folded(name, normal)
        of = str(sum("bias" in array for array in self.arrays))
        axes = (2, 3, 0, 1) if depthwise else (2, 3, 1, 0)
        if weights.size < _SMALL:
            self.arrays[f"{of}.weights"] = weights.astype(np.float16).transpose(axes)
        else:
            self.arrays[f"{of}.scales"] = scales = _scales(weights)
            whole = np.round(weights / scales[:, None, None, None]).astype(np.int8)
            self.arrays[f"{of}.weights"] = whole.transpose(axes)
        self.arrays[f"{of}.bias"] = bias
        self.layers.append(
            {
                "op": "depthwise" if depthwise else "conv",
                "of": of,
                "strides": [stride, stride],
                "pads": self._pads(weights.shape[2], stride),
                "then": then,
            }
        )

    def _folded(self, name: str, normal: str) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        factor, shift, mean, variance = (
            self.tensors[f"{normal}.{part}"].astype(np.float64)
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        scale = factor / np.sqrt(variance + _EPSILON)
        weights = self.tensors[f"{name}.weight"] * scale[:, None, None, None]
        return weights, (shift - mean * scale).astype(np.float32)

    def _pads(self, size: int, stride: int) -> list[int]:
        """As TensorFlow pads: what is odd goes to the bottom and the right."""
        after = -(-self.side // stride)
        missing = max((after - 1) * stride + size - self.side, 0)
        self.side = after
        return [missing // 2, missing // 2, missing - missing // 2, missing - missing // 2]


def _scales(weights: NDArray[np.float64]) -> NDArray[np.float32]:
    largest = np.abs(weights).reshape(len(weights), -1).max(axis=1)
    return np.where(largest > 0, largest / 127, 1).astype(np.float32)
