"""YAML that is written reads back, and an event is appended without touching anything else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgen import writing
from govgen.appending import appended
from govgen.problem import GovgenError
from govgen.source import INVISIBLE, read

AWKWARD = st.sampled_from(
    ["yes", "null", "~", "a: b", "a #b", "- x", "[a", "a,b", "010", "1e5", "12:30:45", " x", "x ",
     "a\nb", "a\n b\n", "a\n\nb", "\na", "a\n\n", "-5", "-", "?", "a:", "x: |", "'q'", '"q"', "a\tb",
     "《x》", "...", "--- a", "a\\b", "@x", "%x", "=", "<<", "日期：2026"]
)  # fmt: skip
VISIBLE = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
TEXT = VISIBLE.filter(lambda text: not INVISIBLE.search(text)) | AWKWARD
KEY = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUE = st.recursive(
    TEXT, lambda v: st.lists(v, max_size=4) | st.dictionaries(KEY, v, max_size=4), max_leaves=12
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=5))
def test_whatever_is_written_reads_back_the_same(data):
    document = read("", writing.document(data).encode())
    assert document.faults == ()
    assert document.data == data


def test_a_record_is_laid_out_like_a_clerk_would():
    data = {
        "id": "ISS-2026-0001",
        "title": {"zh": "路灯不亮", "en": "Lamps: out again"},
        "summary": "第一行\n第二行",
        "raised_by": {"kind": "resident", "households": "12"},
        "tags": ["路灯", "安全"],
        "code": "007",
        "events": [{"to": "submitted", "at": "2026-03-05"}],
    }
    assert writing.document(data) == (
        "id: ISS-2026-0001\n"
        'title: {zh: 路灯不亮, en: "Lamps: out again"}\n'
        "summary: |-\n  第一行\n  第二行\n"
        "raised_by: {kind: resident, households: 12}\n"
        "tags: [路灯, 安全]\n"
        'code: "007"\n'
        "events:\n  - {to: submitted, at: 2026-03-05}\n"
    )


EVENT = {"to": "closed", "at": "2026-05-06", "by": ["ORG-a", "PER-b"], "note": "灯亮了：21 盏"}
BLOCK = "- to: closed\n{0}  at: 2026-05-06\n{0}  by: [ORG-a, PER-b]\n{0}  note: 灯亮了：21 盏\n"
FLOW = "{to: closed, at: 2026-05-06, by: [ORG-a, PER-b], note: 灯亮了：21 盏}"
LAYOUTS = {
    "block, comments": (
        "id: X\nevents:\n  - to: a\n    at: b  # 当天\n    # 电话通知\n  # 下面别动\ntags: [a]  # c\n",
        "id: X\nevents:\n  - to: a\n    at: b  # 当天\n    # 电话通知\n  "
        + BLOCK.format("  ")
        + "  # 下面别动\ntags: [a]  # c\n",
    ),
    "no indent, mixed": (
        "events:\n- to: a\n  at: b\n- {to: b, at: c}   # flow\n",
        f"events:\n- to: a\n  at: b\n- {{to: b, at: c}}   # flow\n- {FLOW}\n",
    ),
    "one line": (
        "id: X\nevents: [{to: a, at: b}]\ntags: []\n",
        f"id: X\nevents: [{{to: a, at: b}}, {FLOW}]\ntags: []\n",
    ),
    "brackets over lines": (
        "events: [\n    {to: a}, # first\n    {to: b} # second\n  ] # end\nid: X\n",
        f"events: [\n    {{to: a}}, # first\n    {{to: b}}, # second\n    {FLOW}\n  ] # end\nid: X\n",
    ),
    "last comma": (
        "events: [\n    {to: a},\n  ]\n",
        f"events: [\n    {{to: a}},\n    {FLOW},\n  ]\n",
    ),
    "literal note": (
        "events:\n  - to: a\n    note: |\n      一行\n\n      两行\n\n\n# next\ntitle: x\n",
        "events:\n  - to: a\n    note: |\n      一行\n\n      两行\n  "
        + BLOCK.format("  ")
        + "\n\n# next\ntitle: x\n",
    ),
    "kept line ends": (
        "events:\n  - to: a\n    note: |+\n      一行\n\ntitle: x\n",
        "events:\n  - to: a\n    note: |+\n      一行\n\n  " + BLOCK.format("  ") + "title: x\n",
    ),
    "all in braces": (
        "{id: X, events: [{to: a}], t: 1}",
        f"{{id: X, events: [{{to: a}}, {FLOW}], t: 1}}",
    ),
    "no line end": (
        "events:\n    -   to: a\n        by:\n        - O",
        (
            "events:\n    -   to: a\n        by:\n        - O\n    -   to: closed\n        at: 2026-05-06\n"
            "        by: [ORG-a, PER-b]\n        note: 灯亮了：21 盏\n"
        ),
    ),
    "windows": (
        "events:\r\n  - to: a\r\ntitle: y\r\n",
        "events:\r\n  - to: a\r\n  " + BLOCK.format("  ").replace("\n", "\r\n") + "title: y\r\n",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_event_is_appended_in_the_layout_that_is_there(name):
    before, after = LAYOUTS[name]
    assert appended(before.encode(), EVENT).decode() == after


def test_what_cannot_be_appended_is_refused():
    with pytest.raises(GovgenError):
        appended(b"id: X\n", EVENT)


def test_every_sample_record_keeps_its_lines_when_a_step_is_added(pytestconfig):
    for path in sorted(Path(pytestconfig.rootpath, "records").rglob("*-*.yml")):
        content = path.read_bytes()
        if read("", content).faults:
            continue
        made = appended(content, EVENT)
        kept = iter(made.splitlines())
        assert all(line in kept for line in content.splitlines()), path
