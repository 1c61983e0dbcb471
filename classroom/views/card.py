from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from classroom.services.sign_in import student_of_card
from classroom.views.join import enter
from classroom.views.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
@page
def card(request: HttpRequest) -> HttpResponse:
    """Where the QR code of a card leads. A script of the page moves the token from the fragment into the form."""
    token = request.POST.get("token")
    if token is None:
        return render(request, "classroom/card.html")
    student = student_of_card(token=token[:100])
    if student is None:
        return render(request, "classroom/card.html", {"unknown": True}, status=403)
    return enter(request, student)
