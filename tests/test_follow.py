"""Feeds and calendars: valid, the same for the same records, dated by approval, silent about what is hidden."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import atom
import feedparser
import icalendar
import pytest
import sample
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.engine import Shells, shells
from govgen.load import load
from govgen.register import Register
from govgen.site import Build, Built, site_of

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "follow"
ATOM = "{http://www.w3.org/2005/Atom}"
ANNOUNCED = "  - {to: announced, at: 2026-11-18, by: ORG-qingxi-committee}\n"
CALLED_OFF = f"{ANNOUNCED}  - {{to: cancelled, at: 2026-11-19, note: 场地维修}}\n"
ADDRESS = "https://qingxi.example/register"


@pytest.fixture(scope="module")
def frame(tmp_path_factory) -> Shells:
    """The theme's shells, made once."""
    folder = tmp_path_factory.mktemp("frame")
    register = read(register_of(None, folder / "register"))
    return shells(site_of(register), ROOT / "site_src", ROOT / "mkdocs.yml", folder / "cache")


@pytest.fixture
def desk(tmp_path) -> Path:
    """The base register with an address."""
    root = register_of(None, tmp_path / "register")
    change(root, "community.yml", 'format: "1"\n', f'format: "1"\nsite_url: {ADDRESS}/\n')
    return root


def read(root: Path) -> Register:
    found = load(root, AS_OF, Cache(root / "cache")).register
    assert found is not None
    return found


def change(root: Path, name: str, old: str, new: str) -> None:
    """Put `new` in the place of `old` in one file of the records."""
    path = root / "records" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def build(root: Path, frame: Shells, out: str = "site") -> Built:
    found = Build(read(root), frame, None, root, root.parent / out).run(
        Cache(root.parent / f"kept {out}"), 1
    )
    assert found is not None
    return found


def told(root: Path, out: str = "site") -> Mapping[str, bytes]:
    """Return the feeds and calendars of a site by address."""
    site = root.parent / out
    found = (path for path in site.rglob("*") if path.suffix in (".atom", ".ics"))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(found)}


def updates(feed: bytes) -> dict[str, str]:
    """Return when each entry was updated, by id."""
    entries = ET.fromstring(feed).findall(f"{ATOM}entry")
    return {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated") for entry in entries}


def days(calendar: bytes) -> dict[str, icalendar.Event]:
    """Return the appointments by UID."""
    return {str(it["UID"]): it for it in icalendar.Calendar.from_ical(calendar).walk("VEVENT")}


def faults(name: str, feed: bytes, site: str = ADDRESS) -> list[str]:
    """Return what breaks RFC 4287 in a feed, and our own rules: entries by what they tell, the latest first."""
    top = ET.fromstring(feed)
    ids = [it.text or "" for it in top.iterfind(f"{ATOM}entry/{ATOM}id")]
    tag = rf"tag:{site.split('/')[2]},\d{{4}}:/\S+"
    dated = [it.text or "" for it in top.iterfind(f"{ATOM}entry/{ATOM}updated")]
    own = [it for it in ids if not re.fullmatch(tag, it)]
    own += [] if dated == sorted(dated, reverse=True) else ["order"]
    own += [] if top.findtext(f"{ATOM}updated") == dated[0] else ["updated of the feed"]
    return atom.faults(feed, f"{site}/{name}") + own


def test_a_feed_and_a_calendar_say_what_they_said(desk, frame, pytestconfig):
    build(desk, frame)
    found = told(desk)
    names = ("feeds/decisions.atom", "en/feeds/issues.atom", "feeds/orders.atom", "calendar.ics")
    for name in names:
        path = GOLDEN / name
        if pytestconfig.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found[name].replace(b"\r\n", b"\n"))
        assert found[name].replace(b"\r\n", b"\n") == path.read_bytes(), name


def test_there_is_a_feed_for_all_each_kind_place_and_project_and_a_calendar_where_there_are_days(
    desk, frame
):
    build(desk, frame)
    register = read(desk)
    names = {"all", *(record.KIND.folder for record in register.records.values())}
    names |= {f"{it}/{r.id}" for it in ("place", "project") for r in register.by_kind[it]}
    feeds = {f"feeds/{n}.atom" for n in names}
    own = ("place/PLC-qingxi", "place/PLC-grid-1", "place/PLC-yard", "project/PRJ-2026-0001")
    calendars = {"calendar.ics", *(f"calendar/{it}.ics" for it in own)}
    both = {f"{lang}{name}" for lang in ("", "en/") for name in (*feeds, *calendars)}
    assert told(desk).keys() == both


def test_feeds_and_calendars_are_valid(desk, frame):
    build(desk, frame)
    found = told(desk)
    feeds = {name: text for name, text in found.items() if name.endswith(".atom")}
    calendars = {name: text for name, text in found.items() if name.endswith(".ics")}
    assert {name: it for name, text in feeds.items() if (it := faults(name, text))} == {}
    parsed = {name: feedparser.parse(text) for name, text in feeds.items()}
    assert {n: it.bozo_exception for n, it in parsed.items() if it.bozo} == {}
    assert {(it.version, it.encoding) for it in parsed.values()} == {("atom10", "utf-8")}
    for name, text in calendars.items():
        uids = [str(it["UID"]) for it in icalendar.Calendar.from_ical(text).walk("VEVENT")]
        assert len(uids) == len(set(uids)) > 0, name
        assert [it.errors for it in days(text).values() if it.errors] == [], name
        assert text.count(b"\n") == text.count(b"\r\n")
        assert max(map(len, text.split(b"\r\n"))) <= 75


def test_every_feed_of_the_sample_is_valid(tmp_path_factory):
    site = sample.built(tmp_path_factory.getbasetemp())
    feeds = {it.relative_to(site).as_posix(): it.read_bytes() for it in site.rglob("*.atom")}
    kinds = {(name.startswith("en/"), name.removeprefix("en/").count("/")) for name in feeds}
    assert kinds == {(False, 1), (False, 2), (True, 1), (True, 2)}
    home = "https://wutongli.example"
    assert {name: it for name, text in feeds.items() if (it := faults(name, text, home))} == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<title>清溪社区 · 决议</title>", "", "Expecting an element"),
        ("T16:00:00Z</updated>", "</updated>", "updated"),
        ('type="xhtml"', 'type="html"', "content"),
        ("<entry>", "<entry><rating>5</rating>", "entry failed"),
        ("<author><name>清溪社区</name></author>", "", "an entry without author"),
        (' xml:lang="zh-Hans"', "", "no language"),
        ("feeds/decisions.atom", "feeds/all.atom", "its own address"),
        ("DEC-2026-0002/4", "DEC-2026-0002/3", "id twice"),
        ("<entry>", '<entry><link href="https://a.example/" type="text/html"/>', "alternate twice"),
        ("https://qingxi.example/register/decisions/", "/decisions/", "no IRI"),
        ("2026-05-20T16:00:00Z", "2026-05-20T24:00:00", "no instant"),
        (
            "<entry>",
            "<entry><published>2026-05-21T00:00:00Z</published>",
            "before it was published",
        ),
    ],
)
def test_a_feed_that_breaks_the_standard_is_found(old, new, said):
    text = (GOLDEN / "feeds/decisions.atom").read_text("utf-8")
    address = f"{ADDRESS}/feeds/decisions.atom"
    assert atom.faults(text.encode(), address) == []
    assert old in text
    found = atom.faults(text.replace(old, new).encode(), address)
    assert said in " ".join(found)


def test_signs_that_mean_something_survive_both_forms(desk, frame):
    title = "灯、“树”和 <b>&amp; \\\\n; a,b " + "很长" * 40
    change(desk, "decisions/2026/DEC-2026-0001.yml", "机修厂院落换灯方案", f'"{title}"')
    build(desk, frame)
    plain = title.replace("\\\\", "\\")
    top = ET.fromstring(told(desk)["feeds/decisions.atom"])
    titles = [it.text for it in top.iterfind(f"{ATOM}entry/{ATOM}title")]
    assert f"{plain}：生效" in titles
    uid = "DEC-2026-0001-window-1@qingxi.example/register"
    assert days(told(desk)["calendar.ics"])[uid]["SUMMARY"] == f"决议公告：{plain}（4月1日截止）"


def test_a_window_is_whole_days_and_a_meeting_begins_at_its_hour(desk, frame):
    build(desk, frame)
    found = days(told(desk)["en/calendar.ics"])
    window = found["DEC-2026-0001-window-1@qingxi.example/register"]
    assert (window["DTSTART"].dt, window["DTEND"].dt) == (date(2026, 3, 25), date(2026, 4, 2))
    assert str(window["SUMMARY"]).endswith("(last day 1 Apr)")
    assert "Service station, room 201, 0990-5550102" in window["DESCRIPTION"]
    meeting = found["MTG-2026-0001@qingxi.example/register"]
    assert meeting["DTSTART"].dt == datetime(2026, 3, 10, 11, tzinfo=UTC)
    assert (meeting["SEQUENCE"], meeting["DTSTAMP"].dt) == (
        3,
        datetime(2026, 3, 12, 16, tzinfo=UTC),
    )


def test_what_is_called_off_stays_as_cancelled_with_a_higher_sequence(desk, frame):
    build(desk, frame)
    uid = "ACT-2026-0002-1@qingxi.example/register"
    before = days(told(desk)["calendar.ics"])[uid]
    change(desk, "activities/2026/ACT-2026-0002.yml", ANNOUNCED, CALLED_OFF)
    build(desk, frame)
    after = days(told(desk)["calendar.ics"])[uid]
    assert (before["STATUS"], before["SEQUENCE"]) == ("CONFIRMED", 0)
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 1)


def test_ids_stay_and_what_has_not_moved_is_not_updated(desk, frame):
    build(desk, frame)
    before = updates(told(desk)["feeds/all.atom"])
    change(desk, "activities/2026/ACT-2026-0002.yml", ANNOUNCED, CALLED_OFF)
    build(desk, frame)
    after = updates(told(desk)["feeds/all.atom"])
    new = "tag:qingxi.example,2026:/register/activities/ACT-2026-0002/2"
    assert len(after) == 50
    assert after.pop(new) == "2026-11-18T16:00:00Z"
    assert after.items() <= before.items()


def test_only_what_tells_of_a_changed_record_is_made_anew(desk, frame):
    build(desk, frame)
    before = times(desk)
    earlier = ANNOUNCED.replace("-18", "-17")
    change(desk, "activities/2026/ACT-2026-0002.yml", ANNOUNCED, earlier)
    build(desk, frame)
    moved = {name for name, time in times(desk).items() if before[name] != time}
    own = {"feeds/all.atom", "feeds/activities.atom", "calendar.ics"}
    places = ("PLC-qingxi", "PLC-grid-1", "PLC-yard")
    own |= {
        f"{n}/place/{it}.{e}" for it in places for n, e in (("feeds", "atom"), ("calendar", "ics"))
    }
    assert moved == own | {f"en/{name}" for name in own}
    build(desk, frame, "anew")
    assert told(desk) == told(desk, "anew")


def times(root: Path) -> dict[str, int]:
    """Return when each feed and calendar was last written."""
    return {name: (root.parent / "site" / name).stat().st_mtime_ns for name in told(root)}


@pytest.mark.parametrize("visibility", ["card", "count"])
def test_what_is_hidden_is_not_told(visibility, desk, frame):
    hidden = ("院落路灯坏了", "Half the lamps", "居民议事会：院落路灯", "大家同意换灯")
    for name in ("issues/2026/ISS-2026-0001.yml", "meetings/2026/MTG-2026-0001.yml"):
        change(desk, name, "\nevents:", f"\nvisibility: {visibility}\nevents:")
    build(desk, frame)
    found = {name: text.decode() for name, text in told(desk).items()}
    assert [n for n, text in found.items() for words in hidden if words in text] == []
    assert [n for n, text in found.items() if n.endswith(".ics") and "MTG-2026-0001" in text] == []
    known = "feeds/issues.atom" in found
    assert known == (visibility == "card")
    if known:
        assert "PLC-yard" not in found["feeds/issues.atom"]
        assert "ISS-2026-0001" not in found["feeds/place/PLC-yard.atom"]


def test_an_open_card_tells_only_its_week(desk, frame):
    name = "issues/2026/ISS-2026-0001.yml"
    text = (desk / "records" / name).read_text("utf-8")
    kept = text[: text.index("  - {to: deliberating")]
    kept = re.sub(r"(?s)parts:.*?events:", "visibility: card\nevents:", kept)
    (desk / "records" / name).write_text(kept, "utf-8")
    build(desk, frame)
    feed = told(desk)["feeds/issues.atom"]
    assert list(updates(feed).values()) == ["2026-03-01T16:00:00Z"]
    assert "3月4日" not in feed.decode()


def test_orders_are_told_by_the_day_and_not_among_all(desk, frame):
    build(desk, frame)
    found = told(desk)
    assert "ORD-" not in "".join(text.decode() for text in found.values())
    assert "/orders/" not in found["feeds/all.atom"].decode()
    ids = list(updates(found["en/feeds/orders.atom"]))
    assert "tag:qingxi.example,2026:/register/en/orders/2026-06-01" in ids
    assert len(ids) == len(set(ids))


def test_orders_of_which_only_the_progress_is_public_have_no_feed(desk, frame):
    for name in ("ORD-202606-0001", "ORD-202606-0002"):
        change(desk, f"orders/2026-06/{name}.yml", "\nevents:", "\nvisibility: card\nevents:")
    build(desk, frame)
    assert [name for name in told(desk) if "orders" in name] == []


def test_pages_lead_to_what_can_be_followed(desk, frame):
    build(desk, frame)
    site = desk.parent / "site"
    page = (site / "en/notices/index.html").read_text("utf-8")
    for name in ("feeds/all.atom", "calendar.ics"):
        assert re.search(rf'<link rel="alternate " [^>]*href="../{name}"', page)
        assert f'<a href="../{name}"' in page
    place = (site / "places/PLC-yard/index.html").read_text("utf-8")
    assert 'href="../../calendar/place/PLC-yard.ics"' in place
    links = re.findall(r'href="([^"]+\.(?:atom|ics))"', page + place)
    assert len(links) == 8
    assert ".atom" not in (site / "issues/ISS-2026-0001/index.html").read_text("utf-8")
    assert ".atom" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_register_without_an_address_has_nothing_to_follow(tmp_path, frame):
    root = register_of(None, tmp_path / "register")
    build(root, frame)
    assert told(root) == {}
    assert ".atom" not in (tmp_path / "site/notices/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "address", ["qingxi.example", "https://a..b/", "https://[", "https://a/?b"]
)
def test_an_address_on_which_none_can_be_built_is_refused(address, desk):
    change(desk, "community.yml", f"{ADDRESS}/", address)
    found = load(desk, AS_OF, Cache(desk / "cache")).diagnostics
    assert [(it.file, it.line, it.message.en) for it in found] == [
        ("records/community.yml", 2, f"`{address}` is no address of a site")
    ]


def test_a_change_is_dated_by_the_merge_that_approved_it(tmp_path, monkeypatch):
    root = sample.base(tmp_path / "register")
    change(root, "community.yml", 'format: "1"\n', f'format: "1"\nsite_url: {ADDRESS}/\n')
    sample.git(root, "commit", "--quiet", "--all", "--message", "Address")
    change(root, "activities/2026/ACT-2026-0002.yml", "22T14:00", "22T15:00")
    sample.git(root, "commit", "--quiet", "--all", "--message", "An hour later")
    sample.git(root, "checkout", "--quiet", "-b", "work")
    change(root, "activities/2026/ACT-2026-0002.yml", ANNOUNCED, CALLED_OFF)
    for hour, command in ((15, ("commit", "--all")), (16, ("merge", "--no-ff", "work"))):
        monkeypatch.setitem(sample.IDENTITY, "GIT_COMMITTER_DATE", f"2026-11-19T{hour}:00:00+08:00")
        sample.git(root, *command, "--quiet", "--message", "Called off")
        sample.git(root, "checkout", "--quiet", "main")
    site = sample.build(root, tmp_path / "site")
    found = updates((site / "feeds/activities.atom").read_bytes())
    path = "tag:qingxi.example,2026:/register/activities/ACT-2026-"
    assert found == {
        f"{path}0002/2": "2026-11-19T08:00:00Z",
        f"{path}0002/1": "2026-11-19T01:00:00Z",
        f"{path}0001/3": "2026-11-19T01:00:00Z",
    }
    moved = days((site / "calendar.ics").read_bytes())["ACT-2026-0002-1@qingxi.example/register"]
    assert (moved["STATUS"], moved["SEQUENCE"]) == ("CANCELLED", 2)
