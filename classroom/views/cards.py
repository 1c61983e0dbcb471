from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from classroom.access import class_edit
from classroom.models import SchoolClass, User
from classroom.qr import qr_svg
from classroom.services.cards import Card, new_cards
from classroom.views.pages import person_of, teacher_page


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def cards(request: HttpRequest, id: UUID) -> HttpResponse:
    """Says what making cards does; the answer to the form is the page to print, and the only place with the tokens."""
    school_class = class_edit(person_of(request), id)
    if request.method == "POST":
        made = new_cards(students=_chosen(school_class, request.POST.get("who", "")))
        if made:
            return render(
                request,
                "classroom/cards_print.html",
                {"school_class": school_class, "site": settings.SITE_HOST, "cards": _drawn(made)},
            )
    students = list(school_class.students.order_by("name"))
    without = [student for student in students if student.card_mark is None]
    context = {"school_class": school_class, "students": students, "without": without}
    return render(request, "classroom/cards.html", context)


def _chosen(school_class: SchoolClass, who: str) -> list[User]:
    """`who` is `new` (those without a card), `all`, or the id of one student."""
    students = school_class.students.order_by("name")
    if who == "all":
        return list(students)
    if who == "new":
        return list(students.filter(card_mark=None))
    return [student for student in students if str(student.pk) == who]


def _drawn(made: list[Card]) -> list[tuple[Card, str]]:
    return [
        (card, qr_svg(card.address, _("QR code of %(name)s") % {"name": card.student.name})) for card in made
    ]
