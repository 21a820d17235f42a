"""写进了个人信息

规则：记录、附件和附件名里没有公民身份号码、手机号码、银行卡号、电子邮箱和到户的门牌号；依法公布的联系方式和公共房间写在 community.yml 或组织的 `contacts` 里，不受此限。
为什么：仓库是公开的，而且记得住每一个版本；合并之后再删，历史里还在。
怎么改：合并之前删去或改写（例如“一位居民”“5栋”）；附件换成遮去个人信息的版本，或只登记档案号；已经合并的，按“误入个人信息”的办法处理。
---
Personal data

Rule: records, attachments and their names hold no resident identity numbers, mobile numbers, bank cards, e-mail addresses or door numbers of flats; contacts and public rooms that are published on purpose stand under `contacts` in community.yml or of an organisation and are exempt.
Why: the repository is public and remembers every version; what is deleted after the merge is still in the history.
Mend: delete or rewrite it before the merge (“a resident”, “building 5”); replace the attachment by a redacted one or give its archive number only; what was merged already is an incident and is handled as such.
"""

from collections.abc import Iterator
from functools import lru_cache

from govgen.check import rule, whole_rule
from govgen.community import Contact
from govgen.kinds.organization import Organization
from govgen.personal import KINDS, Hit, digits, found_in, normal, suspicious
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.source import Document, Route, Value
from govgen.tree import attachment_folder
from govgen.words import Words

SHORTEST = 6
"""Signs of the shortest piece of personal data, as in 5-2-301 or 3单元502."""
REWRITE = Words(
    "删去或改写，例如写“一位居民”“5栋”；须公布的联系方式写进 `contacts`",
    "delete or rewrite it, as in `a resident` or `building 5`; published contacts go under `contacts`",
)
REDACT = Words(
    "换成遮去个人信息的版本，或只写档案号",
    "attach a redacted version, or give its archive number only",
)


@rule()
def personal_data(record: Record, register: Register) -> Iterator[Problem]:
    """Yield what personal data a record's file and its attachments hold."""
    document = register.documents[record.id]
    if suspicious(document.content):
        yield from written(document, published(register))
    for index, attachment in enumerate(record.attachments):
        if attachment.path:
            file = register.files.get(f"{attachment_folder(record.id)}/{attachment.path}")
            for passage in file.passages if file else ():
                for hit in found_in(passage, published(register)):
                    yield told(
                        ("attachments", index, "path"), hit, REDACT, Words("附件里", "the file")
                    )


@whole_rule
def in_the_two_files(register: Register) -> Iterator[Problem]:
    """Yield what personal data community.yml and people.yml hold."""
    for name, document in register.tops.items():
        if suspicious(document.content):
            for problem in written(document, published(register)):
                yield Problem(problem.route, problem.message, problem.hint, name)


@lru_cache(maxsize=2)
def published(register: Register) -> str:
    """Return all that the register publishes on purpose, normal and without gaps."""
    contacts: list[Contact] = list(register.community.contacts)
    for organization in register.of(Organization):
        contacts += organization.contacts
    texts: list[str] = []
    for contact in contacts:
        for text in (contact.phone, contact.room, contact.title):
            texts += [text] if isinstance(text, str) else (text or {}).values()
    return digits(normal("\n".join(texts)))


def written(document: Document, allowed: str) -> Iterator[Problem]:
    """Yield personal data in a file's values, then in what is no value: its comments."""
    seen: set[str] = set()
    for route, text in values(document.data):
        for hit in found_in(text, allowed):
            seen.add(hit.text)
            yield told(route, hit, REWRITE, Words("这里", "this"))
    for number, line in enumerate(document.content.decode("utf-8", "replace").splitlines(), 1):
        if "#" in line and suspicious(line.encode()):
            for hit in found_in(line, allowed):
                if hit.text not in seen:
                    where = Words(f"第 {number} 行的注释里", f"the comment on line {number}")
                    yield told(nearest(document, number), hit, REWRITE, where)


def values(value: Value, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield the texts below `value` that need a closer look, with their routes."""
    if isinstance(value, str):
        if len(value) >= SHORTEST and suspicious(value.encode()):
            yield route, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from values(item, (*route, index))
    else:
        for key, item in value.items():
            yield from values(item, (*route, key))


def nearest(document: Document, line: int) -> Route:
    """Return the last key or item that starts on `line` or above."""
    return max(
        (route for route, mark in document.marks.items() if mark[0] <= line),
        key=lambda route: (document.marks[route], len(route)),
    )


def told(route: Route, hit: Hit, hint: Words, where: Words) -> Problem:
    """Say what kind of personal data stands where, without repeating it."""
    kind = KINDS[hit.kind]
    return Problem(
        route,
        Words(
            f"{where.zh}有{kind.zh}（`{hit.masked}`）",
            f"{where.en} holds {kind.en} (`{hit.masked}`)",
        ),
        hint,
    )
