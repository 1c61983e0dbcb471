"""Works as JSON. A file travels as it is, as the body; what is said about it travels in the `Work` header beside it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from rest_framework import serializers

from storage.problems import Code, Problem
from storage.serializers import ExactText, WholeNumber
from storage.values import WORK_KINDS, NewWork


class WorkSummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=WORK_KINDS)
    name = serializers.CharField()
    changedAt = serializers.IntegerField()
    revision = serializers.IntegerField(min_value=1)
    bytes = serializers.IntegerField(min_value=0)


class WorksSerializer(serializers.Serializer[Any]):
    """Newest first."""

    works = WorkSummarySerializer(many=True)


class SavedWorkSerializer(serializers.Serializer[Any]):
    """`revision` is the one that the caller has seen, 0 for a new work."""

    kind = serializers.ChoiceField(choices=WORK_KINDS)
    name = ExactText()
    revision = WholeNumber(min_value=0)
    changedAt = WholeNumber(required=False, allow_null=True)


def new_work(id: UUID, header: str, file: bytes) -> tuple[NewWork, int]:
    """The work, and the revision that it changes. Raises ValidationError. Problem: `invalid`."""
    try:
        said = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise Problem(Code.INVALID, "Say what this is in the Work header, as JSON.", field="Work") from error
    serializer = SavedWorkSerializer(data=said)
    serializer.is_valid(raise_exception=True)
    values = serializer.validated_data
    work = NewWork(id, values["kind"], values["name"], file, values.get("changedAt"))
    return work, values["revision"]
