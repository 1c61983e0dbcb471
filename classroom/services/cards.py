"""Cards: a QR code that signs one student in, and four words for a computer without a camera.

Only digests are kept, so a copy of the database signs nobody in; therefore a card can be printed once, and printing
again makes a new one. A lost card is replaced alone, without touching the cards of the others.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from classroom.models import User
from classroom.sealing import mark_in_class, mark_of_token
from classroom.words import WORDS

WORDS_ON_A_CARD = 4


@dataclass(frozen=True, slots=True)
class Card:
    """`address` has the token in its fragment, which browsers send to nobody."""

    student: User
    address: str
    words: tuple[str, ...]


@transaction.atomic
def new_cards(*, students: Sequence[User]) -> list[Card]:
    """Older cards of these students stop working."""
    cards = [_card(student) for student in students]
    User.objects.bulk_update(students, ["card_mark", "card_words_mark"])
    return cards


def _card(student: User) -> Card:
    token = secrets.token_urlsafe(16)
    words = tuple(secrets.choice(WORDS) for _word in range(WORDS_ON_A_CARD))
    student.card_mark = mark_of_token(token)
    student.card_words_mark = mark_in_class("words", student.own_class().pk, " ".join(words))
    return Card(student, f"{settings.SITE_ADDRESS}{reverse('card')}#{token}", words)
