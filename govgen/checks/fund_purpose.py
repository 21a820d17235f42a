"""基金用途写到了个人

规则：基金用途只写群体和事项，不写某一户、某个人或某种病情。
为什么：写明帮谁、治什么病，等于公开了这一家的难处；台账和用途都要长期公开。
怎么改：改成群体，例如“困难家庭临时帮扶”；给个人的帮助只记户数和总额。
---
A fund's purpose names a person

Rule: the purposes of a fund name groups and causes, not one household, one person or an illness.
Why: to say who is helped, and of what they are ill, makes one family's trouble public for good.
Mend: name the group, as in “short-term help to households in need”; help to persons appears as a count and a sum.
"""

import re
from collections.abc import Iterator, Mapping

from govgen.check import rule
from govgen.kinds.fund import Fund
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Lang, Words

PERSONAL = re.compile(
    r"某[户家人某]|[这该]户|(?<![第统唯每万])一[户人](?![一民行员均次])|(?<![日基样成资])本人(?![员数工])|患者|患有|患病|病情|手术|化疗|透析|白血病|尿毒症|癌|肿瘤"
    r"|骨髓移植|器官移植|先生|女士"
    r"|one (?:household|family|person)\b|\bpatients?\b|surgery|cancer|leukaemia|tumour|dialysis|organ transplant",
    re.IGNORECASE,
)
"""Words that point at one household, one person or an illness."""


@rule(Fund)
def fund_purpose(fund: Fund, _: Register) -> Iterator[Problem]:
    """Yield each purpose that points at a person or an illness."""
    for index, purpose in enumerate(fund.purposes):
        found = PERSONAL.search(written(purpose))
        if found:
            yield Problem(
                ("purposes", index),
                Words(f"用途里写了“{found[0]}”", f"the purpose says “{found[0]}”"),
                Words("改写成群体和事项", "name a group and a cause instead"),
            )


def written(text: str | Mapping[Lang, str]) -> str:
    """Return a text in all its languages."""
    return text if isinstance(text, str) else "\n".join(text.values())
