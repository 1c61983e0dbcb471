"""Trained models as JSON. The model file travels as it is: `training/core/model_file.py` says what may be in it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.serializers import FieldSerializer, LabelSerializer, ScoreSerializer
from storage.contracts import PROJECT_KINDS, Guessed, ModelFile
from storage.serializers import Id


class LabelScoreSerializer(serializers.Serializer[Any]):
    right = serializers.IntegerField(min_value=0)
    of = serializers.IntegerField(min_value=0)


class HeldBackScoreSerializer(LabelScoreSerializer):
    """`confusion[true label][guessed label]` counts examples."""

    perLabel = serializers.DictField(child=LabelScoreSerializer())
    confusion = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))


class ScoresSerializer(serializers.Serializer[Any]):
    heldBack = HeldBackScoreSerializer()
    crossValidated = serializers.JSONField(allow_null=True)


class FeaturesSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    version = serializers.IntegerField()
    sha256 = serializers.CharField(allow_null=True)


class HeadSerializer(serializers.Serializer[Any]):
    """`columns` is little-endian uint16, `weights` (labels x columns, row by row) and `bias` little-endian float32,
    each as base64."""

    type = serializers.ChoiceField(choices=("softmax",))
    columns = serializers.CharField()
    weights = serializers.CharField()
    bias = serializers.CharField()


class ModelFileSerializer(serializers.Serializer[Any]):
    format = serializers.ChoiceField(choices=("mlforkids-model",))
    version = serializers.ChoiceField(choices=(1,))
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=PROJECT_KINDS)
    trainedAt = serializers.IntegerField()
    trainer = serializers.CharField()
    labels = LabelSerializer(many=True)
    fields = FieldSerializer(many=True)  # type: ignore[assignment]
    features = FeaturesSerializer(allow_null=True)
    head = HeadSerializer()
    counts = serializers.DictField(child=serializers.IntegerField())
    seed = serializers.IntegerField()
    scores = ScoresSerializer()
    digest = serializers.CharField()


@extend_schema_field(ModelFileSerializer)
class ModelFileField(serializers.DictField):
    pass


class ShareField(serializers.FloatField):
    """A number from 0 to 1; Django REST framework would take "nan" for one."""

    def to_internal_value(self, data: Any) -> float:
        if not isinstance(data, int | float) or isinstance(data, bool) or not 0 <= data <= 1:
            self.fail("invalid")
        return float(data)


class GuessedSerializer(serializers.Serializer[Any]):
    exampleId = Id()
    guessedId = Id()
    confidence = ShareField(min_value=0, max_value=1)


class SavedModelSerializer(serializers.Serializer[Any]):
    model = ModelFileField()
    report = GuessedSerializer(many=True)


class ModelSummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    trainedAt = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    score = ScoreSerializer(allow_null=True)


class ModelsSerializer(serializers.Serializer[Any]):
    """Newest first."""

    models = ModelSummarySerializer(many=True)


def saved_model(data: Any) -> tuple[ModelFile, list[Guessed]]:
    """Raises ValidationError."""
    serializer = SavedModelSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    said = serializer.validated_data
    report = [Guessed(line["exampleId"], line["guessedId"], line["confidence"]) for line in said["report"]]
    return said["model"], report
