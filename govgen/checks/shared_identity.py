"""一个账号、邮箱或公钥归了两个人

规则：people.yml 里，一个平台账号、一个邮箱摘要、一把公钥只归一个人。
为什么：审批按人数算；一个账号归两个人，就分不清是谁批的，也可能一个人算成两个。
怎么改：留给真正使用它的人；岗位换人的，把原任职人的删去。
---
One account, address or key of two persons

Rule: in people.yml an account on a host, the digest of an address and a key each belong to one person.
Why: approvals are counted by persons; where two share an account nobody can tell who approved, and one may count as two.
Mend: leave it with whoever really uses it; where the office changed hands, take it from the former holder.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.people import Person
from govgen.problem import Problem
from govgen.register import Register
from govgen.source import Route
from govgen.words import Words


@whole_rule
def shared_identity(register: Register) -> Iterator[Problem]:
    """Yield each identity that an earlier person of people.yml has too."""
    owners: dict[tuple[str, str], Person] = {}
    for index, person in enumerate(register.people_form.people):
        for route, kind, name in identities(person):
            owner = owners.setdefault((kind, name), person)
            if owner is not person:
                yield Problem(
                    ("people", index, *route),
                    Words(f"与 {owner.id} 的相同", f"the same stands at {owner.id}"),
                    Words("只留给一个人", "leave it with one person"),
                    "people.yml",
                )


def identities(person: Person) -> Iterator[tuple[Route, str, str]]:
    """Yield where each identity of a person stands, what kind it is, and the identity itself."""
    for host, account in person.hosts.items():
        yield ("hosts", host), f"account {host}", account.lower()
    for index, digest in enumerate(person.emails_sha256):
        yield ("emails_sha256", index), "address", digest
    for index, key in enumerate(person.keys):
        yield ("keys", index, "public"), "key", " ".join(key.public.split()[:2])
