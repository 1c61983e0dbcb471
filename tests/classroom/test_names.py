from __future__ import annotations

import pytest

from classroom.names import names_in, short_names


def test_pasted_names_are_trimmed_and_columns_become_one_name() -> None:
    assert names_in("  Ada Lovelace \n\n\tBen\tNevis\r\nZoë\u00a0 van  Dijk\n") == [
        "Ada Lovelace",
        "Ben Nevis",
        "Zoë van Dijk",
    ]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Ada Lovelace", "Ben"], ["Ada L", "Ben"]),
        (["Anna Smith", "Anna Scott"], ["Anna Sm", "Anna Sc"]),
        (["Anna Smith", "anna smart", "Anna Jones"], ["Anna Smi", "anna sma", "Anna J"]),
        (["Anna S", "Anna Smith"], ["Anna S", "Anna Sm"]),
        (["Maria Garcia Lopez", "Maria Garcia Perez"], ["Maria Garcia L", "Maria Garcia P"]),
        (["Ana Álvarez", "Ana Alves"], ["Ana Á", "Ana A"]),
        (["李 小龍", "李 大明"], ["李 小", "李 大"]),
    ],
)
def test_names_before_sign_in_are_as_short_as_tells_them_apart(names: list[str], shown: list[str]) -> None:
    assert list(short_names(dict(enumerate(names))).values()) == shown
