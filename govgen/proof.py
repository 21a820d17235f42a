"""What is asked of a history: each proof is one module of `govgen.proofs`, with its manual page.

A proof yields findings. A *violation* is something that the policy or the rules of the chain forbid;
*unprovable* means that nothing can be proved either way; a *warning* is told and fails nothing.
Codes that are found while merges are judged have a page and no function.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import govgen.proofs
from govgen.objects import Objects
from govgen.receipts import Receipts
from govgen.shown import Shown
from govgen.words import Words

Severity = Literal["violation", "unprovable", "warning"]


@dataclass(frozen=True)
class Finding:
    """What one proof found; `commit` and `path` are empty where it is about the whole repository."""

    code: str
    severity: Severity
    commit: str
    path: str
    message: Words


@dataclass(frozen=True)
class Examined:
    """All that a proof may look at."""

    objects: Objects
    receipts: Receipts
    anchor: str | None = None
    site: Shown | None = None


Prover = Callable[[Examined], Iterator[Finding]]
Looker = Callable[[Objects], Iterator[Finding]]
PROOFS: dict[str, Prover] = {}
"""What is asked of a history, by code."""
GROUNDS: dict[str, Looker] = {}
"""What is asked of a repository before its history is read: whether it can be believed at all."""


def proof(find: Prover) -> Prover:
    """Register what is asked of a history."""
    PROOFS[code_of(find.__module__)] = find
    return find


def ground(find: Looker) -> Looker:
    """Register what is asked of a repository before anything is read from it."""
    GROUNDS[code_of(find.__module__)] = find
    return find


def code_of(module: str) -> str:
    """Return the code of a proof's module."""
    return module.rsplit(".", 1)[-1].replace("_", "-")


@cache
def proofs() -> None:
    """Walk `govgen.proofs`, so that all are registered."""
    for module in pkgutil.iter_modules(govgen.proofs.__path__):
        importlib.import_module(f"govgen.proofs.{module.name}")


def grounds(objects: Objects) -> tuple[Finding, ...]:
    """Return why this repository cannot be believed."""
    proofs()
    return tuple(found for code in sorted(GROUNDS) for found in GROUNDS[code](objects))


def examine(examined: Examined) -> tuple[Finding, ...]:
    """Apply every proof; sorted by the commit's place in the chain, then by path and code."""
    proofs()
    order = {commit: place for place, commit in enumerate(examined.receipts.history.chain)}
    found = (finding for code in sorted(PROOFS) for finding in PROOFS[code](examined))
    return tuple(sorted(found, key=lambda it: (order.get(it.commit, -1), it.path, it.code)))
