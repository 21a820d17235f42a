"""Diagnostics as text for a terminal; the other formats stand in `formats`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from govgen.problem import Diagnostic
from govgen.source import Document
from govgen.words import Lang, Words

CONCEALED = frozenset(("personal-data",))
"""Faults whose line is not repeated: a report is read by more people than the file."""

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where lines end by YAML's count."""
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What a terminal would obey instead of showing it."""
SEVERITY = {"error": Words("错误", "error"), "warning": Words("提醒", "warning")}


def text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Document], lang: Lang) -> str:
    """Write each diagnostic with its line, a caret under the fault and the next act."""
    return "\n".join(one(found, sources.get(found.file), lang) for found in diagnostics)


def one(found: Diagnostic, source: Document | None, lang: Lang) -> str:
    """Write one diagnostic."""
    head = f"{found.file}:{found.line}:{found.column}: {SEVERITY[found.severity][lang]} [{found.code}] {found.message[lang]}"
    lines = BREAK.split(source.content.decode("utf-8", "replace")) if source else []
    seen = found.line <= len(lines) and found.code not in CONCEALED
    shown = HIDDEN.sub("�", lines[found.line - 1]) if seen else ""
    caret = f"  | {shown}\n  | {' ' * width(shown[: found.column - 1])}^\n" if shown.strip() else ""
    return f"{head}\n{caret}    → {found.hint[lang]}\n"


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes; CJK characters take two."""
    return sum(2 if "\u1100" <= sign <= "\uffe6" else 1 for sign in text)
