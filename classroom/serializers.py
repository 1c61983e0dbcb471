from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework import serializers

from classroom.policy import TEXT_LEARNERS
from storage.values import PROJECT_KINDS


class PersonSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=("student", "teacher", "guest"))


class SchoolClassSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class PolicySerializer(serializers.Serializer[Any]):
    """The limits hold for projects that the website keeps."""

    storages = serializers.ListField(child=serializers.ChoiceField(choices=tuple(settings.PROJECT_STORAGE)))
    firstStorage = serializers.ChoiceField(choices=tuple(settings.PROJECT_STORAGE), source="first_storage")
    projects = serializers.IntegerField(min_value=0)
    texts = serializers.IntegerField(min_value=0)
    rows = serializers.IntegerField(min_value=0)
    pictures = serializers.IntegerField(min_value=0)
    sounds = serializers.IntegerField(min_value=0)
    bytes = serializers.IntegerField(min_value=0, help_text="Of all of a person's projects together.")
    webAddresses = serializers.BooleanField(
        source="web_addresses", help_text="Whether pictures may be fetched from web addresses."
    )
    mediaOnWebsite = serializers.BooleanField(
        source="media_on_website", help_text="Whether the website may keep pictures and voices."
    )
    textsLearnedBy = serializers.ChoiceField(choices=TEXT_LEARNERS, source="texts_learned_by")
    modelHours = serializers.IntegerField(
        source="model_hours",
        help_text="After so many hours a model that another service has learned goes away.",
    )
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=PROJECT_KINDS), source="kinds_with_a_place"
    )


class MeSerializer(serializers.Serializer[Any]):
    person = PersonSerializer()
    schoolClass = SchoolClassSerializer(allow_null=True, source="school_class")
    csrfToken = serializers.CharField(source="csrf_token")
    policy = PolicySerializer()
    guestUntil = serializers.IntegerField(
        allow_null=True,
        source="guest_until",
        help_text="When a guest is gone, with what the website keeps of them.",
    )
    remindUntil = serializers.IntegerField(
        allow_null=True, source="remind_until", help_text="Until when the teacher asks everyone to save."
    )
    lastComputer = serializers.CharField(
        allow_null=True,
        source="last_computer",
        help_text="The name of the computer that was used last, where the website was told.",
    )
