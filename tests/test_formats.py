"""Diagnostics for machines: promised keys, and nothing that a message could break out of."""

import json

from govgen.formats import as_github, as_gitlab, as_json, as_markdown, as_sarif
from govgen.problem import Diagnostic
from govgen.report import text
from govgen.source import read
from govgen.words import Words

FOUND = [
    Diagnostic(
        "records/issues/2026/ISS-2026-0001.yml", 3, 7, "error", "wrong-value", "ISS-2026-0001",
        "/category", Words("`路灯|灯` 不在可选值里", "`a|b <x>` is no\nvalue: 5%"), Words("改", "mend"),
    ),
    Diagnostic("records/x,y.yml", 1, 1, "warning", "stray-file", None, "", Words("多", "odd"), Words("删", "delete")),
]  # fmt: skip


def test_json_has_the_promised_keys():
    assert json.loads(as_json(FOUND, 7, "zh")) == {
        "diagnostics": [
            {
                "file": "records/issues/2026/ISS-2026-0001.yml",
                "line": 3,
                "column": 7,
                "severity": "error",
                "code": "wrong-value",
                "record": "ISS-2026-0001",
                "route": "/category",
                "message": "`路灯|灯` 不在可选值里",
                "hint": "改",
            },
            {
                "file": "records/x,y.yml",
                "line": 1,
                "column": 1,
                "severity": "warning",
                "code": "stray-file",
                "record": None,
                "route": "",
                "message": "多",
                "hint": "删",
            },
        ],
        "records": 7,
    }


def test_a_workflow_command_is_one_line_whatever_the_message():
    assert as_github(FOUND, 7, "en").splitlines() == [
        (
            "::error file=records/issues/2026/ISS-2026-0001.yml,line=3,col=7,title=wrong-value"
            "::`a|b <x>` is no%0Avalue: 5%25; mend"
        ),
        "::warning file=records/x%2Cy.yml,line=1,col=1,title=stray-file::odd; delete",
    ]


def test_a_fingerprint_survives_a_moved_line_and_two_alike_differ():
    moved = [Diagnostic(*[FOUND[0].file, 30, 7], *_rest(FOUND[0]))]
    first = json.loads(as_gitlab(FOUND, 7, "zh"))
    assert json.loads(as_gitlab(moved, 7, "en"))[0]["fingerprint"] == first[0]["fingerprint"]
    twice = json.loads(as_gitlab([FOUND[0], FOUND[0]], 7, "zh"))
    assert twice[0]["fingerprint"] != twice[1]["fingerprint"]
    assert first[0]["severity"] == "major"
    assert first[1]["location"] == {"path": "records/x,y.yml", "lines": {"begin": 1}}


def _rest(found):
    return found.severity, found.code, found.record, found.route, found.message, found.hint


def test_sarif_names_the_rule_with_its_manual_page():
    run = json.loads(as_sarif(FOUND, 7, "zh"))["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules.keys() == {"wrong-value", "stray-file"}
    assert "规则：" in rules["wrong-value"]["help"]["text"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 7,
    }


def test_an_address_of_sarif_has_no_space_and_no_other_alphabet():
    found = Diagnostic("records/签到 表.pdf", *[1, 1], *_rest(FOUND[1]))
    result = json.loads(as_sarif([found], 1, "zh"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "records/%E7%AD%BE%E5%88%B0%20%E8%A1%A8.pdf"}


def test_a_terminal_shows_the_faulty_line_and_obeys_nothing_in_it():
    content = "id: a\u2028title: b\ncategory: \x1b[2J\u202e灯\n".encode()
    shown = text([FOUND[0]], {FOUND[0].file: read(FOUND[0].file, content)}, "zh")
    assert shown.splitlines()[1] == "  | category: �[2J�灯"


def test_a_table_row_stays_one_row():
    assert as_markdown(FOUND[:1], 7, "en").splitlines()[2] == (
        "| `records/issues/2026/ISS-2026-0001.yml:3` | `wrong-value` "
        "| `a\\|b &lt;x>` is no value: 5% | mend |"
    )
    odd = Diagnostic("records/a|b.yml", *[1, 1], *_rest(FOUND[1]))
    assert as_markdown([odd], 7, "en").splitlines()[2].startswith("| `records/a\\|b.yml:1` |")
    assert as_markdown([], 7, "en") == "Nothing was found.\n"
