"""What goes out: data without what must not be seen, the same bytes every time."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import frictionless
import overlay
import pytest
from jsonschema import Draft7Validator

from govgen.cache import Cache
from govgen.export import BASE, files, write
from govgen.flat import harmless
from govgen.load import load
from govgen.record import kinds

PROFILE = Path(__file__).with_name("datapackage-2.0.json")
"""The published profile https://datapackage.org/profiles/2.0/datapackage.json, without its prose."""
ORG = "id: ORG-a\ntitle: 居委会\ntype: committee\nevents: [{to: active, at: 2026-01-01}]\n"
ISSUE = """id: ISS-2026-000{n}
title: {title}
category: {category}
raised_by: {{kind: resident}}
{more}
events:
  - {{to: submitted, at: 2026-03-05T09:30+08:00, by: ORG-a, note: 秘密}}
"""
MEETING = """id: MTG-2026-0001
title: 议事会
form: council
convenor: ORG-a
arises_from: [ISS-2026-0002, ISS-2026-0001]
agenda:
  - no: 1
    topic: 路灯
    record: ISS-2026-0002
    opinions:
      - {stance: oppose, count: 1, text: 太亮}
      - {stance: support, count: 12, text: 赞成}
events: [{to: planned, at: 2026-03-06}]
"""
VOTE = """id: DEC-2026-0001
title: 加装电梯
type: ordinary
route: owners
text: =SUM(A1)
owners:
  scope: 2单元
  item: 278(6)
  total: {{owners: 14, area: 1000}}
  taking_part: {{owners: 14, area: 1000}}
  for: {{owners: {votes}, area: 900}}
  against: {{owners: {against}, area: 100}}
  method: paper
  ballot_from: 2026-03-01
  ballot_to: 2026-03-05
events: [{{to: passed, at: 2026-03-06}}]
"""


@pytest.fixture(name="register_of")
def maker(tmp_path):
    """Make a register of some files, by path below records/."""

    def make(**records):
        base = (overlay.BASE / "records/community.yml").read_text("utf-8")
        texts = {
            "community": base,
            "people": 'format: "1"\n',
            "organizations/ORG-a": ORG,
            **records,
        }
        for name, text in texts.items():
            path = tmp_path / "records" / f"{name}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        loaded = load(tmp_path, date(2026, 11, 20), Cache(tmp_path / "cache"))
        assert loaded.diagnostics == ()
        return loaded.register

    return make


def data(register, folder: str):
    return json.loads(files(register)[f"{BASE}/{folder}.json"])


def rows(register, folder: str):
    text = files(register)[f"{BASE}/{folder}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def issue(
    n: int, more: str = "tags: [a]", title: str = "路灯", category: str = "facilities"
) -> str:
    return ISSUE.format(n=n, more=more, title=title, category=category)


def test_a_counted_record_is_nowhere(register_of):
    hidden = issue(2, "visibility: count", "邻居争吵", "dispute")
    register = register_of(
        **{
            "issues/2026/ISS-2026-0001": issue(1),
            "issues/2026/ISS-2026-0002": hidden,
            "meetings/2026/MTG-2026-0001": MEETING,
        }
    )
    whole = b"".join(files(register).values()).decode()
    assert "邻居争吵" not in whole
    assert "ISS-2026-0002" not in whole
    meeting = data(register, "meetings")
    assert meeting["records"][0]["arises_from"] == ["ISS-2026-0001"]
    assert "record" not in meeting["records"][0]["agenda"][0]
    assert "/agenda/0/record" in meeting["withheld"]["MTG-2026-0001"]


def test_a_part_that_names_two_counted_records_is_left_out_once(register_of):
    payment = """  - {{no: {n}, kind: first, source: fund, payee: {org}, voucher_no: "{n}",
     handled_by: {org}, approved_by: {org}, at: 2026-03-07, amount: 10}}
"""
    paid = "".join(payment.format(n=n, org=org) for n, org in ((1, "ORG-b"), (2, "ORG-a")))
    project = f"""id: PRJ-2026-0001
title: 亮化
type: renovation
track: simple
payments:
{paid}events: [{{to: applied, at: 2026-03-05}}]
"""
    hidden = ORG.replace("ORG-a", "ORG-b") + "visibility: count\n"
    register = register_of(
        **{"organizations/ORG-b": hidden, "projects/2026/PRJ-2026-0001": project}
    )
    found = data(register, "projects")
    assert [item["no"] for item in found["records"][0]["payments"]] == [2]
    assert found["withheld"] == {"PRJ-2026-0001": ["/payments/0"]}


def test_of_a_card_only_id_category_states_and_weeks_are_there_until_it_ends(register_of):
    register = register_of(
        **{"issues/2026/ISS-2026-0001": issue(1, "visibility: card", "秘密的事", "elderly_care")}
    )
    found = data(register, "issues")
    assert found["records"] == []
    assert found["cards"] == [
        {
            "id": "ISS-2026-0001",
            "category": "elderly_care",
            "events": [{"to": "submitted", "at": "2026-W10"}],
        }
    ]
    ended = issue(1, "visibility: card", "秘密的事", "elderly_care")
    ended += "  - {to: declined, at: 2026-03-09, note: 不归社区管}\n"
    closed = register_of(**{"issues/2026/ISS-2026-0001": ended})
    assert data(closed, "issues")["cards"][0]["events"][0]["at"] == "2026-03-05"
    row = {key: value for key, value in rows(register, "issues")[0].items() if value}
    assert row.keys() == {"id", "category", "events", "state", "first_event", "last_event"}
    assert "秘密" not in b"".join(files(register).values()).decode()


def test_few_voices_lose_their_stance(register_of):
    register = register_of(
        **{
            "issues/2026/ISS-2026-0001": issue(1),
            "issues/2026/ISS-2026-0002": issue(2),
            "meetings/2026/MTG-2026-0001": MEETING,
        }
    )
    assert data(register, "meetings")["records"][0]["agenda"][0]["opinions"] == [
        {"text": "太亮"},
        {"stance": "support", "count": 12, "text": "赞成"},
    ]
    assert "oppose" not in rows(register, "meetings")[0]["agenda"]


@pytest.mark.parametrize(("votes", "against", "shown"), [(9, 5, True), (13, 1, False)])
def test_a_small_cell_of_an_owners_vote_becomes_a_percentage(register_of, votes, against, shown):
    register = register_of(
        **{"decisions/2026/DEC-2026-0001": VOTE.format(votes=votes, against=against)}
    )
    owners = data(register, "decisions")["records"][0]["owners"]
    assert ("against" in owners) is shown
    if not shown:
        assert owners["percent"]["against"] == {"owners": "7.1", "area": "10.0"}
        assert "total" not in owners


def test_no_cell_is_a_formula_and_every_row_has_every_column(register_of):
    register = register_of(**{"decisions/2026/DEC-2026-0001": VOTE.format(votes=9, against=5)})
    row = rows(register, "decisions")[0]
    assert row["text.zh"] == "'=SUM(A1)"
    odd = ("＝1+1", "＠x", "\n=1", "-1x", "-5", "+8.50")
    assert [harmless(cell) for cell in odd] == ["'＝1+1", "'＠x", "'\n=1", "'-1x", "-5", "+8.50"]
    assert (row["owners.for.owners"], row["state"], row["title.en"]) == ("9", "passed", "")


def test_the_package_is_valid_to_its_last_cell(register_of, tmp_path):
    card = issue(3, "visibility: card\nplace: PLC-yard", "秘密的事", "elderly_care")
    register = register_of(
        **{
            "places/PLC-yard": "id: PLC-yard\ntitle: 院\nlevel: community\nhouseholds: 90\n"
            "events: [{to: active, at: 2026-01-01}]\n",
            "issues/2026/ISS-2026-0001": issue(1, "place: PLC-yard\ntags: [a, b]"),
            "issues/2026/ISS-2026-0002": issue(2, "visibility: count", "邻居争吵", "dispute"),
            "issues/2026/ISS-2026-0003": card,
            "meetings/2026/MTG-2026-0001": MEETING,
            "decisions/2026/DEC-2026-0001": VOTE.format(votes=13, against=1),
        }
    )
    write(register, tmp_path / "out")
    package = json.loads((tmp_path / "out" / BASE / "datapackage.json").read_bytes())
    paths = {it.relative_to(tmp_path / "out" / BASE) for it in (tmp_path / "out").rglob("*.*")}
    named = {Path(resource["path"]) for resource in package["resources"]}
    assert {it for it in paths if it.parent.name != "schema"} == {*named, Path("datapackage.json")}
    profile = json.loads(PROFILE.read_bytes())
    assert [it.message for it in Draft7Validator(profile).iter_errors(package)] == []
    report = frictionless.validate(str(tmp_path / "out" / BASE / "datapackage.json"))
    assert report.flatten(["name", "type", "message"]) == []
    issues = next(it for it in package["resources"] if it["name"] == "issues")["schema"]
    assert {"fields": ["place"], "reference": {"resource": "places", "fields": ["id"]}} in issues[
        "foreignKeys"
    ]


def test_a_column_that_holds_a_former_id_promises_no_key(register_of):
    former = ORG.replace("title", "aliases: [ORG-old]\ntitle")
    meeting = MEETING.replace("arises_from", "place: PLC-old\narises_from")
    place = (
        "id: PLC-yard\naliases: [PLC-old]\ntitle: 院\nlevel: community\nhouseholds: 90\n"
        "events: [{to: active, at: 2026-01-01}]\n"
    )
    records = {
        "organizations/ORG-a": former,
        "places/PLC-yard": place,
        "issues/2026/ISS-2026-0001": issue(1),
        "issues/2026/ISS-2026-0002": issue(2),
        "meetings/2026/MTG-2026-0001": meeting,
    }
    package = json.loads(files(register_of(**records))[f"{BASE}/datapackage.json"])
    meetings = next(it for it in package["resources"] if it["name"] == "meetings")
    assert [it["fields"] for it in meetings["schema"]["foreignKeys"]] == [["disclosure.body"]]


def test_the_dictionary_tells_what_every_column_means(register_of):
    made = files(register_of())
    told = csv.DictReader(io.StringIO(made[f"{BASE}/dictionary.csv"].decode("utf-8-sig")))
    known: dict[str, list[str]] = {}
    for row in told:
        columns = known.setdefault(row["kind"], [])
        columns += [it for it in row["column"].split("; ") if it and it not in columns]
        assert all(row[key] for key in ("field", "label.zh", "label.en", "type.zh", "type.en"))
    for kind, columns in known.items():
        header = made[f"{BASE}/{kinds()[kind].KIND.folder}.csv"].decode("utf-8-sig").splitlines()
        assert columns == header[0].split(",")


def test_the_same_register_gives_the_same_bytes_and_no_key_of_a_person(pytestconfig, tmp_path):
    def made(cache):
        return files(load(pytestconfig.rootpath, overlay.AS_OF, Cache(tmp_path / cache)).register)

    assert made("a") == made("b")
    whole = b"".join(made("a").values()).decode()
    assert all(word not in whole for word in ("ssh-ed25519", "BEGIN PGP"))
