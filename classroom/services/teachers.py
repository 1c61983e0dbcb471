from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.models import Invitation, User
from classroom.names import NAME_LENGTH
from classroom.sealing import mark_of_token
from storage.problems import Code, Problem
from storage.text import check_filled, trim

INVITATION_LASTS: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """`address` is shown once: it has the token, of which only the digest is kept."""

    invitation: Invitation
    address: str


def invitable(*, email: str) -> str:
    """The address as it is kept. Problems: `invalid` address, `conflict` when somebody signs in with it,
    `not_allowed` when sign-up is off."""
    if settings.TEACHER_SIGN_UP == "off":
        raise Problem(Code.NOT_ALLOWED, _("This site takes no new teachers."))
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Problem(Code.INVALID, _("This is not an e-mail address."), field="email") from error
    if User.objects.filter(email=email).exists():
        raise Problem(Code.CONFLICT, _("Somebody signs in with this address already."), field="email")
    return email


def invite(*, email: str) -> Invited:
    """Problems: as `invitable`."""
    token = secrets.token_urlsafe(16)
    invitation = Invitation.objects.create(
        email=invitable(email=email),
        token_mark=mark_of_token(token),
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    return Invited(invitation, settings.SITE_ADDRESS + reverse("teachers_join", args=[token]))


def invitation_of(*, token: str) -> Invitation | None:
    """The invitation, unless it was used or has expired, or sign-up is off."""
    if settings.TEACHER_SIGN_UP == "off":
        return None
    invitation = Invitation.objects.filter(token_mark=mark_of_token(token)).first()
    return invitation if invitation and invitation.is_open(timezone.now()) else None


@transaction.atomic
def accept_invitation(*, invitation: Invitation, name: str, password: str) -> User:
    """The new teacher. Problems: `invalid` name or password, `conflict` when the invitation was used meanwhile."""
    check_filled(name, NAME_LENGTH, "name")
    try:
        validate_password(password, User(email=invitation.email, name=name))
    except ValidationError as error:
        raise Problem(Code.INVALID, " ".join(error.messages), field="password") from error
    # One after the other, so that two invitations of an address make one teacher.
    list(Invitation.objects.select_for_update().filter(email=invitation.email))
    unused = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True)
    if not unused.update(used_at=timezone.now()) or User.objects.filter(email=invitation.email).exists():
        raise Problem(Code.CONFLICT, _("This invitation has been used. Sign in instead."))
    teacher = User.objects.create_user(invitation.email, password, name=trim(name))
    EmailAddress.objects.create(user=teacher, email=invitation.email, verified=True, primary=True)
    return teacher


def password_address(*, teacher: User) -> str:
    """An address that lets its holder set a new password for this teacher, once."""
    token: dict[str, str] = {
        "uidb36": user_pk_to_url_str(teacher),
        "key": default_token_generator.make_token(teacher),
    }
    return f"{settings.SITE_ADDRESS}{reverse('account_reset_password_from_key', kwargs=token)}"
