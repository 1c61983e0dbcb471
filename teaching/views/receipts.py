from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from classroom.views.pages import person_of, teacher_page
from storage.times import to_milliseconds
from teaching.access import receipt_read
from teaching.models import Receipt
from teaching.services.gone import COUNTED


@require_safe
@teacher_page
def receipts(request: HttpRequest) -> HttpResponse:
    listed = Receipt.objects.filter(teachers=person_of(request)).order_by("-begun_at")
    return render(request, "teaching/receipts.html", {"receipts": listed})


@require_safe
@teacher_page
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    found = receipt_read(person_of(request), id)
    return render(request, "teaching/receipt.html", {"receipt": found, "gone": found})


@require_safe
@teacher_page
def receipt_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """The same as a file. Times are UTC milliseconds."""
    found = receipt_read(person_of(request), id)
    content = {
        "receipt": str(found.pk),
        "what": found.what,
        "why": found.why,
        "begunAt": to_milliseconds(found.begun_at),
        "endedAt": None if found.ended_at is None else to_milliseconds(found.ended_at),
        **{name: getattr(found, name) for name in COUNTED},
    }
    answer = JsonResponse(content, json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.pk}.json"'
    return answer
