"""Heads inside a model file. The shape of the file has been checked; what a head says is checked here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storage.values import Field
from training.core.arrays import read_columns, read_floats, read_table, write_columns, write_floats
from training.core.dense import DenseHead
from training.core.parsed import LabelHead, LabelTree, NumberHead, NumberTree, shares_of
from training.core.remote import RemoteHead
from training.core.ridge import ChoiceTerm, NumberTerm, Ridge, Term
from training.core.shape_parts import Json, demand, number, parts
from training.core.softmax import NgramHead
from training.core.sums import LabelSums
from training.core.tree_file import (
    read_counts,
    read_number,
    read_tree,
    write_counts,
    write_number,
    write_tree,
)


def write_head(head: LabelHead | NumberHead | RemoteHead, fields: Sequence[Field]) -> Json:
    """`fields` are those that go in."""
    match head:
        case RemoteHead():
            return {
                "type": "remote",
                "service": head.service,
                "workspace": str(head.workspace),
                "expiresAt": head.expires_at,
            }
        case LabelTree():
            return {"type": "tree", "root": write_tree(head.root, fields, write_counts)}
        case NumberTree():
            return {"type": "tree", "root": write_tree(head.root, fields, write_number)}
        case Ridge():
            return {"type": "ridge", **_write_sum(head, fields)}
        case LabelSums():
            return {"type": "sums", "sums": [_write_sum(one, fields) for one in head.sums]}
        case _:
            columns = write_columns(head.columns) if isinstance(head, NgramHead) else None
            weights, bias = write_floats(head.weights), write_floats(head.bias)
            return {"type": "softmax", "columns": columns, "weights": weights, "bias": bias}


def read_label_head(said: Json, fields: Sequence[Field], counts: Sequence[int]) -> LabelHead:
    """`counts` has the examples of each label. Problem: `invalid`."""
    labels = len(counts)
    if said["type"] == "tree":
        root = read_tree(said["root"], fields, lambda leaf: read_counts(leaf, labels))
        return LabelTree(tuple(fields), root, shares_of(counts))
    if said["type"] == "sums":
        sums = said["sums"]
        demand(isinstance(sums, list) and len(sums) == labels, "its head is damaged")
        return LabelSums(
            tuple(fields), tuple(_read_sum(parts(one, {"base", "terms"}, "head"), fields) for one in sums)
        )
    if said["columns"] is None:
        return DenseHead(read_table(said["weights"], labels), read_floats(said["bias"], labels))
    columns = read_columns(said["columns"])
    weights = read_floats(said["weights"], labels * len(columns))
    bias = read_floats(said["bias"], labels)
    return NgramHead(columns, np.reshape(weights, (labels, len(columns))), bias)


def read_number_head(said: Json, fields: Sequence[Field]) -> NumberHead:
    """Problem: `invalid`."""
    if said["type"] == "tree":
        return NumberTree(tuple(fields), read_tree(said["root"], fields, read_number))
    return _read_sum(said, fields)


def _write_sum(ridge: Ridge, fields: Sequence[Field]) -> Json:
    terms = [_write_term(field, term) for field, term in zip(fields, ridge.terms, strict=True)]
    return {"base": ridge.base, "terms": terms}


def _read_sum(said: Json, fields: Sequence[Field]) -> Ridge:
    terms = said["terms"]
    demand(isinstance(terms, list) and len(terms) == len(fields), "its head is damaged")
    read = tuple(_read_term(term, field) for term, field in zip(terms, fields, strict=True))
    return Ridge(number(said["base"]), read)


def _write_term(field: Field, term: Term) -> Json:
    if isinstance(term, ChoiceTerm):
        return {"field": str(field.id), "effects": list(term.effects)}
    return {"field": str(field.id), "mean": term.mean, "weight": term.weight}


def _read_term(said: object, field: Field) -> Term:
    keys = {"effects"} if field.type == "choice" else {"mean", "weight"}
    term = parts(said, {"field", *keys}, "head")
    demand(term["field"] == str(field.id), "its head is damaged")
    if field.type == "number":
        return NumberTerm(number(term["mean"]), number(term["weight"]))
    effects = term["effects"]
    demand(isinstance(effects, list) and len(effects) == len(field.choices), "its head is damaged")
    return ChoiceTerm(tuple(number(effect) for effect in effects))
