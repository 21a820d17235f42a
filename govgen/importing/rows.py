"""Rows of a table become records: each by the column map, each with its origin, none twice."""

from __future__ import annotations

from collections.abc import Iterator

from govgen.check import MANY
from govgen.importing import faults
from govgen.importing.chart import Chart
from govgen.importing.desk import Desk
from govgen.importing.maker import Made, Maker
from govgen.importing.staging import Harvest, Refusal, Staged
from govgen.importing.tables import Table
from govgen.words import Words


def harvest(table: Table, kind: str, plan: Chart, desk: Desk) -> Harvest:
    """Return a record a row with those it names anew, and the rows that cannot be one."""
    wrong = tuple(Refusal(0, words) for words in faults.of_table(table.headers, plan))
    if wrong:
        return Harvest((), wrong)
    maker, made = worked(table, kind, plan, desk)
    rows = [item for item in made if isinstance(item, Staged)]
    asked = {*plan.asked, plan.id}
    return Harvest(
        (*maker.newcomers.wanted.values(), *rows),
        tuple(item for item in made if isinstance(item, Refusal)),
        tuple(name for name in table.headers if name and name not in asked),
        tuple(said(table, plan)),
        frozenset(maker.newcomers.wanted),
    )


def worked(table: Table, kind: str, plan: Chart, desk: Desk) -> tuple[Maker, list[Made]]:
    """Return what each row makes, and its maker.

    Of many rows it is taken for granted that each draft becomes a record, so that two processes can
    share them; where one does not, its number is free for the next, and all is done anew, row by row.
    """
    if len(table.rows) >= MANY:
        back = desk.bookmark()
        maker = Maker(table.sha256, kind, plan, desk)
        if (made := maker.at_once(table.rows)) is not None:
            return maker, made
        back()
    maker = Maker(table.sha256, kind, plan, desk)
    return maker, [maker.record(*row) for row in table.rows]


def said(table: Table, plan: Chart) -> Iterator[Words]:
    """Say which columns are dropped, and which the table does not have; their fields stay empty."""
    dropped = [name for name in plan.dropped if name in table.headers]
    if dropped:
        yield Words(
            f"按对照表不导入的列：{'、'.join(dropped)}",
            f"columns dropped, as the column map says: {', '.join(dropped)}",
        )
    yield from faults.lacking(table.headers, plan)
