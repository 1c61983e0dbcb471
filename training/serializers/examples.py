"""Examples as JSON. A batch is checked by a plain loop, which says what is wrong where; the serializers describe it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from rest_framework import serializers

from storage.contracts import ExampleChange, NewExample, PageRequest, Text
from storage.limits import PAGE_LENGTH
from storage.problems import Code, Problem
from storage.serializers import ExactText, Id, WholeNumber
from training.policy import check_batch

T = TypeVar("T")


class TextSerializer(serializers.Serializer[Any]):
    text = ExactText()


class NewExampleSerializer(serializers.Serializer[Any]):
    """`heldBack` and `addedAt` are for a move or a file, which keep them."""

    id = Id()
    labelId = Id(allow_null=True)
    data = TextSerializer()  # type: ignore[assignment]
    group = ExactText(required=False, allow_null=True)
    source = ExactText(required=False)  # type: ignore[assignment]
    heldBack = serializers.BooleanField(required=False, allow_null=True)
    addedAt = WholeNumber(required=False, allow_null=True)


class NewExamplesSerializer(serializers.Serializer[Any]):
    examples = NewExampleSerializer(many=True)


class ChosenSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=Id())


class ExampleChangeSerializer(serializers.Serializer[Any]):
    labelId = Id(required=False)
    heldBack = serializers.BooleanField(required=False)


class ChangeChosenSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=Id())
    change = ExampleChangeSerializer()


class PageRequestSerializer(serializers.Serializer[Any]):
    """`after` walks oldest first, `before` newest first; with neither the page begins at the oldest."""

    label = serializers.UUIDField(required=False)  # type: ignore[assignment]
    after = serializers.UUIDField(required=False)
    before = serializers.UUIDField(required=False)
    limit = serializers.IntegerField(required=False, min_value=1, max_value=PAGE_LENGTH)


class ReceiptSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    heldBack = serializers.BooleanField()
    addedAt = serializers.IntegerField()
    removed = serializers.BooleanField()


class ReceiptsSerializer(serializers.Serializer[Any]):
    """One for each example that was sent, in the same order."""

    receipts = ReceiptSerializer(many=True)


class ExampleSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    labelId = serializers.UUIDField(allow_null=True)
    data = TextSerializer()  # type: ignore[assignment]
    group = serializers.CharField(allow_null=True)
    heldBack = serializers.BooleanField()
    source = serializers.CharField()  # type: ignore[assignment]
    addedAt = serializers.IntegerField()
    contributor = serializers.UUIDField(allow_null=True)


class PageSerializer(serializers.Serializer[Any]):
    examples = ExampleSerializer(many=True)
    more = serializers.BooleanField()


def page_request(query: Mapping[str, Any]) -> PageRequest:
    serializer = PageRequestSerializer(data=query)
    serializer.is_valid(raise_exception=True)
    return PageRequest(**serializer.validated_data)


def new_examples(data: Any) -> list[NewExample]:
    return [_new_example(item, f"examples.{index}") for index, item in enumerate(_list(data, "examples"))]


def chosen_ids(data: Any) -> list[UUID]:
    return [_id(item, f"ids.{index}") for index, item in enumerate(_list(data, "ids"))]


def example_change(data: Any) -> ExampleChange:
    change = _take(data, "change", dict, "")
    label = None if "labelId" not in change else _id(change["labelId"], "change.labelId")
    return ExampleChange(label, _maybe(change, "heldBack", bool, "change"))


def _new_example(item: Any, where: str) -> NewExample:
    if not isinstance(item, dict):
        raise _fault(where)
    label = item.get("labelId", ...)
    return NewExample(
        id=_id(item.get("id"), f"{where}.id"),
        label_id=None if label is None else _id(label, f"{where}.labelId"),
        data=Text(_take(_take(item, "data", dict, where), "text", str, f"{where}.data")),
        group=_maybe(item, "group", str, where),
        source=_take(item, "source", str, where) if "source" in item else "typed",
        held_back=_maybe(item, "heldBack", bool, where),
        added_at=_whole(item, "addedAt", where),
    )


def _list(data: Any, name: str) -> list[Any]:
    items: list[Any] = _take(data, name, list, "")
    check_batch(items)
    return items


def _take(data: Any, name: str, shape: type[T], where: str) -> T:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, shape):
        raise _fault(f"{where}.{name}".lstrip("."))
    return value


def _maybe(data: dict[str, Any], name: str, shape: type[T], where: str) -> T | None:
    return None if data.get(name) is None else _take(data, name, shape, where)


def _whole(data: dict[str, Any], name: str, where: str) -> int | None:
    value = data.get(name)
    if isinstance(value, bool) or not (value is None or isinstance(value, int)):
        raise _fault(f"{where}.{name}")
    return value


def _id(value: Any, where: str) -> UUID:
    if not isinstance(value, str):
        raise _fault(where)
    try:
        return UUID(value)
    except ValueError as error:
        raise _fault(where) from error


def _fault(where: str) -> Problem:
    return Problem(Code.INVALID, f"{where} is missing or of the wrong kind.", field=where)
