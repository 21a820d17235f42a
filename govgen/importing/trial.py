"""Records on trial: the rules are asked of what would be written, before it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from govgen.aside import aside
from govgen.check import MANY, one_by_one, rules
from govgen.importing.staging import Refusal, Staged, joined
from govgen.problem import Diagnostic
from govgen.record import Record
from govgen.register import Register
from govgen.source import Document, digest
from govgen.words import Words


def grown(register: Register, made: Iterable[tuple[Record, Document]]) -> Register:
    """Return the register as it would be with `made` in it, in the order of ids."""
    new = {record.id: (record, document) for record, document in made}
    records = {**register.records, **{key: record for key, (record, _) in new.items()}}
    documents = {**register.documents, **{key: document for key, (_, document) in new.items()}}
    blobs = {key: digest(document.content) for key, (_, document) in new.items()}
    return replace(
        register,
        records=dict(sorted(records.items())),
        documents=dict(sorted(documents.items())),
        broken=register.broken - new.keys(),
        blobs={**register.blobs, **blobs},
    )


def errors(record: Record, register: Register) -> tuple[Diagnostic, ...]:
    """Return the errors that the rules find where they look at one record of `register`."""
    return tuple(found for found in one_by_one((record,), register) if found.severity == "error")


def said(found: Iterable[Diagnostic]) -> Words:
    """Say errors with their hints in one line."""
    return joined(
        dict.fromkeys(
            Words(
                f"{error.message.zh}（{error.code}：{error.hint.zh}）",
                f"{error.message.en} ({error.code}: {error.hint.en})",
            )
            for error in found
        )
    )


def refusals(
    register: Register, staged: Iterable[Staged], recorded: frozenset[str] = frozenset()
) -> dict[str, Refusal]:
    """Return, by id, why records of `staged` must not be written; all of them are in the register.

    `recorded` are rules whose breach is written as the source has it, for the check to report.
    """
    made = tuple(staged)
    after = grown(register, ((one.record, one.document) for one in made))
    if len(made) < MANY:
        return refused(made, after, recorded)
    rules()
    other = aside(partial(refused, made[1::2], after, recorded))
    return {**refused(made[::2], after, recorded), **other()}


def refused(
    staged: tuple[Staged, ...], after: Register, recorded: frozenset[str]
) -> dict[str, Refusal]:
    """Return, by id, why some of `staged` must not be written into the register that `after` shows."""
    found = {}
    for made in staged:
        wrong = [error for error in errors(made.record, after) if error.code not in recorded]
        if wrong:
            found[made.id] = Refusal(made.row, said(wrong))
    return found
