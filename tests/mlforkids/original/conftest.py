"""The made-up site: in a real MariaDB with objects in a folder, and in PostgreSQL with objects in an S3 store."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pymysql
import pytest
from django.conf import settings

from storage.places.address import open_place
from storage.places.listing import stored_objects
from tests.mlforkids.original.made_up import MadeUp, made_up
from tests.mlforkids.original.mariadb import MariaDb

MADE = made_up()


@dataclass(frozen=True)
class Source:
    """Where the original's rows and objects are."""

    database: str
    objects: str


@pytest.fixture(scope="module")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    folder = tmp_path_factory.mktemp("mariadb")
    server = MariaDb(folder / "server")
    server.start()
    try:
        server.wait()
        connection = pymysql.connect(
            host="127.0.0.1", port=server.port, user="app", database="original", charset="utf8mb4"
        )
        fill(connection, MADE)
        objects = f"folder:{folder / 'objects'}"
        MADE.put_objects(open_place(objects))
        yield Source(server.address, objects)
    finally:
        server.kill()


@pytest.fixture(scope="module")
def postgres() -> Iterator[Source]:
    ours, name = urlsplit(os.environ["DATABASE_URL"]), f"original_{secrets.token_hex(4)}"
    options: Any = settings.STORAGES["default"]
    options = options["OPTIONS"]
    with pytest.MonkeyPatch.context() as patch, psycopg.connect(ours.geturl(), autocommit=True) as server:
        patch.setenv("AWS_ACCESS_KEY_ID", options["access_key"])
        patch.setenv("AWS_SECRET_ACCESS_KEY", options["secret_key"])
        server.execute(f"CREATE DATABASE {name}")
        address = ours._replace(scheme="postgres", path=f"/{name}").geturl()
        fill(psycopg.connect(address), MADE)
        objects = f"s3://{options['bucket_name']}/{name}?endpoint={options['endpoint_url']}"
        MADE.put_objects(open_place(objects))
        yield Source(address, objects)
        place = open_place(objects)
        for stored in list(stored_objects(place)):
            place.delete(stored.key)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def fill(connection: Any, made: MadeUp) -> None:
    with connection.cursor() as cursor:
        for statement, rows in made.statements():
            cursor.executemany(statement, rows) if rows else cursor.execute(statement)
    connection.commit()
    connection.close()
