"""Manual pages: the docstring of each rule's, proof's or procedure's module, in both languages.

A page is a Chinese half and an English half, parted by a line `---`; each is a title line and
paragraphs (rule, why, how to mend).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import govgen.checks
import govgen.guides
import govgen.proofs
from govgen.words import Words


@cache
def pages(package: ModuleType) -> dict[str, Words]:
    """Return the pages of the modules of `package`, by code."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        text = importlib.import_module(f"{package.__name__}.{module.name}").__doc__ or ""
        zh, _, en = text.strip().partition("\n---\n")
        found[module.name.replace("_", "-")] = Words(zh.strip(), en.strip())
    return found


def manual() -> dict[str, Words]:
    """Return every page: of the rules for records, of the proofs of their history, then the procedures."""
    return {**pages(govgen.checks), **pages(govgen.proofs), **pages(govgen.guides)}


def title(code: str) -> Words:
    """Return the first line of a code's manual page."""
    page = manual()[code]
    return Words(page.zh.partition("\n")[0], page.en.partition("\n")[0])
