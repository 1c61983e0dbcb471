"""What is lent to a Watson Assistant, and what comes back, as JSON: nothing else of a project travels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from storage.limits import GUESSES_AT_ONCE, LABELS, TEXT_TO_GUESS_LENGTH
from storage.problems import Code
from storage.serializers import ExactText, Id, WholeNumber
from storage.text import check_filled
from training.serializers.runs import RunSerializer
from training.watson.lent import TEXTS_MOST, Lent, LentText

MOST_PLACES = LABELS - 1


class LentTextSerializer(serializers.Serializer[Any]):
    """`label` is the place of its label, from 0."""

    label = WholeNumber(min_value=0, max_value=MOST_PLACES)  # type: ignore[assignment]
    heldBack = serializers.BooleanField()
    text = ExactText()


class LentSerializer(serializers.Serializer[Any]):
    """Labels by their names, in the order of their places."""

    kind = serializers.ChoiceField(choices=("text",))
    language = serializers.RegexField(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12)
    labels = serializers.ListField(child=ExactText(), max_length=LABELS)
    texts = serializers.ListField(child=LentTextSerializer(), max_length=TEXTS_MOST)


class LentModelSerializer(serializers.Serializer[Any]):
    """`heard` has one confidence a label for each of the texts that were held back, or of the first of them."""

    workspace = serializers.UUIDField()
    expiresAt = serializers.IntegerField()
    heard = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))


class LentRunSerializer(serializers.Serializer[Any]):
    run = RunSerializer()
    model = LentModelSerializer(allow_null=True)


class LentQuestionSerializer(serializers.Serializer[Any]):
    modelId = Id()
    texts = serializers.ListField(child=ExactText(), max_length=GUESSES_AT_ONCE)


class LentAnswerSerializer(serializers.Serializer[Any]):
    """One confidence a label, in the order in which they were lent, for each text."""

    heard = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))


def to_lend(data: Any) -> Lent:
    """Raises ValidationError."""
    serializer = LentSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    said = serializer.validated_data
    texts = (LentText(each["label"], each["heldBack"], each["text"]) for each in said["texts"])
    return Lent(said["language"], tuple(said["labels"]), tuple(texts))


def to_ask(data: Any) -> tuple[UUID, list[str]]:
    """Raises ValidationError. Problems: `invalid`, `too_large`."""
    serializer = LentQuestionSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    said = serializer.validated_data
    for text in said["texts"]:
        check_filled(text, TEXT_TO_GUESS_LENGTH, "texts", too_long=Code.TOO_LARGE)
    return said["modelId"], said["texts"]
