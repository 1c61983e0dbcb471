"""The original's tables, in MySQL (MariaDB) or PostgreSQL. Nothing is ever written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import psycopg
import pymysql

from projects.files.reading import Json

DATABASE_ERRORS: Final = (pymysql.MySQLError, psycopg.Error, OSError)
_KINDS: Final = {1: "text", 2: "numbers", 3: "images", 4: "sounds", 5: "images"}
_FIELD_TYPES: Final = {1: "number", 2: "multichoice"}
_BY_BYTES: Final = {"mysql": "BINARY id", "postgres": 'id COLLATE "C"'}
_PROJECTS: Final = "SELECT id, userid, classid, typeid, name, language, labels, iscrowdsourced FROM projects"
_ROWS: Final = {
    "text": "SELECT label, textdata FROM texttraining WHERE projectid = %s",
    "numbers": "SELECT label, numberdata FROM numbertraining WHERE projectid = %s",
    "images": "SELECT id, label, imageurl, isstored FROM imagetraining WHERE projectid = %s",
    "sounds": "SELECT id, label, audiourl FROM soundtraining WHERE projectid = %s",
}


class NoSuchDatabase(Exception):
    """Says in one sentence what is wrong with the address of a database."""


@dataclass(frozen=True, slots=True)
class OriginalProject:
    """`kind` is None for a type that does not exist; `user` is its owner, of a class's project the teacher."""

    id: str
    user: str
    school_class: str
    kind: str | None
    name: str
    language: str | None
    labels: list[str]
    of_class: bool


class OriginalDatabase:
    """Every answer is in the order of the bytes of its ids, whatever the database sorts by: two copies in two databases
    are read as the same."""

    def __init__(self, connection: Any, kind: str) -> None:
        self._connection = connection
        self._in_order = f" ORDER BY {_BY_BYTES[kind]}"

    def projects(self, classes: Sequence[str]) -> list[OriginalProject]:
        """Of these classes, or of all when there are none, class by class."""
        found = [_project(row) for row in self._rows(_PROJECTS + self._in_order)]
        wanted = [one for one in found if not classes or one.school_class in classes]
        return sorted(wanted, key=lambda project: project.school_class)

    def fields(self, project: str) -> list[tuple[str, str | None, list[str]]]:
        """The name, the type and the choices of each, in their order."""
        query = "SELECT name, fieldtype, choices FROM numbersprojectsfields WHERE projectid = %s"
        rows = self._rows(query + self._in_order, project)
        return [(name, _FIELD_TYPES.get(type_), _listed(choices)) for name, type_, choices in rows]

    def training(self, kind: str, project: str) -> Iterator[Json]:
        """Rows with the names of their columns."""
        query = _ROWS[kind] + self._in_order
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(query, (project,))
            names = [column[0].lower() for column in cursor.description]
            while rows := cursor.fetchmany(1000):
                for row in rows:
                    yield dict(zip(names, row, strict=True))

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())


@contextmanager
def open_database(address: str) -> Iterator[OriginalDatabase]:
    """Raises NoSuchDatabase, and DATABASE_ERRORS."""
    said = urlsplit(address)
    name = unquote(said.path.lstrip("/"))
    if said.scheme not in ("mysql", "postgres", "postgresql") or not said.hostname or not name:
        raise NoSuchDatabase("The database must be like mysql://user:password@host:3306/name or postgres://…")
    kind = "mysql" if said.scheme == "mysql" else "postgres"
    connection = _mysql(said, name) if kind == "mysql" else _postgres(address)
    with closing(connection):
        yield OriginalDatabase(connection, kind)


def _mysql(said: Any, name: str) -> Any:
    return pymysql.connect(
        host=said.hostname,
        port=said.port or 3306,
        user=unquote(said.username or ""),
        password=unquote(said.password or ""),
        database=name,
        charset="utf8mb4",
        connect_timeout=10,
        init_command="SET SESSION TRANSACTION READ ONLY",
    )


def _postgres(address: str) -> Any:
    connection = psycopg.connect(address, connect_timeout=10)
    connection.read_only = True
    return connection


def _project(row: tuple[Any, ...]) -> OriginalProject:
    id, user, school_class, type_, name, language, labels, of_class = row
    return OriginalProject(
        id, user, school_class, _KINDS.get(type_), name, language, _listed(labels), bool(of_class)
    )


def _listed(said: str | None) -> list[str]:
    """What is joined with commas."""
    return said.split(",") if said else []
