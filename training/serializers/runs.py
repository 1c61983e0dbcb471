"""Training runs and guesses as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from storage.problems import Code, Problem
from storage.values import METHODS, NewData
from training.models import TrainingRun
from training.policy import check_file_batch
from training.serializers.examples import Files, SentDataField, Value, new_data


@extend_schema_field({"oneOf": [{"type": "number"}, {"type": "string"}]})
class ThereField(serializers.Field[Any, Any, Any, Any]):
    """A number or one of the choices."""


class RunSerializer(serializers.Serializer[Any]):
    """`progress` is 0 to 1, `place` how many runs are ahead in the queue."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=TrainingRun.State.values)
    progress = serializers.FloatField()
    place = serializers.IntegerField()
    expectedSeconds = serializers.FloatField()
    modelId = serializers.UUIDField(allow_null=True)
    problem = serializers.ChoiceField(choices=[code.value for code in Code], allow_null=True)


class ToStartSerializer(serializers.Serializer[Any]):
    """Only a numbers project knows the "neural" method: a sum for each label instead of a tree."""

    method = serializers.ChoiceField(choices=METHODS, default="usual")


class ToGuessSerializer(serializers.Serializer[Any]):
    """Files are sent as parts of their own, named by the numbers 0, 1 …, and `data` is missing."""

    data = serializers.ListField(child=SentDataField(), required=False)  # type: ignore[assignment]


class ToExplainSerializer(serializers.Serializer[Any]):
    """A file is sent as the part `0`, and `data` is missing."""

    data = SentDataField(required=False)  # type: ignore[assignment]


class ConfidenceSerializer(serializers.Serializer[Any]):
    labelId = serializers.UUIDField()
    confidence = serializers.FloatField()


class GuessSerializer(serializers.Serializer[Any]):
    """Every label of the model, best first; the confidences add up to 1. In a prediction project there are none, and a
    `number` instead."""

    modelId = serializers.UUIDField()
    confidences = ConfidenceSerializer(many=True)
    number = serializers.FloatField(allow_null=True)


class GuessesSerializer(serializers.Serializer[Any]):
    guesses = GuessSerializer(many=True)


class WordEffectSerializer(serializers.Serializer[Any]):
    """`start` and `end` count code points; `effect` is how much the confidence falls without the word."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    effect = serializers.FloatField()


class PathStepSerializer(serializers.Serializer[Any]):
    """One step through a decision tree: the `value` of the field passed this `test` with `than`. A missing value (null)
    went the way of most."""

    fieldId = serializers.UUIDField()
    test = serializers.ChoiceField(choices=("at_most", "more_than", "is", "is_not"))
    than = ThereField()
    value = Value()


class FieldEffectSerializer(serializers.Serializer[Any]):
    """`effect` is how much the value of the field adds to the number; the rest is what is usual. Where a label is
    guessed it is how much the confidence falls without the value."""

    fieldId = serializers.UUIDField()
    value = Value()
    effect = serializers.FloatField()


class AreasSerializer(serializers.Serializer[Any]):
    """The square in the middle of a picture in equal areas. `effects`, row by row from the top left, say how much the
    confidence falls when one area is hidden."""

    columns = serializers.IntegerField()
    rows = serializers.IntegerField()
    effects = serializers.ListField(child=serializers.FloatField())


class NeighbourSerializer(serializers.Serializer[Any]):
    """An example that the model learned from; `likeness` is 0 to 1. In a prediction project it has no label."""

    exampleId = serializers.UUIDField()
    labelId = serializers.UUIDField(allow_null=True)
    likeness = serializers.FloatField()


class ExplanationSerializer(serializers.Serializer[Any]):
    """Of a text its words; of a row the way through the tree, or what its fields add up to; of a picture its areas; of
    a sound its moments, equal parts from the beginning to the end: how much the confidence falls when one is quiet.
    `nearest` are up to three examples, the most like first."""

    guess = GuessSerializer()
    words = WordEffectSerializer(many=True)
    path = PathStepSerializer(many=True)
    fields = FieldEffectSerializer(many=True)  # type: ignore[assignment]
    areas = AreasSerializer(allow_null=True)
    moments = serializers.ListField(child=serializers.FloatField())
    nearest = NeighbourSerializer(many=True)


def to_guess(data: Any, files: Files) -> list[NewData]:
    """Problems: `invalid`, `too_large`."""
    if files:
        check_file_batch(files)
        return [new_data(None, files.get(str(place)), "data") for place in range(len(files))]
    said = data.get("data") if isinstance(data, dict) else None
    if not isinstance(said, list):
        raise Problem(Code.INVALID, "data is missing or of the wrong kind.", field="data")
    return [new_data(item, None, f"data.{place}") for place, item in enumerate(said)]


def to_explain(data: Any, files: Files) -> NewData:
    """Problems: `invalid`, `too_large`."""
    return new_data(data.get("data") if isinstance(data, dict) else None, files.get("0"), "data")
