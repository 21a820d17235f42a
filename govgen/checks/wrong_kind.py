"""引用了不该引用的一类

规则：每个引用字段只接受规定的类别，例如 `place` 引用场域，`handled_by` 引用岗位或单位；community.yml 和 people.yml 里的引用也一样。
为什么：类别错了，页面上的关系就是错的，例如把决议显示成会议。
怎么改：换成正确类别的编号，或把引用写到合适的字段里。
---
A reference to a record of the wrong kind

Rule: each reference takes only certain kinds: `place` a place, `handled_by` an office or an organisation; so do those of community.yml and people.yml.
Why: with the wrong kind the pages show a relation that does not exist, such as a decision for a meeting.
Mend: write the id of a record of the right kind, or move the reference to the field it belongs in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from govgen.check import rule, whole_rule
from govgen.problem import Problem
from govgen.record import Record, kind_of, kinds
from govgen.register import Register, references
from govgen.source import Route
from govgen.words import Words

PERSON = Words("岗位或人员", "person")
ANY = Words("记录", "any record")


@rule()
def wrong_kind(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each reference whose target is there but of another kind than the field takes."""
    known = named_kinds(register)
    for _, route, target, taken in register.links[record.id]:
        found = known.get(target)
        if found and not fits(found, taken) and "attachment" not in taken:
            yield misplaced(route, target, found, taken)


@whole_rule
def in_the_two_files(register: Register) -> Iterator[Problem]:
    """Yield each such reference of community.yml and people.yml."""
    for name, form in (
        ("community.yml", register.community),
        ("people.yml", register.people_form),
    ):
        for link in references(form, name):
            found = named_kinds(register).get(link.target)
            if found and not fits(found, link.kinds):
                yield replace(misplaced(link.route, link.target, found, link.kinds), record=name)


def misplaced(route: Route, target: str, found: str, taken: tuple[str, ...]) -> Problem:
    """Say what kind the target is of, and which the field takes."""
    wanted = [words(kind) for kind in taken] or [ANY]
    return Problem(
        route,
        Words(
            f"`{target}` 是{words(found).zh}，这里要{'或'.join(kind.zh for kind in wanted)}",
            f"`{target}` is of the kind {words(found).en}; here goes: {' or '.join(kind.en for kind in wanted)}",
        ),
        Words("换成正确类别的编号", "write the id of a record of that kind"),
    )


def fits(found: str, kinds: tuple[str, ...]) -> bool:
    """Whether a field of `kinds` takes the kind `found`; one without kinds takes any record."""
    return found in kinds if kinds else found != "person"


@lru_cache(maxsize=2)
def named_kinds(register: Register) -> Mapping[str, str]:
    """Return the kind of every id, former ids and those of broken files included; of people `person`."""
    found = {broken: model.KIND.name for broken in register.broken if (model := kind_of(broken))}
    found.update(dict.fromkeys(register.people, "person"))
    for alias, record_id in register.aliases.items():
        found[alias] = register.records[record_id].KIND.name
    found.update((record.id, record.KIND.name) for record in register.records.values())
    return found


def words(kind: str) -> Words:
    """Return the name of a kind; a kind that is not installed goes by its key."""
    model = kinds().get(kind)
    if model:
        return model.KIND.words
    return PERSON if kind == "person" else Words(kind, kind)
