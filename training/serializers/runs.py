"""Training runs and guesses as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from storage.contracts import Text
from storage.problems import Code
from training.models import TrainingRun
from training.serializers.examples import TextSerializer


class RunSerializer(serializers.Serializer[Any]):
    """`progress` is 0 to 1, `place` how many runs are ahead in the queue."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=TrainingRun.State.values)
    progress = serializers.FloatField()
    place = serializers.IntegerField()
    expectedSeconds = serializers.FloatField()
    modelId = serializers.UUIDField(allow_null=True)
    problem = serializers.ChoiceField(choices=[code.value for code in Code], allow_null=True)


class ToGuessSerializer(serializers.Serializer[Any]):
    data = TextSerializer(many=True)  # type: ignore[assignment]


class ToExplainSerializer(serializers.Serializer[Any]):
    data = TextSerializer()  # type: ignore[assignment]


class ConfidenceSerializer(serializers.Serializer[Any]):
    labelId = serializers.UUIDField()
    confidence = serializers.FloatField()


class GuessSerializer(serializers.Serializer[Any]):
    """Every label of the model, best first; the confidences add up to 1."""

    modelId = serializers.UUIDField()
    confidences = ConfidenceSerializer(many=True)


class GuessesSerializer(serializers.Serializer[Any]):
    guesses = GuessSerializer(many=True)


class WordEffectSerializer(serializers.Serializer[Any]):
    """`start` and `end` count code points; `effect` is how much the confidence falls without the word."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    effect = serializers.FloatField()


class ExplanationSerializer(serializers.Serializer[Any]):
    guess = GuessSerializer()
    words = WordEffectSerializer(many=True)


def to_guess(data: Any) -> list[Text]:
    """Raises ValidationError."""
    serializer = ToGuessSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return [Text(item["text"]) for item in serializer.validated_data["data"]]


def to_explain(data: Any) -> Text:
    """Raises ValidationError."""
    serializer = ToExplainSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return Text(serializer.validated_data["data"]["text"])
