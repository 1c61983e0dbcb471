"""The server's side of a project that is kept in a browser: there is nothing here, and every verb says so."""

from __future__ import annotations

from typing import Any, NoReturn

from storage.problems import Code, Problem


class _HeldInBrowser:
    def __init__(self, person: object, stores: object) -> None:
        pass

    def _refuse(self, *_: Any) -> NoReturn:
        raise Problem(Code.HELD_IN_BROWSER)


class LocalProjectStore(_HeldInBrowser):
    all = get = removed = create = update = mark = remove = restore = digest = _HeldInBrowser._refuse


class LocalExampleStore(_HeldInBrowser):
    add = page = read = media = counts = change = remove = restore = _HeldInBrowser._refuse


class LocalModelStore(_HeldInBrowser):
    all = latest = save = load = remove = _HeldInBrowser._refuse


class LocalWorkStore(_HeldInBrowser):
    all = get = save = remove = _HeldInBrowser._refuse


class LocalTrainer(_HeldInBrowser):
    start = run = cancel = guess = explain = _HeldInBrowser._refuse
