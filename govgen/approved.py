"""The approvals behind a register as one language's pages ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from govgen import daybook
from govgen.manual import title
from govgen.receipts import Receipt
from govgen.record import Record
from govgen.slip import Slip
from govgen.story import Row
from govgen.trail import Archive, Trail
from govgen.words import Words

if TYPE_CHECKING:
    from govgen.view import View

NO_GIT = Trail(None, trouble=(Words("这份登记册不在 Git 里", "this register is not kept in Git"),))


class Approved:
    """What a view shows of the trail; without Git nothing is claimed."""

    def __init__(self, view: View, archive: Archive | None) -> None:
        """Show the trail in `archive` in the language of `view`."""
        self.view = view
        self.archive = archive
        self._slips: dict[tuple[str, str], Slip] = {}

    @property
    def trail(self) -> Trail:
        """What Git tells; without Git that there is none."""
        return self.archive.trail if self.archive else NO_GIT

    @property
    def known(self) -> bool:
        """Whether there is anything to show."""
        return self.trail.receipts is not None

    @property
    def trouble(self) -> tuple[str, ...]:
        """Why nothing can be shown."""
        return tuple(words[self.view.lang] for words in self.trail.trouble)

    @cached_property
    def shape(self) -> Mapping[str, int]:
        """The addresses of the ledger's parts and the number of their entries."""
        return daybook.shape(self.view.register, self.archive)

    @cached_property
    def banner(self) -> str:
        """What stands on top of every page after the policy was broken; empty otherwise."""
        notice = self.archive.notice if self.archive else None
        past = notice[self.view.lang] if notice else ""
        if self.archive is None or not (past or self.trail.violations):
            return ""
        titles = dict.fromkeys(
            downfirst(title(it.code)[self.view.lang]) for it in self.trail.violations
        )
        return self.view.render(
            "banner.html.jinja", past=past, count=len(self.trail.violations), titles=titles
        )

    @property
    def book(self) -> daybook.Daybook:
        """The ledger."""
        return daybook.daybook(self.view.register, self.trail)

    def slip(self, receipt: Receipt) -> Slip:
        """Return one change as this language shows it."""
        key = receipt.record, receipt.version.commit
        if key not in self._slips:
            self._slips[key] = Slip(self.view, self.trail, receipt)
        return self._slips[key]

    def slips(self, record: Record) -> tuple[Slip, ...]:
        """Return the changes of a record, the newest first, as far as anything of them may be told."""
        if self.archive is None:
            return ()
        found = reversed(self.trail.of(record.id))
        return tuple(self.slip(it) for it in found if daybook.seen(self.view.register, it))

    def row(self, row: Row) -> tuple[Slip, ...]:
        """Return who approved the steps that a row of a timeline tells, each way of approval once."""
        if self.archive is None or row.record.visibility != "full":
            return ()
        found = (self.trail.steps(row.record.id).get(number) for number in row.steps)
        slips = (self.slip(it) for it in found if it is not None)
        return tuple({(it.label, it.titles, it.word): it for it in slips if it.telling}.values())


def downfirst(text: str) -> str:
    """Begin a sentence's part with a small letter."""
    return text[:1].lower() + text[1:]
