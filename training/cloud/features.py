"""What extractors have made of the examples of a project, kept so that the next training reads only what is new. It is
made anew wherever it is missing, so it is part of no digest, copy or limit, and may be deleted at any time."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from uuid import UUID

import numpy as np
from django.db import IntegrityError, connection

from storage.database import reading, writing
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.values import Text
from training.core.extractors.known import Features
from training.core.order import Rows, digest_of
from training.models import ExampleQuerySet, Feature

_NUMBERS: Final = "<f4"

_FORGET: Final = """
    DELETE FROM training_feature feature
    USING unnest(%s::uuid[], %s::text[]) AS gone(project, sha256)
    WHERE feature.project_id = gone.project AND feature.sha256 = gone.sha256
"""


class KeptFeatures:
    """`training.core.order.Kept` of one project. Problem: `storage_unavailable`."""

    def __init__(self, project: UUID) -> None:
        self._project = project

    @reading()
    def load(self, features: Features, /) -> Mapping[str, Rows]:
        kept = Feature.objects.filter(project=self._project, extractor=features.key)
        return {
            sha256: np.frombuffer(numbers, _NUMBERS).reshape(-1, features.length)
            for sha256, numbers in kept.values_list("sha256", "numbers")
        }

    def count(self, features: Features, /) -> int:
        return Feature.objects.filter(project=self._project, extractor=features.key).count()

    def keep(self, features: Features, rows: Mapping[str, Rows], /) -> None:
        made = [
            Feature(
                project_id=self._project,
                extractor=features.key,
                sha256=sha256,
                numbers=numbers.astype(_NUMBERS).tobytes(),
            )
            for sha256, numbers in rows.items()
        ]
        # A project that has gone meanwhile keeps nothing.
        with suppress(IntegrityError), writing():
            Feature.objects.bulk_create(made, ignore_conflicts=True)


def file_of_example(stores: Stores, project: UUID, example: UUID) -> bytes | None:
    """Its picture or sound; None when it has gone."""
    try:
        return stores.examples.media(project, example).file
    except Problem as problem:
        if problem.code is Code.NOT_FOUND:
            return None
        raise


@writing()
def forget_other_features(project: UUID, used: Features | None) -> None:
    """Those of extractors that this project is no longer read with."""
    key = "" if used is None else used.key
    Feature.objects.filter(project=project).exclude(extractor=key).delete()


def forget_features_of(examples: ExampleQuerySet) -> None:
    """In the transaction that deletes the examples. Of equal ones that stay they are made anew."""
    gone = [
        (project, sha256 or digest_of(Text(text or "")))
        for project, sha256, text in examples.exclude(values__isnull=False).values_list(
            "project_id", "media_sha256", "text"
        )
    ]
    if gone:
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, [list(column) for column in zip(*gone, strict=True)])
