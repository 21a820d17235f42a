"""Hosts: one folder of commits each, as Git holds them, under what must be read from them.

A file in `tests/hosts/<host>` is a test: how the commit landed, a line of five dashes, the commit.
"""

import json
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govgen.commit import Commit, Ident, parsed
from govgen.host import Landing, Named, hosts

FOLDER = Path(__file__).parent / "hosts"
CASES = sorted(FOLDER.glob("*/*"))
NOBODY = b"tree 0\nauthor A <a@b.example> 0 +0000\ncommitter A <a@b.example> 0 +0000\n\n"
PROFILES = {
    "gitee": "gitee",
    "github-merge-prow": "github",
    "github-squash": "github",
    "github-merge": "github",
    "gerrit": "gerrit",
    "gitlab": "gitlab",
    "bitbucket": "bitbucket",
    "github-merge-queue": "github",
    "bors": "github",
}
"""The host of each source of real merges."""
REAL = """
source             all merge squash submitted direct root number merger bot reviewed reviewers
gitee              120   119      0         0      1    0    119      0 119       83       245
github-merge-prow  120   112      5         0      3    0    117      4 108        0         0
github-squash      120     6     51         0     63    0     56      6   0        0         0
github-merge       120    69      0         0     51    0     46     69   0        0         0
gerrit             120    98      0        22      0    0      0      0  98        0         0
gitlab             120     4      0         0    116    0      4      4   0        0         0
bitbucket          120     9      0         0    111    0      0      9   0        0         0
github-merge-queue 120    86     15         0     19    0    101     86   0        0         0
bors               120   102      0         0     17    1    102     33  69        0         0
""".strip()
"""What the real merges tell; titles and bodies are cut from them, and bors's reviewers with those."""


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_commit_landed_as_its_file_says(case, pytestconfig):
    expected, _, content = case.read_bytes().rpartition(b"-----\n")
    found = told(hosts()[case.parent.name].landing(parsed("0" * 40, content)))
    if pytestconfig.getoption("bless"):
        case.write_bytes(found.encode() + b"-----\n" + content)
    else:
        assert found == expected.decode()


def test_every_host_has_a_folder_of_cases_and_words_in_both_languages():
    assert {path.parent.name for path in CASES} == set(hosts())
    for name, host in hosts().items():
        assert host.NAME == Path(host.__file__).stem == name
        assert host.WORDS.zh
        assert host.WORDS.en


@pytest.mark.parametrize("name", hosts())
def test_every_host_tells_a_merge_and_a_forged_one(name):
    kinds = {
        case.read_text("utf-8", "replace").partition("\n")[0]
        for case in CASES
        if case.parent.name == name
    }
    assert {"kind: merge", "kind: direct", "kind: root"} <= kinds
    assert any(case.stem.startswith("forged") for case in CASES if case.parent.name == name)


@pytest.mark.parametrize("name", hosts())
@pytest.mark.parametrize(
    "message",
    [
        "",
        "\n\n",
        "\0\ufffd\x0b\u2028\r",
        "Merge pull request #1 from " + "a/" * 500_000,
        "Merge pull request '" + "' (#1) from a " * 70_000,
        "Merge" + " #1" * 300_000,
        "Merge #1\n\n" + "1: x r=a a=b\n" * 80_000,
        "x\n" * 500_000,
        "x\n" + "See merge request a/b!1\n" * 40_000,
        "x\n\nSee merge request " + "!" * 1_000_000,
        "x\n\n" + "Reviewed-on: https://h.example/pulls/1\n" * 25_000 + "Reviewed-by: a <b@c>\n" * 25_000,
        "!1 x\nFrom: @a\nReviewed-by: " + "@a," * 300_000,
        "Merged in x (pull request #1)\n\nx\n\n" + "Approved-by: a\n" * 60_000,
        " " * 1_000_000 + "x",
    ],
    ids=lambda message: ascii(message[:30]),
)  # fmt: skip
def test_a_huge_or_odd_message_is_read_at_once(name, message):
    start = time.process_time()
    for parents in (1, 2, 3):
        for who in (
            Ident("GitHub", "noreply@github.com", datetime.fromtimestamp(0, UTC)),
            Ident("bors[bot]", "bors[bot]@users.noreply.github.com", datetime.fromtimestamp(0, UTC)),
            Ident("-" * 300_000, "_" * 300_000 + "@", datetime.fromtimestamp(0, UTC)),
        ):  # fmt: skip
            commit = Commit("0", "0", ("0",) * parents, who, who, message, b"")
            hosts()[name].landing(commit)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("name", hosts())
def test_bytes_that_are_no_text_are_read(name):
    for content in (bytes(range(256)), b"\xff" * 5000, b"!1 \xe4\xb8\nReviewed-by: @\xff"):
        landing = hosts()[name].landing(parsed("0", NOBODY + content))
        assert landing.kind == "root"


def test_real_merges_of_every_host_are_read(real_data):
    found = table(real_data)
    print(found)  # noqa: T201
    assert found == REAL


def told(landing: Landing) -> str:
    """Write a landing as the files of cases have it."""
    people = [("merger", landing.merger), *(("reviewer", one) for one in landing.reviewers)]
    rows = [f"kind: {landing.kind}", f"number: {landing.number}"]
    rows += [f"{role}: {written(one)}" for role, one in people if one]
    rows += ["bot: yes"] if landing.bot else []
    return "\n".join((*rows, f"zh: {landing.reason.zh}", f"en: {landing.reason.en}", ""))


def written(one: Named) -> str:
    """Write somebody as `name <address> @account`."""
    email, account = f" <{one.email}>" * bool(one.email), f" @{one.account}" * bool(one.account)
    return f"{one.claimed}{email}{account}"


def real(row: dict) -> Commit:
    """Make a commit of a row of the real merges."""
    when = datetime.fromtimestamp(row["time"], UTC)
    return Commit(
        "0" * 40,
        "0" * 40,
        ("0" * 40,) * row["parents"],
        Ident(row["author"], row["author_email"], when),
        Ident(row["committer"], row["committer_email"], when),
        row["message"],
        b"",
    )


def table(real_data: Path) -> str:
    """Count of every source how its commits landed and whom they name; a row each."""
    found: dict[str, Counter] = {source: Counter() for source in PROFILES}
    for line in (real_data / "merges.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        landing = hosts()[PROFILES[row["source"]]].landing(real(row))
        found[row["source"]].update(
            ["all", landing.kind]
            + ["number"] * bool(landing.number)
            + ["merger"] * bool(landing.merger)
            + ["bot"] * landing.bot
            + ["reviewed"] * bool(landing.reviewers)
            + ["reviewers"] * len(landing.reviewers)
        )
    columns = REAL.partition("\n")[0].split()[1:]
    head = " ".join(["source            ", *columns])
    rows = (
        " ".join([f"{source:18}", *(f"{counts[one]:{len(one)}}" for one in columns)])
        for source, counts in found.items()
    )
    return "\n".join((head, *rows))
