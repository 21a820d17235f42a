"""Diagnostics for machines and hosts; text for a terminal stands in `report`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Literal, get_args
from urllib.parse import quote

from govgen.manual import manual
from govgen.problem import Diagnostic
from govgen.words import Lang, Words

Format = Literal["text", "json", "github", "gitlab", "sarif", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
Found = Sequence[Diagnostic]


def as_json(found: Found, records: int, lang: Lang) -> str:
    """Write all diagnostics with their keys as promised, and the number of records."""
    items = [
        {
            "file": item.file,
            "line": item.line,
            "column": item.column,
            "severity": item.severity,
            "code": item.code,
            "record": item.record,
            "route": item.route,
            "message": item.message[lang],
            "hint": item.hint[lang],
        }
        for item in found
    ]
    return written({"diagnostics": items, "records": records})


def as_github(found: Found, _records: int, lang: Lang) -> str:
    """Write workflow commands, which GitHub shows beside the faulty lines."""
    return "".join(
        f"::{item.severity} file={escaped(item.file, ':,')},line={item.line},col={item.column},"
        f"title={escaped(item.code, ':,')}::{escaped(sentence(item, lang))}\n"
        for item in found
    )


def escaped(text: str, also: str = "") -> str:
    """Write `%`, line ends and the signs in `also` as GitHub wants them."""
    return "".join(f"%{ord(sign):02X}" if sign in "%\r\n" + also else sign for sign in text)


def as_gitlab(found: Found, _records: int, lang: Lang) -> str:
    """Write a Code Quality report; fingerprints do not depend on lines, so moved faults stay known."""
    seen: dict[str, int] = {}
    items = []
    for item in found:
        key = f"{item.file}\n{item.code}\n{item.route}\n{item.message.en}"
        seen[key] = seen.get(key, 0) + 1
        items.append(
            {
                "description": sentence(item, lang),
                "check_name": item.code,
                "fingerprint": hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest(),
                "severity": "major" if item.severity == "error" else "minor",
                "location": {"path": item.file, "lines": {"begin": item.line}},
            }
        )
    return written(items)


def as_sarif(found: Found, _records: int, lang: Lang) -> str:
    """Write SARIF 2.1.0 with the manual page of each rule that was broken."""
    codes = sorted({item.code for item in found})
    driver = {
        "name": "govgen",
        "version": version("govgen"),
        "rules": [described(code, lang) for code in codes],
    }
    results = [
        {
            "ruleId": item.code,
            "ruleIndex": codes.index(item.code),
            "level": item.severity,
            "message": {"text": sentence(item, lang)},
            "locations": [{"physicalLocation": located(item)}],
        }
        for item in found
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return written(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def described(code: str, lang: Lang) -> dict[str, object]:
    """Return a rule of SARIF: its title, and its manual page as help."""
    page = manual().get(code, Words(code, code))[lang]
    title = page.splitlines()[0]
    return {"id": code, "shortDescription": {"text": title}, "help": {"text": page}}


def located(item: Diagnostic) -> dict[str, object]:
    """Return a place of SARIF."""
    return {
        "artifactLocation": {"uri": quote(item.file)},
        "region": {"startLine": item.line, "startColumn": item.column},
    }


HEAD = {
    "zh": "| 位置 | 规则 | 问题 | 怎么改 |\n|---|---|---|---|\n",
    "en": "| Where | Rule | Fault | Mend |\n|---|---|---|---|\n",
}
CLEAN = Words("没有发现问题。\n", "Nothing was found.\n")


def as_markdown(found: Found, _records: int, lang: Lang) -> str:
    """Write a table for a comment or a job's summary."""
    if not found:
        return CLEAN[lang]
    return HEAD[lang] + "".join(
        f"| `{cell(item.file)}:{item.line}` | `{item.code}` | {cell(item.message[lang])} "
        f"| {cell(item.hint[lang])} |\n"
        for item in found
    )


def cell(text: str) -> str:
    """Keep `text` in one cell, and free of markup that would be obeyed."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
    return " ".join(safe.split())


def sentence(item: Diagnostic, lang: Lang) -> str:
    """Return the fact and the next act in one line."""
    return (
        f"{item.message[lang]}; {item.hint[lang]}"
        if lang == "en"
        else f"{item.message[lang]}；{item.hint[lang]}"
    )


def written(value: object) -> str:
    """Write JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[Found, int, Lang], str]] = {
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "markdown": as_markdown,
}
"""All formats but text, which needs the sources too."""
