"""As much of the protobuf encoding as two kinds of files need that hold weights: ONNX and SentencePiece."""

from __future__ import annotations

from collections import defaultdict

Fields = dict[int, list[bytes]]


def fields(message: bytes) -> Fields:
    """The fields of a message by their numbers, each as its bytes; a number as the 8 bytes of a little-endian integer.
    Raises ValueError for what is no message."""
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    at = 0
    while at < len(message):
        tag, at = _number(message, at)
        length = 0
        match tag & 7:
            case 0:
                value, at = _number(message, at)
                found[tag >> 3].append(value.to_bytes(16, "little")[:8])
                continue
            case 1:
                length = 8
            case 2:
                length, at = _number(message, at)
            case 5:
                length = 4
            case other:
                raise ValueError(f"wire type {other}")
        found[tag >> 3].append(message[at : at + length])
        at += length
    return found


def _number(message: bytes, at: int) -> tuple[int, int]:
    """A number and where the next byte is."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
