"""Decision trees inside a model file: every node is an object."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storage.values import Field
from training.core.shape_parts import Json, demand, is_count, number, parts
from training.core.tree import Leaf, Node, Split

DEPTH = 16
"""A tree in a file asks no more questions one after the other."""


def write_tree(node: Node, fields: Sequence[Field], write_leaf: Callable[[Leaf], Json]) -> Json:
    """`fields` are those that go in."""
    if isinstance(node, Leaf):
        return write_leaf(node)
    field = fields[node.column]
    test = {"is": field.choices[int(node.than)]} if field.type == "choice" else {"atMost": node.than}
    yes, no = (write_tree(side, fields, write_leaf) for side in (node.yes, node.no))
    return {"field": str(field.id), **test, "missing": node.missing, "yes": yes, "no": no}


def write_counts(leaf: Leaf) -> Json:
    return {"counts": [int(count) for count in leaf.answer]}


def write_number(leaf: Leaf) -> Json:
    return {"number": leaf.answer[0], "rows": leaf.rows}


def read_tree(
    said: object, fields: Sequence[Field], read_leaf: Callable[[object], Leaf], depth: int = DEPTH
) -> Node:
    """Problem: `invalid`."""
    if not isinstance(said, dict) or "field" not in said:
        return read_leaf(said)
    demand(depth > 0, "its tree is too deep")
    places = {str(field.id): place for place, field in enumerate(fields)}
    demand(isinstance(said["field"], str) and said["field"] in places, "its tree asks for an unknown field")
    place = places[said["field"]]
    than = _read_test(said, fields[place])
    demand(isinstance(said["missing"], bool), "its head is damaged")
    yes, no = (read_tree(said[side], fields, read_leaf, depth - 1) for side in ("yes", "no"))
    return Split(place, than, said["missing"], yes, no)


def read_counts(said: object, labels: int) -> Leaf:
    counts = parts(said, {"counts"}, "head")["counts"]
    fits = isinstance(counts, list) and len(counts) == labels and all(is_count(count) for count in counts)
    demand(fits and sum(counts) > 0, "its head is damaged")
    return Leaf(sum(counts), tuple(float(count) for count in counts))


def read_number(said: object) -> Leaf:
    leaf = parts(said, {"number", "rows"}, "head")
    demand(is_count(leaf["rows"]) and leaf["rows"] > 0, "its head is damaged")
    return Leaf(leaf["rows"], (number(leaf["number"]),))


def _read_test(said: Json, field: Field) -> float:
    test = "is" if field.type == "choice" else "atMost"
    than = parts(said, {"field", test, "missing", "yes", "no"}, "head")[test]
    if field.type == "number":
        return number(than)
    demand(isinstance(than, str) and than in field.choices, "its tree asks for an unknown choice")
    return float(field.choices.index(than))
