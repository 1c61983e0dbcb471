"""What the operator deletes goes by the same service as what teachers delete, and leaves the same receipt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from classroom.admin import SchoolClassAdmin, UserAdmin
from classroom.models import SchoolClass, User
from teaching.models import Receipt
from teaching.services.erasing import erase_class, erase_person
from teaching.services.gone import COUNTED, Gone, held_by

admin.site.unregister((SchoolClass, User))


class ErasingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """`people_of` says whose projects go with the chosen rows, `erase_one` deletes one of them."""

    people_of: Callable[[Iterable[Any]], list[UUID]]
    erase_one: Callable[[Any], Receipt]

    def get_deleted_objects(
        self,
        objs: Any,
        request: HttpRequest,  # noqa: ARG002
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Counted, where Django would read every row: a class has a million."""
        chosen = list(objs)
        counts = counted(held_by(type(self).people_of(chosen)))
        return [str(row) for row in chosen], counts, set(), []

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        receipt = type(self).erase_one(obj)
        messages.info(request, _("The receipt is %(receipt)s.") % {"receipt": receipt.pk})

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for row in queryset:
            self.delete_model(request, row)


def counted(gone: Gone) -> dict[str, int]:
    """By the names that people read, what there is any of."""
    names = {field.name: str(field.verbose_name) for field in Receipt._meta.fields}
    return {names[name]: count for name in COUNTED if (count := getattr(gone, name))}


def _students_of(classes: Iterable[SchoolClass]) -> list[UUID]:
    return list(User.objects.filter(school_class__in=classes).values_list("pk", flat=True))


def _themselves(people: Iterable[User]) -> list[UUID]:
    return [person.pk for person in people]


def _erase_class(school_class: SchoolClass) -> Receipt:
    return erase_class(school_class=school_class)


def _erase_person(person: User) -> Receipt:
    return erase_person(person=person)


@admin.register(SchoolClass)
class ErasingSchoolClassAdmin(ErasingAdmin, SchoolClassAdmin):
    people_of = staticmethod(_students_of)
    erase_one = staticmethod(_erase_class)


@admin.register(User)
class ErasingUserAdmin(ErasingAdmin, UserAdmin):
    people_of = staticmethod(_themselves)
    erase_one = staticmethod(_erase_person)


@admin.register(Receipt)
class ReceiptAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To be read only."""

    list_display = ("id", "what", "why", "begun_at", "ended_at", *COUNTED)
    list_filter = ("what", "why")
    fields = ("what", "why", "begun_at", "ended_at", *COUNTED)
    readonly_fields = ("what", "why", "begun_at", "ended_at", *COUNTED)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Receipt | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Collection[Any] | None = None) -> bool:  # noqa: ARG002
        return False
