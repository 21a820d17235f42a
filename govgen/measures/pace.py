"""How long each step of an order took: the middle one of all, and the one that nine in ten did not exceed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from govgen.kinds.order import Order
from govgen.measure import Definition, Key, Measure
from govgen.measures.orders import SERVICE, UNIT, Known, by, known
from govgen.scalars import When
from govgen.tally import Case, Split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family

FAMILY = Family(32, "pace", Words("每一步用了多久", "How long each step took"))
HOW = Words(
    "当年收到的订单，从点单到第一次办结；两头都记到时刻的才算。按时长排好，",
    "The year's orders, from the order to the first result, where both moments are recorded. Ranked by length, ",
)
MEDIAN = Definition(
    "orders-median-time",
    Words("办结用时的中位数", "Median time to the result"),
    Words(f"{HOW.zh}取第 ⌈n÷2⌉ 个。", f"{HOW.en}the one at place ⌈n ÷ 2⌉."),
    "time",
    Words("", ""),
    quantile=Fraction(1, 2),
)
NINETIETH = Definition(
    "orders-90th-time",
    Words("九成订单在多久内办结", "Time within which nine in ten had a result"),
    Words(f"{HOW.zh}取第 ⌈0.9n⌉ 个。", f"{HOW.en}the one at place ⌈0.9 n⌉."),
    "time",
    Words("", ""),
    quantile=Fraction(9, 10),
)
Step = tuple[str, str]
WHOLE: Step = ("requested", "completed")
STEPS: dict[Step, Words] = {
    ("requested", "triaged"): Words("点单到分单", "ordered to sorted"),
    ("triaged", "dispatched"): Words("分单到派单", "sorted to dispatched"),
    ("dispatched", "claimed"): Words("派单到领单", "dispatched to claimed"),
    ("claimed", "completed"): Words("领单到办结", "claimed to completed"),
    ("completed", "rated"): Words("办结到评单", "completed to rated"),
    WHOLE: Words("点单到办结", "ordered to completed"),
}
UNKNOWN = {
    step: Words(f"{words.zh}：时间没有记全", f"{words.en}: moments not recorded")
    for step, words in STEPS.items()
}
BY_STEP = Words("按步骤", "step by step")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the median and the 90th percentile, of the whole way and of each step."""
    timed: dict[Step, list[Case]] = {step: [] for step in STEPS}
    pairs: list[tuple[Known, Case]] = []
    lacking: dict[Step, list[Case]] = {step: [] for step in STEPS}
    for it in known(basis.register).get(year, ()):
        for step, seconds in spans(it.order):
            if seconds is None:
                lacking[step].append(it.one)
            else:
                timed[step].append(Case(it.order, seconds))
                if step is WHOLE:
                    pairs.append((it, timed[step][-1]))
    unknown = [(UNKNOWN[step], cases) for step, cases in lacking.items()]
    steps: dict[Key, list[Case]] = {STEPS[step]: cases for step, cases in timed.items() if cases}
    splits = (Split(BY_STEP, steps, ordered=True), *by(pairs, SERVICE, UNIT))
    for definition in (MEDIAN, NINETIETH):
        yield taken(definition, timed[WHOLE], basis.least, splits, unknown)


def spans(order: Order) -> Iterator[tuple[Step, int | None]]:
    """Yield the seconds of each step that came to its end; none without both moments in their order."""
    first: dict[str | None, When] = {}
    for _, event in order.course:
        first.setdefault(event.to, event.at)
    for step in STEPS:
        end = first.get(step[1])
        if end is not None:
            start = first.get(step[0])
            both = isinstance(start, datetime) and isinstance(end, datetime)
            seconds = int((end - start).total_seconds()) if both else -1  # type: ignore[operator] # both are instants
            yield step, seconds if seconds >= 0 else None
