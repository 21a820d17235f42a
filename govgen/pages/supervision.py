"""监督: how many irregular steps, late postings, early payments, open objections, and each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from govgen import oversight
from govgen.pages.orders import laid
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("监督", "Supervision")
MOST = 100
"""Rows of each list; its figure tells the whole."""
LISTS = {
    "irregular": Words("程序瑕疵", "irregularities"),
    "late": Words("公示张贴迟了", "notices posted late"),
    "early": Words("决议通过前付款", "payments before the decision"),
    "objections": Words("异议没有答复", "objections without an answer"),
    "unratified": Words("应急工程待追认", "urgent works not ratified"),
    "overdue": Words("办理步骤超期", "steps overdue"),
    "direct": Words("直接委托采购", "direct awards"),
}
ORDERS = Words("订单超期没办完", "orders overdue")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of supervision."""
    lists = gathered(view)
    facts = repr([*(len(lists[name]) for name in LISTS), len(laid(view.register).late)])
    yield Draft(
        "supervision/", tuple(dict.fromkeys(shown(view, lists))), partial(page, view, lists), facts
    )


def gathered(view: View) -> dict[str, tuple[tuple[object, ...], ...]]:
    """Return what is listed, by the name of the list."""
    register = view.register
    return {
        "irregular": oversight.irregular(register),
        "late": oversight.late_windows(register),
        "early": tuple(
            (e.project, e.payment, e.decision, e.passed) for e in oversight.early_payments(register)
        ),
        "objections": oversight.open_objections(register),
        "unratified": oversight.unratified(register),
        "overdue": oversight.overdue(register),
        "direct": oversight.direct(register),
        "payees": oversight.payees(register),
    }


def shown(view: View, lists: dict[str, tuple[tuple[object, ...], ...]]) -> Iterator[str]:
    """Yield the ids of the records the page shows, and of all whose payments its sums add up."""
    for name in LISTS:
        for row in lists[name][:MOST]:
            yield from named(row)
    yield from (str(row[0]) for row in lists["payees"])
    yield from (project.id for project in oversight.projects(view.register) if project.payments)


def named(row: Iterable[object]) -> Iterator[str]:
    """Yield the ids of a row's records, and of the organisations it names."""
    for part in row:
        for name in ("id", "found_by", "remedied_by", "winner", "payee", "who"):
            found = getattr(part, name, None)
            if isinstance(found, str):
                yield found


def page(view: View, lists: dict[str, tuple[tuple[object, ...], ...]]) -> Page:
    """Write the page."""
    title = TITLE[view.lang]
    figures = [
        (
            str(len(lists[name])),
            "件" if view.lang == "zh" else "",
            words[view.lang],
            f"#{name}" if lists[name] else "",
        )
        for name, words in LISTS.items()
    ]
    late = len(laid(view.register).late)
    figures += [(str(late), figures[0][1], ORDERS[view.lang], "~/orders/#late")] if late else []
    absent = [words[view.lang] for name, words in LISTS.items() if not lists[name]]
    cut = {name: rows[:MOST] for name, rows in lists.items()}
    body = view.render(
        "supervision.html.jinja", title=title, lists=cut, figures=figures, absent=absent
    )
    return Page("supervision/", title, title, body)
