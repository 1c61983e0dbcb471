from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def qr_svg(address: str, title: str) -> SafeString:
    """An inline drawing of `address`, as large as the page lets it be; `title` is read aloud."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(border=4, omitsize=True, light="#fff", svgclass=None, lineclass=None)
    return format_html(
        '<span class="qr" role="img" aria-label="{}">{}</span>',
        title,
        mark_safe(drawing),  # noqa: S308
    )
