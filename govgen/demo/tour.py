"""The demo: two years of merges, and the few honest flaws that a tour wants to show."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from govgen import git
from govgen.demo.offices import OFFICES, PLATFORM
from govgen.demo.replay import (
    CLERK,
    DEPUTY,
    GITHUB,
    Line,
    attachments,
    author,
    begun,
    ruled,
    who,
)
from govgen.demo.steps import Step, sources, steps
from govgen.demo.store import Store
from govgen.problem import GovgenError
from govgen.record import kinds

MOVES = {"gitlab": date(2025, 6, 1), "github": date(2026, 1, 1)}
"""When the register moved to another host."""
DIRECTOR = OFFICES["PER-committee-director"]
LAST = date(2026, 11, 20)
DAILY = frozenset(("order",))
"""Kinds that are entered in one batch a day."""
README = """# 示例登记册 / A demonstration

虚构社区两年的议事、决议、项目和资金，每一步都是一次合并；人名、单位、钥匙都是编的。

*Two years of a fictional community, each step a merge. Persons, bodies and keys are made up.*
"""
ACKNOWLEDGED = """acknowledged:
  - commit: {commit}
    code: direct-change
    reason:
      zh: 平台停机当天，文书直接推送了会议登记；次日由居委会主任逐字核对，内容无误。
      en: On a day when the platform was down the clerk pushed the entry of a meeting directly; the director compared it word by word the next day and found nothing amiss.
"""


@dataclass
class Tour:
    """The line, the files it started from, and what happened to be flawed so far."""

    line: Line
    files: dict[str, bytes]
    clean: bool
    made: dict[str, str] = field(default_factory=dict)

    def go(self) -> None:
        """Take every step, moving to another host on its day; then close."""
        for today, taken in groupby(steps(self.files), key=lambda step: step.day):
            for host, day in MOVES.items():
                if host not in self.made and day <= today:
                    self.move(host, day)
            listed = []
            for step in taken:
                self.line.at(today)
                if step.kind in DAILY:
                    listed.append(step)
                elif not self.flawed(step):
                    self.plain(step)
            if listed:
                self.batch(today, listed)
        self.close()

    def close(self) -> None:
        """End on the day on which the sample's last record is up to date, with a word about the whole."""
        self.line.at(LAST)
        self.line.merge(CLERK, DIRECTOR, "说明这个示例仓库", {"README.md": README.encode()})

    def move(self, host: str, day: date) -> None:
        """Let the director approve the policy that names the new host, on the old one."""
        line = self.line
        line.at(day)
        before = line.host
        content = ruled(line, self.files, host, self.acknowledged())
        line.host = before
        line.merge(
            CLERK, DIRECTOR, f"改用 {host}：登记新平台和它的公钥", {"records/policy.yml": content}
        )
        line.host = host
        self.made[host] = line.tip

    def acknowledged(self) -> str:
        """Return the policy's lines on what was acknowledged so far."""
        commit = self.made.get("incident")
        return ACKNOWLEDGED.format(commit=commit) if commit else ""

    def plain(self, step: Step) -> None:
        """Take a step as it should be taken."""
        by = author(step)
        self.line.merge(by, self.line.approver(step, by), title(step), laid(step, self.files))

    def batch(self, today: date, listed: Sequence[Step]) -> None:
        """Enter a day's orders in one merge, as their rule has it."""
        self.line.at(today)
        by = author(listed[0])
        files = {path: it for step in listed for path, it in laid(step, self.files).items()}
        words = f"服务订单 {today.month}月{today.day}日登记：{len(listed)} 件"
        self.line.merge(by, self.line.approver(listed[0], by), words, files)

    def flawed(self, step: Step) -> bool:
        """Take a step that was planted a flaw; say whether it was one."""
        for name, (fits, take) in FLAWS.items():
            if not self.clean and name not in self.made and fits(step):
                take(self, step)
                self.made[name] = self.line.tip
                return True
        return False

    def pushed(self, step: Step, by_platform: str = "") -> None:
        """Put a step on main without a merge."""
        line = self.line
        for path, content in laid(step, self.files).items():
            line.store.put(path, content)
        if by_platform:
            line.number += 1
            words = f"{title(step)} (#{line.number})"
            line.tip = line.commit(who(CLERK), GITHUB, words, (line.tip,), by_platform)
        else:
            line.tip = line.commit(who(DEPUTY), who(DEPUTY), title(step), (line.tip,))


def laid(step: Step, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a step: the record, and with its first step what lies beside it."""
    return {step.path: step.content, **attachments(step, files)}


def title(step: Step) -> str:
    """Say in Chinese what a step enters."""
    kind = kinds()[step.kind].KIND
    words = "、".join(kind.all_states[state].zh for state in step.states) or "说明"
    return f"{kind.words.zh} {step.record}：{words}"


def fits(kind: str, state: str, since: date) -> Callable[[Step], bool]:
    """Return whether a step is one of `kind` to `state` on or after `since`."""
    return lambda step: step.kind == kind and state in step.states and step.day >= since


def alone(tour: Tour, step: Step) -> None:
    """Let the director write and merge one and the same change."""
    tour.line.merge(DIRECTOR, DIRECTOR, title(step), laid(step, tour.files))


def changed(tour: Tour, step: Step) -> None:
    """Take the step, then alter the text of what was passed: allowed, and marked for good."""
    tour.plain(step)
    tour.line.at(step.day)
    altered = step.content.replace("七日内".encode(), "五日内".encode())
    tour.line.merge(CLERK, DIRECTOR, f"{step.record}：改动条文", {step.path: altered})
    tour.line.merge(CLERK, DIRECTOR, f"{step.record}：恢复条文", {step.path: step.content})


FLAWS: dict[str, tuple[Callable[[Step], bool], Callable[[Tour, Step], None]]] = {
    "incident": (fits("meeting", "minuted", date(2025, 3, 1)), Tour.pushed),
    "direct": (fits("issue", "accepted", date(2025, 7, 1)), Tour.pushed),
    "self": (fits("project", "initiated", date(2025, 8, 1)), alone),
    "squash": (
        fits("issue", "closed", date(2026, 3, 1)),
        lambda tour, step: tour.pushed(step, PLATFORM),
    ),
    "changed": (
        lambda step: step.record == "DEC-2026-0001" and "effective" in step.states,
        changed,
    ),
}
"""Flaws by name: which step they befall, and how."""


def demo(root: Path, extra: Mapping[str, bytes], *, clean: bool = False) -> str:
    """Write the demo's repository into the empty folder `root`; return the commit that main stands on.

    `extra` are files that stand beside the records from the first commit on.
    """
    if root.exists() and any(root.iterdir()):
        raise GovgenError(
            f"`{root}` 里已经有文件；换一个空文件夹",
            f"`{root}` is not empty; choose an empty folder",
        )
    root.mkdir(parents=True, exist_ok=True)
    git.begin(root)
    with tempfile.TemporaryDirectory() as work:
        files = sources()
        tour = Tour(Line(Store(), Path(work)), files, clean)
        begun(tour.line, files, extra)
        tour.go()
    tour.line.store.write(root)
    git.stand(root, tour.line.tip)
    return tour.line.tip
