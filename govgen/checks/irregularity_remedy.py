"""补救没有写依据

规则：程序瑕疵写明已追认、已重新履行程序或已撤销的，要用 `remedied_by` 指出凭哪次会议、哪项决议或哪个机构；凭决议追认的，那项决议的 `ratifies` 写的是本记录。
为什么：说补救了而不说凭什么，等于没有补救。
怎么改：补上或改正 `remedied_by`；还没有补救的写 `remedy: none`。
---
A remedy without its basis

Rule: an irregularity that was ratified, run again or revoked says in `remedied_by` by which decision, meeting or body; a decision that ratified it names this record in `ratifies`.
Why: a remedy nobody can look up is no remedy.
Mend: add or correct `remedied_by`; where nothing was done yet write `remedy: none`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.event import Remedy
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule(on="irregularities")
def irregularity_remedy(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each remedy that does not say by whom or what, or names a decision that ratified something else."""
    for index, item in enumerate(record.irregularities):
        if item.remedy is not Remedy.NONE and item.remedied_by is None:
            yield Problem(
                ("irregularities", index, "remedy"),
                Words(
                    f"写了“{item.remedy.words.zh}”，没有写 `remedied_by`",
                    f"the remedy is `{item.remedy.value}`, but `remedied_by` is missing",
                ),
                Words(
                    "补上 `remedied_by:` 和决议、会议或机构的编号",
                    "add `remedied_by:` with the decision, meeting or body",
                ),
            )
            continue
        by = register.get(item.remedied_by)
        if (
            item.remedy is Remedy.RATIFIED
            and isinstance(by, Decision)
            and register.get(by.ratifies) is not record
        ):
            yield Problem(
                ("irregularities", index, "remedied_by"),
                Words(f"`{by.id}` 没有追认本记录", f"`{by.id}` does not ratify this record"),
                Words(
                    "改成追认本记录的决议，或在那项决议里写 `ratifies`",
                    "name the decision that does, or write `ratifies` in that one",
                ),
            )
