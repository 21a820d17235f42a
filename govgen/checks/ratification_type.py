"""追认的类型或对象不符

规则：`ratification` 类型的决议写明 `ratifies`，写了 `ratifies` 的就是追认；项目的 `ratified_by` 指向追认本项目的决议。
为什么：追认是事后补的同意，要让人看清它补的是哪一件事。
怎么改：改正决议的类型、`ratifies` 或项目的 `ratified_by`。
---
A ratification that does not ratify

Rule: a decision of the type `ratification` says what it `ratifies`, and one that ratifies is of that type; a project's `ratified_by` names a decision that ratifies this project.
Why: ratification is consent after the deed; it must be plain to which deed.
Mend: correct the decision's type, its `ratifies`, or the project's `ratified_by`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule(Decision, Project)
def ratification_type(record: Record, register: Register) -> Iterator[Problem]:
    """Yield what does not fit on either side of a ratification."""
    if isinstance(record, Decision):
        yield from of_decision(record)
    elif isinstance(record, Project):
        yield from of_project(record, register)


def of_decision(decision: Decision) -> Iterator[Problem]:
    """Type and object belong together."""
    if (decision.type == "ratification") == (decision.ratifies is not None) or decision.source:
        return
    if decision.ratifies is None:
        yield Problem(
            ("type",),
            Words("追认决议没有写追认对象", "it is a ratification, but says not of what"),
            Words("写上 `ratifies`", "add `ratifies`"),
        )
        return
    yield Problem(
        ("ratifies",),
        Words(
            f"写了追认对象，类型却是 `{decision.type.value}`",
            f"it ratifies something, but its type is `{decision.type.value}`",
        ),
        Words("类型改成 `ratification`", "let the type be `ratification`"),
    )


def of_project(project: Project, register: Register) -> Iterator[Problem]:
    """The decision a project names ratifies that project."""
    if project.urgent is None:
        return
    found = register.get(project.urgent.ratified_by)
    if not isinstance(found, Decision):
        return
    meant = register.get(found.ratifies)
    if found.type != "ratification" or meant is None or meant.id != project.id:
        yield Problem(
            ("urgent", "ratified_by"),
            Words(f"`{found.id}` 没有追认本项目", f"`{found.id}` does not ratify this project"),
            Words("改成追认本项目的决议", "name the decision that ratifies this project"),
        )
