"""All pages of a register: each module of `govgen.pages` yields its drafts."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import govgen.pages
from govgen.view import Draft, View


def drafts(view: View) -> Iterator[Draft]:
    """Walk `govgen.pages` and yield every page's draft."""
    for module in pkgutil.iter_modules(govgen.pages.__path__):
        yield from importlib.import_module(f"govgen.pages.{module.name}").drafts(view)
