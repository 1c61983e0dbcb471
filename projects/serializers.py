"""Projects as JSON. What comes in is checked here for its shape only; the stores say what may be in it."""

from __future__ import annotations

from typing import Any, Literal

from django.conf import settings
from rest_framework import serializers

from projects.models import Grant
from projects.services.grants import LastScore, NewGrant, Progress, Told
from storage.limits import LABELS
from storage.serializers import ExactText, Id, WholeNumber
from storage.values import PROJECT_KINDS, Field, Label, LabelCount, NewProject, ProjectChange

STATES = ("none", "training", "ready", "changed")
LEAVING = ("leaving",)
NEXT_STEPS = ("label", "fields", "collect", "train", "test", "train_again")


class LabelSerializer(serializers.Serializer[Any]):
    id = Id()
    name = ExactText()


class FieldSerializer(serializers.Serializer[Any]):
    id = Id()
    name = ExactText()
    type = serializers.ChoiceField(choices=("number", "choice"))
    choices = serializers.ListField(child=ExactText())
    role = serializers.ChoiceField(choices=("input", "output", "unused"))


class NewProjectSerializer(serializers.Serializer[Any]):
    id = Id()
    kind = serializers.ChoiceField(choices=PROJECT_KINDS)
    name = ExactText()
    language = ExactText(required=False)
    labels = LabelSerializer(many=True, required=False)
    fields = FieldSerializer(many=True, required=False)  # type: ignore[assignment]
    moving = serializers.ChoiceField(choices=("arriving",), required=False)
    storage = serializers.ChoiceField(choices=tuple(settings.PROJECT_STORAGE), required=False)


class ProjectChangeSerializer(serializers.Serializer[Any]):
    """`revision` is the one that the caller has seen; what is missing stays as it is."""

    revision = WholeNumber()
    name = ExactText(required=False)
    language = ExactText(required=False)
    labels = LabelSerializer(many=True, required=False)
    fields = FieldSerializer(many=True, required=False)  # type: ignore[assignment]


class MarkSerializer(serializers.Serializer[Any]):
    moving = serializers.ChoiceField(choices=LEAVING, allow_null=True)


class RemovalSerializer(serializers.Serializer[Any]):
    """In the address: remove only what is so marked."""

    moving = serializers.ChoiceField(choices=LEAVING, required=False)


def new_project(data: Any) -> tuple[NewProject, str | None]:
    """What was sent, and where it is to be kept if that was said. Raises ValidationError."""
    said = _valid(NewProjectSerializer(data=data))
    storage = said.pop("storage", None)
    return NewProject(**_parts(said)), storage


def project_change(data: Any) -> tuple[ProjectChange, int]:
    """The change, and the revision that it is of. Raises ValidationError."""
    said = _valid(ProjectChangeSerializer(data=data))
    revision = said.pop("revision")
    return ProjectChange(**_parts(said)), revision


def mark(data: Any) -> Literal["leaving"] | None:
    """Raises ValidationError."""
    moving: Literal["leaving"] | None = _valid(MarkSerializer(data=data))["moving"]
    return moving


def removal(query: Any) -> Literal["leaving"] | None:
    """Raises ValidationError."""
    return _valid(RemovalSerializer(data=query)).get("moving")


def _valid(serializer: serializers.Serializer[Any]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _parts(said: dict[str, Any]) -> dict[str, Any]:
    if "labels" in said:
        said["labels"] = tuple(Label(**label) for label in said["labels"])
    if "fields" in said:
        said["fields"] = tuple(
            Field(**{**field, "choices": tuple(field["choices"])}) for field in said["fields"]
        )
    return said


class OwnerSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class LabelCountSerializer(serializers.Serializer[Any]):
    examples = serializers.IntegerField(min_value=0)
    heldBack = serializers.IntegerField(min_value=0)


class CountsSerializer(serializers.Serializer[Any]):
    """`labels` has every label of the project by its id."""

    examples = serializers.IntegerField(min_value=0)
    heldBack = serializers.IntegerField(min_value=0)
    labels = serializers.DictField(child=LabelCountSerializer())


class ScoreSerializer(serializers.Serializer[Any]):
    right = serializers.IntegerField(min_value=0)
    of = serializers.IntegerField(min_value=1)


class OffersSerializer(serializers.Serializer[Any]):
    examplesLimit = serializers.IntegerField(min_value=0, allow_null=True)
    labelsLimit = serializers.IntegerField(min_value=0)
    contributors = serializers.BooleanField()
    offline = serializers.BooleanField()


class ProjectSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=PROJECT_KINDS)
    name = serializers.CharField()
    language = serializers.CharField()
    labels = LabelSerializer(many=True)
    fields = FieldSerializer(many=True)  # type: ignore[assignment]
    createdAt = serializers.IntegerField()
    changedAt = serializers.IntegerField()
    revision = serializers.IntegerField(min_value=1)


class ProjectCardSerializer(serializers.Serializer[Any]):
    project = ProjectSerializer()
    owners = OwnerSerializer(many=True)
    counts = CountsSerializer()
    bytes = serializers.IntegerField(min_value=0)
    modelState = serializers.ChoiceField(choices=STATES)
    runId = serializers.UUIDField(allow_null=True)
    lastScore = ScoreSerializer(allow_null=True)
    nextStep = serializers.ChoiceField(choices=NEXT_STEPS)
    offers = OffersSerializer()
    moving = serializers.ChoiceField(choices=("arriving", "leaving"), allow_null=True)


class ProjectsSerializer(serializers.Serializer[Any]):
    """Newest first."""

    projects = ProjectCardSerializer(many=True)


class DigestSerializer(serializers.Serializer[Any]):
    """The hex sha-256 that is equal for equal content."""

    digest = serializers.RegexField("^[0-9a-f]{64}$")


MOST = 10_000_000
LAST_MOMENT = 253_402_300_799_999
"""The end of the year 9999 in UTC milliseconds."""

TOLD = (Grant.Kind.SHOW.value, Grant.Kind.COMPUTER.value)
GRANTED = (*TOLD, Grant.Kind.LEND.value)


class CountSerializer(serializers.Serializer[Any]):
    examples = WholeNumber(min_value=0, max_value=MOST)
    heldBack = WholeNumber(min_value=0, max_value=MOST)


class LastScoreSerializer(serializers.Serializer[Any]):
    """`at` is when the model was trained."""

    right = WholeNumber(min_value=0, max_value=MOST)
    of = WholeNumber(min_value=1, max_value=MOST)
    at = WholeNumber(min_value=0, max_value=LAST_MOMENT)


class ProgressSerializer(serializers.Serializer[Any]):
    """How far a project is, in plain numbers; `labels` in the order of its labels."""

    kind = serializers.ChoiceField(choices=PROJECT_KINDS)
    labels = serializers.ListField(child=CountSerializer(), max_length=LABELS)
    score = LastScoreSerializer(allow_null=True)


class ToldSerializer(serializers.Serializer[Any]):
    progress = ProgressSerializer(required=False)
    computer = ExactText(required=False)


class NewGrantSerializer(ToldSerializer):
    """`show` has a project and its `progress`, `computer` has the name of one."""

    id = Id()
    kind = serializers.ChoiceField(choices=TOLD)
    project = Id(required=False)


class LentProjectSerializer(serializers.Serializer[Any]):
    """Of a project whose texts the Watson Assistant of the class holds: the names of its labels, and no text."""

    kind = serializers.ChoiceField(choices=PROJECT_KINDS)
    language = serializers.CharField()
    labels = serializers.ListField(child=serializers.CharField())


class GrantSerializer(serializers.Serializer[Any]):
    """What the website has been told last, at `changedAt`. It forgets it at `expiresAt`."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=GRANTED)
    project = serializers.UUIDField(allow_null=True)
    progress = ProgressSerializer(allow_null=True)
    computer = serializers.CharField(allow_null=True)
    lent = LentProjectSerializer(allow_null=True)
    madeAt = serializers.IntegerField()
    changedAt = serializers.IntegerField()
    expiresAt = serializers.IntegerField()


class GrantsSerializer(serializers.Serializer[Any]):
    """Newest first."""

    grants = GrantSerializer(many=True)


def new_grant(data: Any) -> NewGrant:
    """Raises ValidationError."""
    said = _valid(NewGrantSerializer(data=data))
    return NewGrant(said["id"], Grant.Kind(said["kind"]), said.get("project"), _told(said))


def told_again(data: Any) -> Told:
    """Raises ValidationError."""
    return _told(_valid(ToldSerializer(data=data)))


def _told(said: dict[str, Any]) -> Told:
    progress = said.get("progress")
    return Told(None if progress is None else _progress(progress), said.get("computer"))


def _progress(said: dict[str, Any]) -> Progress:
    labels = tuple(LabelCount(count["examples"], count["heldBack"]) for count in said["labels"])
    return Progress(said["kind"], labels, LastScore(**said["score"]) if said["score"] else None)
