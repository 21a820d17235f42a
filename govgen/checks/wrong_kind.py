"""引用了不该引用的一类

规则：每个引用字段只接受规定的类别，例如 `place` 引用场域，`handled_by` 引用岗位或单位。
为什么：类别错了，页面上的关系就是错的，例如把决议显示成会议。
怎么改：换成正确类别的编号，或把引用写到合适的字段里。
---
A reference to a record of the wrong kind

Rule: each reference takes only certain kinds: `place` a place, `handled_by` an office or an organisation.
Why: with the wrong kind the pages show a relation that does not exist, such as a decision for a meeting.
Mend: write the id of a record of the right kind, or move the reference to the field it belongs in.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record, kind_of, kinds
from govgen.register import Register
from govgen.words import Words

PERSON = Words("岗位或人员", "person")
ANY = Words("记录", "any record")


@rule()
def wrong_kind(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each reference whose target is there but of another kind than the field takes."""
    for link in register.links[record.id]:
        found = "" if "attachment" in link.kinds else kind_name(link.target, register)
        if found and not fits(found, link.kinds):
            wanted = [words(kind) for kind in link.kinds] or [ANY]
            yield Problem(
                link.route,
                Words(
                    f"`{link.target}` 是{words(found).zh}，这里要{'或'.join(kind.zh for kind in wanted)}",
                    f"`{link.target}` is of the kind {words(found).en}; here goes: {' or '.join(kind.en for kind in wanted)}",
                ),
                Words("换成正确类别的编号", "write the id of a record of that kind"),
            )


def fits(found: str, kinds: tuple[str, ...]) -> bool:
    """Whether a field of `kinds` takes the kind `found`; one without kinds takes any record."""
    return found in kinds if kinds else found != "person"


def kind_name(target: str, register: Register) -> str:
    """Return the kind of the record or person called `target`; empty where there is none."""
    record = register.get(target)
    if record is not None:
        return record.KIND.name
    if target in register.people:
        return "person"
    model = kind_of(target) if target in register.broken else None
    return model.KIND.name if model else ""


def words(kind: str) -> Words:
    """Return the name of a kind; a kind that is not installed goes by its key."""
    model = kinds().get(kind)
    if model:
        return model.KIND.words
    return PERSON if kind == "person" else Words(kind, kind)
