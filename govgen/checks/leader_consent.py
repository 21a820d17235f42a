"""骨干署名没有有效的同意

规则：社区骨干的姓名只在本人同意、没有撤回、没有过期时写在 people.yml 里；否则只写职务。
为什么：骨干是居民，不是公职；署不署名由本人决定，撤回后文件里也不能再有姓名。
怎么改：删去 `name`，或补上、更新 `consent`；已经提交过的姓名，按“误入个人信息”的办法从历史中清除。
---
A leader named without consent

Rule: the name of a community leader stands in people.yml only with consent that was neither withdrawn nor has run out; otherwise only the title.
Why: leaders are residents, not officials; whether they are named is theirs to say, and after withdrawal the name must not be in the file either.
Mend: delete `name`, or add or renew `consent`; a name that was committed is removed from the history like personal data that slipped in.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.leaders import lacking
from govgen.people import Standing
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

FILE = "people.yml"


@whole_rule
def leader_consent(register: Register) -> Iterator[Problem]:
    """Yield each leader who is named without consent in force."""
    for index, person in enumerate(register.people_form.people):
        lack = lacking(person, register.as_of)
        if lack and person.standing is Standing.LEADER and person.name:
            yield Problem(
                ("people", index, "name"),
                lack,
                Words("删去 `name`，只写职务", "delete `name`; the title remains"),
                FILE,
            )
