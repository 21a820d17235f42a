"""A receipt as a page shows it, in one language: what was done, by whom, when, and who approved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup, escape

from govgen.daybook import bound
from govgen.event import Event, SignedForm
from govgen.meaning import parsed
from govgen.particulars import Visibility
from govgen.receipts import Data
from govgen.record import Record, kind_of
from govgen.redaction import HIDDEN
from govgen.retold import Retold, retold
from govgen.scalars import When
from govgen.seal import Seal
from govgen.story import CORRECTED, EXTENDED, NOTED
from govgen.veil import openness
from govgen.wording import upfirst
from govgen.words import Words

FORMER = Words("原任岗位", "a former office")
FILES = {
    "policy": Words("审批规则", "Rules of approval"),
    "people": Words("岗位名册", "Offices and who holds them"),
    "community": Words("社区设置", "Settings of the community"),
}
"""The files of all, by the name their history goes by."""


@dataclass(frozen=True)
class Slip(Seal):
    """One change of one record as residents read it."""

    @cached_property
    def record(self) -> Record | None:
        """The record as it is now; none where it is gone, or for one of the files of all."""
        return self.view.register.get(self.receipt.record)

    @cached_property
    def openness(self) -> Visibility:
        """How much of it may be told."""
        return openness(self.view.register, self.receipt.before, self.receipt.after)

    @property
    def open(self) -> bool:
        """Whether all of it may be told."""
        return self.openness is Visibility.FULL

    @cached_property
    def steps(self) -> tuple[Data, ...]:
        """The events that it added, as far as they are told: of a card those that reached a state."""
        if self.receipt.redacted:
            return ()
        return tuple(step for step in self.receipt.steps if self.open or step.get("to"))

    @cached_property
    def deeds(self) -> Markup:
        """Who acted in its events: a meeting's body, an organisation, an office."""
        told = (one for step in self.steps for one in several(step.get("by"))) if self.open else ()
        return self.row(self.named(one) for one in told)

    @cached_property
    def meetings(self) -> Markup:
        """The records that its events rest on, linked."""
        told = (one for step in self.steps for one in several(step.get("evidence")))
        seen = (one for one in told if self.open and self.view.named(one).href)
        return self.row(self.view.names((one,)) for one in seen)

    def named(self, one: str) -> Markup:
        """Name what an id stands for: an office by its title then, a record by a link to it."""
        person = self.receipt.setting.authority.by_id.get(one)
        if person is not None:
            return self.view.text(person.title)
        if one.startswith("PER-") and one not in self.view.register.people:
            return escape(FORMER[self.view.lang])
        return self.view.names((one,))

    @cached_property
    def happened(self) -> str:
        """When its events happened, each day once; empty for a change without an event."""
        days = (parsed(Event, "at", step.get("at")) for step in self.steps)
        told = dict.fromkeys(self.dated(day) for day in days if isinstance(day, date))
        return ("、" if self.view.lang == "zh" else ", ").join(told)

    @cached_property
    def recorded(self) -> str:
        """When it was written down."""
        return self.dated(self.receipt.recorded)

    @cached_property
    def landed(self) -> str:
        """When it was approved, or landed unapproved."""
        return self.dated(self.receipt.time)

    def dated(self, at: When) -> str:
        """Write a day; of an open card its week."""
        if self.record is None:
            return self.view.day(at, "date")
        return self.view.dated(self.record, at, "date")

    @cached_property
    def what(self) -> str:
        """What was done, in a few words: the states reached, else how much was changed."""
        zh = self.view.lang == "zh"
        if self.receipt.redacted:
            return HIDDEN[self.view.lang]
        kind = kind_of(self.receipt.record)
        states = kind.KIND.all_states if kind else {}
        reached = [
            upfirst(states[str(step["to"])].reached[self.view.lang])
            for step in self.steps
            if step.get("to") in states
        ]
        if self.receipt.before is None:
            told = reached or ["新建" if zh else "entered"]
        elif self.receipt.after is None:
            told = ["删去" if zh else "deleted"]
        else:
            told = reached or [self.amount]
        return " → ".join(dict.fromkeys(told))

    @cached_property
    def amount(self) -> str:
        """What was added beside states, or how many fields changed."""
        zh = self.view.lang == "zh"
        if self.steps and not self.edits:
            return self.aside[self.view.lang]
        many = max(len(self.edits), 1)
        return f"修改 {many} 处" if zh else f"{many} change{'s' if many > 1 else ''}"

    @property
    def aside(self) -> Words:
        """What events are that reach no state, in the words of the timeline."""
        if any(step.get("voids") for step in self.steps):
            return CORRECTED
        return EXTENDED if any(step.get("until") for step in self.steps) else NOTED

    @cached_property
    def subject(self) -> Markup:
        """What was changed, linked to its receipt where it has a page."""
        lang, name = self.view.lang, self.receipt.record
        if name in FILES:
            return escape(FILES[name][lang])
        found = self.view.named(name)
        if not found.href:
            kind = kind_of(name)
            return escape(f"{kind.KIND.words[lang] if kind else ''} {name}".strip())
        told = Markup('{} <a href="{}#{}">{}</a>')
        return told.format(
            found.kind[:1].upper() + found.kind[1:], found.href, self.anchor, found.title
        )

    @cached_property
    def changes(self) -> tuple[Retold, ...]:
        """What changed, as far as it may be told."""
        if self.receipt.redacted:
            return ()
        return retold(self.view, self.receipt.before, self.receipt.after)

    @cached_property
    def edits(self) -> tuple[Retold, ...]:
        """The changes that are no added events: those the steps tell already."""
        told = (it for it in self.changes if it.act not in ("created", "deleted"))
        return tuple(it for it in told if it.act != "added" or not it.route.startswith("/events/"))

    @cached_property
    def notes(self) -> tuple[Retold, ...]:
        """The added events in full."""
        found = (it for it in self.changes if it.act == "added")
        return tuple(it for it in found if it.route.startswith("/events/"))

    @property
    def frozen(self) -> bool:
        """Whether it changed what was binding (批准后变更), also where what it was is redacted."""
        if self.receipt.redacted:
            return bound(self.receipt)
        return any(it.frozen for it in self.changes)

    @property
    def command(self) -> str:
        """The command that shows the change; of one that is redacted, only that it was made."""
        return f"git show --no-patch {self.commit}" if self.receipt.redacted else super().command

    @property
    def href(self) -> str:
        """Where the host shows the commit; of one that is redacted, nowhere."""
        return "" if self.receipt.redacted else super().href

    @property
    def then(self) -> str:
        """Where the host shows the records as they were; of one that is redacted, nowhere."""
        return "" if self.receipt.redacted else super().then

    @cached_property
    def forms(self) -> tuple[SignedForm, ...]:
        """The signed paper forms that were entered."""
        found = (parsed(Event, "signed_form", step.get("signed_form")) for step in self.steps)
        return tuple(it for it in found if isinstance(it, SignedForm) and self.open)


def several(value: object) -> tuple[str, ...]:
    """Return one id or a list of ids as ids."""
    found = value if isinstance(value, list) else [value]
    return tuple(it for it in found if isinstance(it, str))
