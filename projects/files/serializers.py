"""What opening a file answers, and what it asks for."""

from __future__ import annotations

from typing import Any, get_args
from uuid import UUID

from rest_framework import serializers

from projects.files.content import What
from projects.serializers import ProjectCardSerializer
from storage.serializers import Id


class OpenFileSerializer(serializers.Serializer[Any]):
    """In the address: the id of the new project."""

    project = Id()


class SkippedSerializer(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=get_args(What))
    count = serializers.IntegerField(min_value=1)


class OpenedSerializer(serializers.Serializer[Any]):
    """`skipped` is what the file of another program holds and a project cannot."""

    card = ProjectCardSerializer()
    skipped = SkippedSerializer(many=True)


def project_id(query: Any) -> UUID:
    """Raises ValidationError."""
    serializer = OpenFileSerializer(data=query)
    serializer.is_valid(raise_exception=True)
    id: UUID = serializer.validated_data["project"]
    return id
