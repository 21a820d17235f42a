"""The next step of a record: which are legal, what each must carry, and the text with it added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govgen.appending import appended
from govgen.form import fill
from govgen.importing import trial
from govgen.importing.staging import hinted
from govgen.kind import EVENT_NEEDS
from govgen.problem import GovgenError
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.source import Value, read
from govgen.words import Words

Step = dict[str, Value]


@dataclass(frozen=True)
class Legal:
    """The states a record may go to now, each with what the step must carry."""

    record: Record
    states: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        """List the states."""
        words = self.record.KIND.all_states
        return ", ".join(f"{name} {words[name].zh}" for name in self.states)


def legal(record: Record) -> Legal:
    """Return what may follow the present state of `record`."""
    path = [event.to for _, event in record.course]
    now = path[-1] if path else None
    before = next((state for state in reversed(path) if state != now), None)
    return Legal(record, record.KIND.next_states(record.track, now, before))


def moved(register: Register, record: Record, step: Step) -> bytes:
    """Return the file of `record` with `step` as its last event; GovgenError says why it cannot be."""
    state = str(step["to"])
    allowed = legal(record)
    if state not in allowed.states:
        raise refused(record, state, allowed)
    lacking = [need for need in allowed.states[state] if not has(record, step, need)]
    if lacking:
        raise incomplete(state, lacking)
    content = appended(register.documents[record.id].content, step)
    filled = fill(type(record), read("", content).data)
    if isinstance(filled, tuple):
        reasons = hinted(filled)
        raise GovgenError(f"这一步填得不对：{reasons.zh}", f"the step is not right: {reasons.en}")
    in_order(register, record, filled.events[-1].at)
    return content


def prove(register: Register, record: Record, content: bytes) -> None:
    """Raise GovgenError where the file of `record`, made `content`, would break a rule it keeps now."""
    path = register.documents[record.id].path
    document = read(path, content)
    made = type(record).model_validate(document.data)
    after = trial.grown(register, ((made, document),))
    before = {(found.code, found.route, found.message) for found in trial.errors(record, register)}
    wrong = [
        found
        for found in trial.errors(made, after)
        if (found.code, found.route, found.message) not in before
    ]
    if wrong:
        reasons = trial.said(wrong)
        raise GovgenError(
            f"这一步不能这样走：{reasons.zh}", f"the step breaks a rule: {reasons.en}"
        )


def has(record: Record, step: Step, need: str) -> bool:
    """Say whether what the step must carry is there: in the event, or in a field of the record."""
    if need in EVENT_NEEDS:
        return bool(step.get(need))
    return getattr(record, need) not in (None, ())


def in_order(register: Register, record: Record, at: When) -> None:
    """Raise GovgenError where the step would lie before the last one, or in the future."""
    day, last = register.day(at), register.day(record.events[-1].at)
    if day < last:
        raise GovgenError(
            f"{day} 早于上一步的 {last}；用 --at 写明日期",
            f"{day} is before the last step's {last}; name the day with --at",
        )
    if day > register.as_of:
        raise GovgenError(f"{day} 还没有到", f"{day} has not come yet")


def refused(record: Record, state: str, allowed: Legal) -> GovgenError:
    """Say that the step is illegal, and which are legal."""
    words = record.KIND.all_states
    now = words[record.state].words if record.state else Words("未开始", "not begun")
    unknown = state not in words
    zh = (
        f"没有 `{state}` 这个状态"
        if unknown
        else f"`{record.id}` 现在是“{now.zh}”，不能到“{words[state].zh}”"
    )
    en = (
        f"there is no state `{state}`"
        if unknown
        else f"`{record.id}` is `{record.state}` and cannot go to `{state}`"
    )
    legal_en = ", ".join(allowed.states) or "none"
    return GovgenError(f"{zh}；可以到：{str(allowed) or '没有'}", f"{en}; it may go to: {legal_en}")


def incomplete(state: str, lacking: list[str]) -> GovgenError:
    """Say what the step still needs, and where it goes."""
    options = " ".join(f"--{need}" for need in lacking if need in EVENT_NEEDS)
    fields = "、".join(f"`{need}`" for need in lacking if need not in EVENT_NEEDS)
    zh = "；".join(
        [
            *([f"加上 {options}"] if options else []),
            *([f"先在记录里填好 {fields}"] if fields else []),
        ]
    )
    en = "; ".join(
        [
            *([f"add {options}"] if options else []),
            *([f"first fill in {fields} in the record".replace("、", ", ")] if fields else []),
        ]
    )
    return GovgenError(f"到 `{state}` 还缺材料：{zh}", f"`{state}` needs more: {en}")
