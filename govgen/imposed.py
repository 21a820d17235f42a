"""A policy given from outside, an auditor's own, that a history is judged by instead of its own policies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from govgen import hindrance, report
from govgen.form import fill
from govgen.load import located
from govgen.policy import Policy
from govgen.problem import Diagnostic, GovgenError
from govgen.source import read
from govgen.words import Words


@dataclass(frozen=True)
class Imposed:
    """The policy, the name of its file as it was given, and the digest of its bytes (hexadecimal)."""

    policy: Policy
    name: str
    sha256: str


class Faulty(GovgenError):
    """A policy was given that is none."""


def imposed(path: Path) -> Imposed:
    """Read the policy at `path`; Faulty, with the line of each fault, where it is none."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        why = hindrance.told(fault)
        raise Faulty(f"读不了 {path}：{why.zh}", f"{path} cannot be read: {why.en}") from fault
    document = read(str(path), content)
    filled = fill(Policy, document.data) if not document.faults else ()
    if isinstance(filled, Policy):
        return Imposed(filled, str(path), hashlib.sha256(content).hexdigest())
    wrong = [
        *(Diagnostic(str(path), *it.mark, "error", it.code, None, "", it.message, it.hint)
          for it in document.faults),
        *(located(it, document, None) for it in filled),
    ]  # fmt: skip
    told = Words(*(report.text(wrong, {str(path): document}, lang) for lang in ("zh", "en")))
    raise Faulty(told.zh.rstrip("\n"), told.en.rstrip("\n"))
