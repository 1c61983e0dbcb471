"""Examples as JSON. A batch is checked by a plain loop, which says what is wrong where; the serializers describe it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from storage.http import parse_json
from storage.limits import PAGE_LENGTH, UPLOAD_BYTES
from storage.problems import Code, Problem
from storage.serializers import ExactText, Id, WholeNumber
from storage.values import ExampleChange, File, NewData, NewExample, PageRequest, Text, Values
from training.policy import check_batch, check_file_batch

T = TypeVar("T")
Files: TypeAlias = "Mapping[str, UploadedFile[Any]]"
"""The files of a request by the names of their parts."""

MEDIA_TYPES = ("image/jpeg", "image/png", "audio/wav")


class TextSerializer(serializers.Serializer[Any]):
    text = ExactText()


@extend_schema_field({"oneOf": [{"type": "number"}, {"type": "string"}], "nullable": True})
class Value(serializers.Field[Any, Any, Any, Any]):
    """A number or one of the choices; null is missing."""


class ValuesSerializer(serializers.Serializer[Any]):
    """One value a field, by the id of the field."""

    values = serializers.DictField(child=Value())


class MediaSummarySerializer(serializers.Serializer[Any]):
    """A picture or a sound. `mediaId` is the id of its example, `sha256` that of the file, in hex; `nearHash`, of
    pictures, differs in few of its 64 bits where two look alike."""

    mediaId = serializers.UUIDField()
    type = serializers.ChoiceField(choices=MEDIA_TYPES)
    bytes = serializers.IntegerField(min_value=1)
    sha256 = serializers.RegexField("^[0-9a-f]{64}$")
    nearHash = serializers.RegexField("^[0-9a-f]{16}$", allow_null=True)


class MediaSerializer(serializers.Serializer[Any]):
    media = MediaSummarySerializer()


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Data",
        serializers=[TextSerializer, ValuesSerializer, MediaSerializer],
        resource_type_field_name=None,
    )
)
class DataField(serializers.Field[Any, Any, Any, Any]):
    """What an example is, according to the kind of its project."""


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="SentData",
        serializers=[TextSerializer, ValuesSerializer],
        resource_type_field_name=None,
    )
)
class SentDataField(serializers.Field[Any, Any, Any, Any]):
    """What can be said in JSON; a picture or a sound is a part of its own."""


class NewExampleSerializer(serializers.Serializer[Any]):
    """`heldBack` and `addedAt` are for a move or a file, which keep them. `data` is missing where a file is sent: it is
    the part of the request that is named by the id of the example."""

    id = Id()
    labelId = Id(allow_null=True)
    data = SentDataField(required=False)  # type: ignore[assignment]
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
    data = DataField()  # type: ignore[assignment]
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


def new_examples(data: Any, files: Files) -> list[NewExample]:
    """`files` are those of a request of several parts. Problems: `invalid`, `too_large`."""
    if files:
        check_file_batch(files)
        data = {"examples": in_json(data.get("examples"), "examples")}
    items = _list(data, "examples")
    return [_new_example(item, files, f"examples.{index}") for index, item in enumerate(items)]


def chosen_ids(data: Any) -> list[UUID]:
    return [_id(item, f"ids.{index}") for index, item in enumerate(_list(data, "ids"))]


def example_change(data: Any) -> ExampleChange:
    change = _take(data, "change", dict, "")
    label = None if "labelId" not in change else _id(change["labelId"], "change.labelId")
    return ExampleChange(label, _maybe(change, "heldBack", bool, "change"))


def new_data(said: Any, file: UploadedFile[Any] | None, where: str) -> NewData:
    """Problems: `invalid`, `too_large`."""
    if file is not None:
        return File(_content(file, where))
    if not isinstance(said, dict):
        raise _fault(where)
    if "values" in said:
        values = _take(said, "values", dict, where)
        return Values(
            {_id(field, f"{where}.values"): _value(values[field], field, where) for field in values}
        )
    return Text(_take(said, "text", str, where))


def in_json(said: object, where: str) -> Any:
    """A part of a request that is JSON by itself. Problem: `invalid`."""
    if not isinstance(said, str):
        raise _fault(where)
    return parse_json(said)


def _content(file: UploadedFile[Any], where: str) -> bytes:
    if (file.size or 0) > UPLOAD_BYTES:
        raise Problem(Code.TOO_LARGE, f"A file has at most {UPLOAD_BYTES:,} bytes.", field=where)
    content: bytes = file.read()
    return content


def _value(value: Any, field: str, where: str) -> float | str | None:
    if isinstance(value, bool) or not (value is None or isinstance(value, int | float | str)):
        raise _fault(f"{where}.values.{field}")
    try:
        return float(value) if isinstance(value, int) else value
    except OverflowError as error:
        raise _fault(f"{where}.values.{field}") from error


def _new_example(item: Any, files: Files, where: str) -> NewExample:
    if not isinstance(item, dict):
        raise _fault(where)
    label = item.get("labelId", ...)
    id = _id(item.get("id"), f"{where}.id")
    return NewExample(
        id=id,
        label_id=None if label is None else _id(label, f"{where}.labelId"),
        data=new_data(item.get("data"), files.get(str(id)), f"{where}.data"),
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
