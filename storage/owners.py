"""Which tables own objects of the object store: `settings.PROJECT_OBJECTS` names an `ObjectOwner` for each of them, so
that erasing, checking and mending forget none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.db.models.functions import Collate
from django.utils.module_loading import import_string

READ_AT_ONCE = 2000


@dataclass(frozen=True)
class ObjectOwner:
    """A table with a `project` whose `column` is the key of an object, or null for rows that have none. `forget` takes
    a key whose object is lost, and deletes its row with all that counts it, in one transaction of its own."""

    table: type[Model]
    column: str
    forget: Callable[[str], None]

    @property
    def name(self) -> str:
        return str(self.table._meta.verbose_name)

    def keys_of(self, projects: Collection[UUID]) -> Iterable[str]:
        return self._keys().filter(project__in=projects)

    def keys_in_order(self) -> Iterator[str]:
        """All of them, by their bytes, in constant memory."""
        return self._keys().order_by(Collate(self.column, "C")).iterator(chunk_size=READ_AT_ONCE)

    def rows_with(self, key: str) -> QuerySet[Any, Any]:
        return self._keys().filter(**{self.column: key})

    def _keys(self) -> QuerySet[Any, Any]:
        rows = self.table._default_manager.exclude(**{self.column: None})
        return rows.values_list(self.column, flat=True)


def object_owners() -> list[ObjectOwner]:
    return [import_string(name) for name in settings.PROJECT_OBJECTS]
