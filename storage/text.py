"""What counts as text, and when two names are the same; `frontend/src/contract/text.ts` decides the same."""

from __future__ import annotations

import re
import unicodedata

from storage.problems import Code, Problem

WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What ECMAScript's `String.prototype.trim` takes away. Python's own `strip` takes other characters."""

_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def trim(value: str) -> str:
    return value.strip(WHITE_SPACE)


def fold(name: str) -> str:
    """Two names with the same fold are the same name. Accents count, capitals do not."""
    return trim(unicodedata.normalize("NFC", name)).lower()


def check_text(value: str, max_length: int, field: str, *, too_long: Code = Code.INVALID) -> None:
    """Lengths count code points. Problems: `invalid` for a U+0000 or a lone surrogate, `too_long` for the length."""
    if _FORBIDDEN.search(value):
        raise Problem(Code.INVALID, "This text has a character that cannot be kept.", field=field)
    if len(value) > max_length:
        raise Problem(too_long, f"This text is longer than {max_length} characters.", field=field)


def check_filled(value: str, max_length: int, field: str, *, too_long: Code = Code.INVALID) -> None:
    """`check_text`, and `invalid` for a text of nothing but white space."""
    check_text(value, max_length, field, too_long=too_long)
    if not trim(value):
        raise Problem(Code.INVALID, "Write something first.", field=field)
