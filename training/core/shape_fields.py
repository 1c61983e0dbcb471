"""The fields in a model file."""

from __future__ import annotations

from storage.limits import CHOICE_LENGTH, CHOICES, CHOICES_LEAST, FIELD_NAME_LENGTH, FIELDS
from storage.text import check_filled
from training.core.shape_parts import demand, is_id, parts, refusal


def check_fields(said: object, kind: str) -> str | None:
    """The id of the field that is predicted. Problem: `invalid`."""
    if not isinstance(said, list) or len(said) > FIELDS:
        raise refusal("its fields are too few or many")
    for field in said:
        _check_field(field)
    demand(len({field["id"] for field in said}) == len(said), "a field is there twice")
    roles = [field["role"] for field in said]
    with_fields = kind in ("numbers", "prediction")
    demand(("input" in roles) == with_fields, "its fields are too few or many")
    demand(roles.count("output") == (kind == "prediction"), "its fields are too few or many")
    return next((field["id"] for field in said if field["role"] == "output"), None)


def _check_field(said: object) -> None:
    field = parts(said, {"id", "name", "type", "choices", "role"}, "field")
    demand(is_id(field["id"]) and isinstance(field["name"], str), "a field is damaged")
    check_filled(field["name"], FIELD_NAME_LENGTH, "model")
    choices = field["choices"]
    demand(isinstance(choices, list) and field["role"] in ("input", "output"), "a field is damaged")
    if field["type"] == "number":
        demand(choices == [], "a field is damaged")
        return
    demand(field["type"] == "choice" and field["role"] == "input", "a field is damaged")
    demand(CHOICES_LEAST <= len(choices) <= CHOICES, "a field is damaged")
    for choice in choices:
        demand(isinstance(choice, str), "a field is damaged")
        check_filled(choice, CHOICE_LENGTH, "model")
    demand(len(set(choices)) == len(choices), "a field is damaged")
