"""The export as a Data Package 2.0: what there is, under which licence, from whom, of which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time

from govgen import dictionary_csv
from govgen.licence import LICENCES
from govgen.particulars import Visibility
from govgen.record import kinds
from govgen.register import Register
from govgen.table_schema import Json, both, table_schema
from govgen.wording import Written, plain
from govgen.words import Words

PROFILES = "https://datapackage.org/profiles/2.0"
MORE = {
    "measures": Words("年报里的每个数", "Every figure of the yearly report"),
    "approvals": Words("每条记录由谁批准入库", "Who approved each record"),
}
RECORDS = Words(
    "{}：全部字段，逐条照原样；不公开的在 withheld 里列明",
    "{}: all fields, record by record as they were written; withheld names what is not published",
)
TABLE = Words(
    "{}：一条记录一行，UTF-8，可用 Excel 打开；列表和多项内容放在一格里",
    "{}: one row a record, UTF-8, for Excel too; lists and parts stand in one cell",
)
DICTIONARY = Words("数据字典：每个字段的含义", "Data dictionary: what every field means")
KEYWORDS = ("community governance", "transparency", "open data", "社区治理", "村（居）务公开")


def package(register: Register) -> Json:
    """Return the descriptor; the same register gives the same, with no clock in it."""
    community = register.community
    name = words_of(community.name)
    made = datetime.combine(register.as_of, time.min, community.zone)
    home = {"homepage": community.site_url} if community.site_url else {}
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"govgen-{community.region_code}",
        "title": both(Words(f"{name.zh}治理登记簿", f"Governance register of {name.en}")),
        "description": description(name),
        **home,
        "version": register.as_of.isoformat(),
        "created": made.isoformat(),
        "keywords": list(KEYWORDS),
        "contributors": [publisher(register, name)],
        "licenses": [licence(community.licence)],
        "sources": [source(register)],
        "resources": list(resources(register)),
    }


def words_of(text: Written) -> Words:
    """Return a text in both languages, in the one it has where it has only one."""
    return Words(plain(text, "zh"), plain(text, "en"))


def description(name: Words) -> str:
    """Say in both languages what the package holds."""
    return (
        f"{name.zh}的议题、会议、决议、项目、评估、服务订单和资金台账，取自 Git 里经批准入库的记录。\n"
        f"Issues, meetings, decisions, projects, evaluations, service orders and accounts of {name.en}, "
        "from records in Git that were approved by their merge."
    )


def publisher(register: Register, name: Words) -> Json:
    """Return who publishes: the residents' committee, else the community."""
    committee = register.get(register.community.committee)
    if committee and committee.visibility is Visibility.FULL:
        name = words_of(committee.title)
    address = register.community.site_url
    return {
        "title": both(name),
        **({"path": address} if address else {}),
        "roles": ["publisher"],
    }


def licence(name: str) -> Json:
    """Return the licence; one that has no short name of its own is called by its words."""
    if not re.fullmatch(r"[-a-zA-Z0-9._]+", name):
        return {"name": "LicenseRef-community", "title": name}
    return {"name": name, **({"path": LICENCES[name].deed} if name in LICENCES else {})}


def source(register: Register) -> Json:
    """Return where the records are kept."""
    address = register.community.repo_url or ""
    told = both(Words("Git 里的记录", "The records in Git"))
    return {"title": told, **({"path": address} if address.startswith("http") else {})}


def resources(register: Register) -> Iterator[Json]:
    """Yield all files: tables first, then JSON; their digests stand in provenance.json."""
    for model in kinds().values():
        yield table(model.KIND.folder, model.KIND.plural, TABLE, table_schema(model, register))
    told = {"fields": dictionary_csv.described(), "primaryKey": ["kind", "field"]}
    yield table("dictionary", DICTIONARY, DICTIONARY, told)
    for model in kinds().values():
        yield document(model.KIND.folder, model.KIND.plural, RECORDS)
    for name, words in MORE.items():
        yield document(name, words, words)


def table(name: str, words: Words, said: Words, schema: Json) -> Json:
    """Describe a CSV file."""
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": both(words),
        "description": both(about(said, words), "\n"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def document(name: str, words: Words, said: Words) -> Json:
    """Describe a JSON file."""
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": f"{name}-json",
        "path": f"{name}.json",
        "title": both(words),
        "description": both(about(said, words), "\n"),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def about(said: Words, words: Words) -> Words:
    """Put what a file is about into what is said of it."""
    return Words(said.zh.format(words.zh), said.en.format(words.en))
