from __future__ import annotations

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def size(count: int) -> str:
    """So many bytes as the workshop says it: 1,500,000 becomes "2 MB"."""
    if count < 999_500:
        unit, divisor = _("%(number)s kB"), 1000
    elif count < 999_500_000:
        unit, divisor = _("%(number)s MB"), 1_000_000
    else:
        unit, divisor = _("%(number)s GB"), 1_000_000_000
    return unit % {"number": number_format((count + divisor // 2) // divisor)}
