"""Late entries 补录: steps written down long after they happened, seen against what a commit holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govgen import git
from govgen.event import Event
from govgen.load import Loaded, located
from govgen.problem import Diagnostic, Problem
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.source import Document, read
from govgen.words import Words

Step = tuple[str | None, str, str | None]
"""What makes an event the same one: where it led, when, and what it voids."""


def late_entries(root: Path, revision: str, loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield the events that are new since `revision`, older than `late_after` days, and not marked."""
    register = loaded.register
    if register is None:
        return
    base = written_then(root, git.resolved(root, revision), register)
    for record_id, old in base.items():
        record, document = register.records[record_id], register.documents[record_id]
        for index, event in enumerate(record.events):
            if step(document, index) not in old and late(record, event, register):
                yield diagnostic(document, record, index, register)


def written_then(root: Path, commit: str, register: Register) -> dict[str, set[Step]]:
    """Return, for each record that differs from `commit`, the events it had there."""
    listed = git.tree(root, commit, "records")
    changed = {
        record_id: document.path
        for record_id, document in register.documents.items()
        if listed.get(document.path) != git.blob_id(document.content, listed.get(document.path, ""))
    }
    contents = git.blobs(root, commit, [path for path in changed.values() if path in listed])
    return {
        record_id: set(steps(read(path, contents.get(path, b""))))
        for record_id, path in changed.items()
    }


def steps(document: Document) -> Iterator[Step]:
    """Yield the events of a document."""
    events = document.data.get("events")
    for index in range(len(events) if isinstance(events, list) else 0):
        yield step(document, index)


def step(document: Document, index: int) -> Step:
    """Return one event as it is compared."""
    events = document.data["events"]
    event = events[index] if isinstance(events, list) else {}
    found = event if isinstance(event, dict) else {}
    return tuple(str(found.get(key)) for key in ("to", "at", "voids"))  # type: ignore[return-value]


def late(record: Record, event: Event, register: Register) -> bool:
    """Whether an event is entered late without being marked; imports keep the source's dates."""
    at: When = event.at
    days = (register.as_of - register.day(at)).days
    return (
        record.source is None
        and event.correction != "omission"
        and days > register.community.late_after
    )


def diagnostic(document: Document, record: Record, index: int, register: Register) -> Diagnostic:
    """Say how late, and how to mark it."""
    days = (register.as_of - register.day(record.events[index].at)).days
    problem = Problem(
        ("events", index, "at"),
        Words(f"事情发生 {days} 天后才录入", f"this is entered {days} days after it happened"),
        Words(
            "补录是正常的，加上 `correction: omission` 标明",
            "late entry is normal; mark it with `correction: omission`",
        ),
    )
    return located(problem, document, record.id, "warning", "late-entry")
