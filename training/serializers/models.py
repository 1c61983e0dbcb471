"""Trained models as JSON. The model file travels as it is: `training/core/model_file.py` says what may be in it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from projects.serializers import FieldSerializer, LabelSerializer, ScoreSerializer
from storage.serializers import Id
from storage.values import PROJECT_KINDS, Guessed, ModelFile, Predicted, Report
from training.core.shape_parts import is_number


def either(name: str, *shapes: type[serializers.Serializer[Any]]) -> PolymorphicProxySerializer:
    return PolymorphicProxySerializer(
        component_name=name, serializers=list(shapes), resource_type_field_name=None
    )


class LabelScoreSerializer(serializers.Serializer[Any]):
    right = serializers.IntegerField(min_value=0)
    of = serializers.IntegerField(min_value=0)


class LabelScoresSerializer(LabelScoreSerializer):
    """`confusion[true label][guessed label]` counts examples."""

    perLabel = serializers.DictField(child=LabelScoreSerializer())
    confusion = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))


class NumberScoresSerializer(LabelScoreSerializer):
    """Of a prediction project: `right` are the guesses that are at most `near` off. `meanError` is how far off they
    are, `usualError` how far off the mean of what was learned would be; both are null where nothing was held back."""

    near = serializers.FloatField()
    meanError = serializers.FloatField(allow_null=True)
    usualError = serializers.FloatField(allow_null=True)


@extend_schema_field(either("HeldBackScores", LabelScoresSerializer, NumberScoresSerializer))
class HeldBackScoresField(serializers.DictField):
    pass


class ScoresSerializer(serializers.Serializer[Any]):
    """`crossValidated` is a second look where few were held back: each example took a turn at it."""

    heldBack = HeldBackScoresField()
    crossValidated = HeldBackScoresField(allow_null=True)


class FeaturesSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    version = serializers.IntegerField()
    sha256 = serializers.CharField(allow_null=True)


class SoftmaxHeadSerializer(serializers.Serializer[Any]):
    """`weights` (labels x columns, row by row) and `bias` are little-endian float32, each as base64. `columns` are the
    features in use, little-endian uint16 as base64; null where all are."""

    type = serializers.ChoiceField(choices=("softmax",))
    columns = serializers.CharField(allow_null=True)
    weights = serializers.CharField()
    bias = serializers.CharField()


class TreeHeadSerializer(serializers.Serializer[Any]):
    """A question is `{field, atMost or is, missing, yes, no}`: `missing` says that an empty value counts as a yes. An
    end is `{counts}`, the examples of each label there, or in a prediction project `{number, rows}`."""

    type = serializers.ChoiceField(choices=("tree",))
    root = serializers.DictField()  # type: ignore[assignment]


class TermSerializer(serializers.Serializer[Any]):
    """Of a number: `weight` for every 1 above `mean`. Of a choice: its place in `effects`."""

    field = serializers.UUIDField()
    mean = serializers.FloatField(required=False)
    weight = serializers.FloatField(required=False)
    effects = serializers.ListField(child=serializers.FloatField(), required=False)


class RidgeHeadSerializer(serializers.Serializer[Any]):
    """`base` and one term for each field that goes in."""

    type = serializers.ChoiceField(choices=("ridge",))
    base = serializers.FloatField()
    terms = TermSerializer(many=True)


class SumSerializer(serializers.Serializer[Any]):
    base = serializers.FloatField()
    terms = TermSerializer(many=True)


class SumsHeadSerializer(serializers.Serializer[Any]):
    """A sum for each label, in their order; the softmax of the sums is how sure a guess is."""

    type = serializers.ChoiceField(choices=("sums",))
    sums = SumSerializer(many=True)


class RemoteHeadSerializer(serializers.Serializer[Any]):
    """A service elsewhere holds the model until `expiresAt`; only the website can ask it."""

    type = serializers.ChoiceField(choices=("remote",))
    service = serializers.CharField()
    workspace = serializers.UUIDField()
    expiresAt = serializers.IntegerField()


@extend_schema_field(
    either(
        "Head",
        SoftmaxHeadSerializer,
        TreeHeadSerializer,
        RidgeHeadSerializer,
        SumsHeadSerializer,
        RemoteHeadSerializer,
    )
)
class HeadField(serializers.DictField):
    pass


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
    head = HeadField()
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


class FiniteNumber(serializers.FloatField):
    def to_internal_value(self, data: Any) -> float:
        if not is_number(data):
            self.fail("invalid")
        return float(data)


class GuessedSerializer(serializers.Serializer[Any]):
    exampleId = Id()
    guessedId = Id()
    confidence = ShareField(min_value=0, max_value=1)


class PredictedSerializer(serializers.Serializer[Any]):
    exampleId = Id()
    number = FiniteNumber()


@extend_schema_field(either("ReportLine", GuessedSerializer, PredictedSerializer))
class ReportLineField(serializers.Field[Any, Any, Any, Any]):
    """What a model answered for one example that was held back."""

    def to_internal_value(self, data: Any) -> Guessed | Predicted:
        is_number = isinstance(data, dict) and "number" in data
        serializer = (PredictedSerializer if is_number else GuessedSerializer)(data=data)
        serializer.is_valid(raise_exception=True)
        said = serializer.validated_data
        if is_number:
            return Predicted(said["exampleId"], said["number"])
        return Guessed(said["exampleId"], said["guessedId"], said["confidence"])


class SavedModelSerializer(serializers.Serializer[Any]):
    model = ModelFileField()
    report = serializers.ListField(child=ReportLineField())


class ModelSummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    trainedAt = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    score = ScoreSerializer(allow_null=True)


class ModelsSerializer(serializers.Serializer[Any]):
    """Newest first."""

    models = ModelSummarySerializer(many=True)


def saved_model(data: Any) -> tuple[ModelFile, Report]:
    """Raises ValidationError."""
    serializer = SavedModelSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data["model"], serializer.validated_data["report"]
