"""Short statements that requests ask all the time, written out: Django takes longer to put one together than PostgreSQL
to answer it, and that was most of what a request cost."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, Generic, LiteralString, TypeVar

from django.db import connection
from django.db.models import Field, Model
from psycopg.sql import SQL, Identifier

Row = TypeVar("Row", bound=Model)


class Statement(Generic[Row]):
    """Finds rows of a model: `SELECT its columns FROM its table`, and `rest` after that.

    Columns `without` which a row is read stay to be fetched when they are asked for."""

    def __init__(self, model: type[Row], rest: LiteralString, *, without: Collection[str] = ()) -> None:
        self._model = model
        self._rest = rest
        self._without = without

    def all(self, *values: Any) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            return [self._row(columns) for columns in cursor.fetchall()]

    def first(self, *values: Any) -> Row | None:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            columns = cursor.fetchone()
        return None if columns is None else self._row(columns)

    def _row(self, columns: tuple[Any, ...]) -> Row:
        values = list(columns)
        for place, read in self._read.items():
            values[place] = read(values[place])
        return self._model.from_db(connection.alias, self._names, values)

    # Models know their fields only when all of them have been imported.

    @cached_property
    def _fields(self) -> list[Field[Any, Any]]:
        return [field for field in self._model._meta.concrete_fields if field.name not in self._without]

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def _sql(self) -> str:
        table = self._model._meta.db_table
        columns = [Identifier(table, str(field.column)) for field in self._fields]
        parts = (SQL(", ").join(columns), Identifier(table), SQL(self._rest))
        return SQL("SELECT {} FROM {} {}").format(*parts).as_string()

    @cached_property
    def _read(self) -> dict[int, Callable[[Any], Any]]:
        """How a column's value becomes the field's, by its place; most are as they come."""
        return {
            place: _reader(field)
            for place, field in enumerate(self._fields)
            if hasattr(field, "from_db_value")
        }


def _reader(field: Any) -> Callable[[Any], Any]:
    return lambda value: field.from_db_value(value, field.cached_col, connection)
