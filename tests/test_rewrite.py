"""A rewritten history: accepted where it is proved that redacted contents alone were replaced."""

import json
import subprocess
from pathlib import Path

import command
import pytest
from chronicle import (
    PEOPLE,
    PLACE,
    POLICY,
    SUPERVISOR,
    Chronicle,
    codes,
    pen,
    people,
    person,
    place,
    policy,
    rule,
)
from hosted import SETTING, attested, hosted
from repository import STRANGER, Repository
from rewritten import MASK, SECRET, Rewritten, leaked, plain, redacted, redrawn, rewritten, usurped

from govgen.cache import Cache
from govgen.trail import read


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Rewritten:
    made = rewritten(tmp_path_factory.mktemp("well"))
    assert made.state() == (0, "")
    return made


def test_a_rewritten_history_passes_with_its_statement_and_every_old_anchor(well: Rewritten):
    for anchor in (well.old.tip, well.leak, well.leak[:16], well.tip):
        found = well.verified(anchor)
        assert (codes(found), found.exit_code, found.anchored) == ([], 0, True)
    # The excuse names a commit that is not there any more.
    assert [it.code for it, _ in found.acknowledged] == ["direct-change"]


def test_without_the_statement_a_changed_anchor_is_a_violation(well: Rewritten):
    done = govgen(well.root, "verify", "main", "--anchor", well.old.tip)
    assert (done.returncode, "[anchor-missing]" in done.stdout) == (1, True)
    assert "[weak-evidence]" in done.stdout


def test_the_rewrite_is_told_for_ever(well: Rewritten):
    told = ("verify", "main", "--anchor", well.old.tip, "--rewrite", str(well.statement))
    done = govgen(well.root, *told, "--format", "json")
    blobs = [Repository(root).git("rev-parse", f"{commit}:records/places/PLC-yard.yml")
             for root, commit in ((well.old.root, well.leak), (well.root, "main~3"))]  # fmt: skip
    assert (done.returncode, json.loads(done.stdout)["rewritten"]) == (
        0,
        {
            "old_anchor": well.old.tip,
            "new_anchor": well.tip,
            "reason": "an address",
            "blobs": [dict(zip(("old", "new"), blobs, strict=True))],
        },
    )
    done = govgen(well.root, *told)
    assert f"rewritten: {well.old.tip[:10]} became {well.tip[:10]}" in done.stdout
    assert done.stdout.rstrip().endswith("an address")


def test_a_site_goes_by_the_statement_beside_its_records(well: Rewritten, tmp_path: Path):
    assert read(well.root, well.tip, Cache(tmp_path)).violations == ()
    bare = tmp_path / "bare"
    Repository(well.root).git("clone", "--quiet", "--bare", ".", str(bare))
    found = read(bare, well.tip, Cache(tmp_path)).violations
    assert {it.code for it in found} == {"direct-change", "unknown-commit", "weak-evidence"}


def test_another_anchor_is_missing_still(well: Rewritten):
    assert codes(well.verified("0" * 40)) == ["anchor-missing"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("ISS-2026-0001", "ISS-2026-0002"),
        ("2026-01-01", "2026-01-02"),
        ("Director <", "Somebody <"),
        ("Merge branch 'work'", "Merge branch 'play'"),
    ],
)
def test_no_statement_is_made_where_more_changed(was: str, now: str, tmp_path: Path):
    made = rewritten(tmp_path, (was, now))
    code, talk = made.state()
    assert code == 2
    assert "Traceback" not in talk
    assert not made.statement.exists()


def test_no_statement_is_made_with_a_key_that_may_not_sign(tmp_path: Path):
    made = rewritten(tmp_path)
    pen("stranger")
    code, talk = made.state("stranger")
    assert (code, "no key that the register lets sign" in talk) == (2, True)


def test_no_statement_is_made_by_an_attestor_whose_term_ended(tmp_path: Path):
    former = person(SUPERVISOR, "auditor", until="2025-12-31", keys=[pen("supervisor").key()])
    attests = {"attestors": [former["id"]]}
    made = Chronicle(tmp_path / "old", policy(rule(), **attests), people(former))
    leak = made.merge({PLACE: place(title=SECRET)})
    made.merge({POLICY: policy(rule(), **attests, **redacted(made, leak))})
    code, talk = redrawn(tmp_path, made, leak).state("supervisor")
    assert (code, "no key that the register lets sign" in talk) == (2, True)


@pytest.mark.parametrize(
    "days",
    [
        {"valid_from": "2026-06-01"},
        {"valid_until": "2025-12-31"},
        {"compromised_since": "2027-01-01"},
    ],
)
def test_no_statement_is_made_with_a_key_that_did_not_hold(days: dict[str, str], tmp_path: Path):
    made = Chronicle(tmp_path / "old", people=people(keys=[pen().key(**days)]))
    leak = made.merge({PLACE: place(title=SECRET)})
    made.merge({POLICY: policy(**redacted(made, leak))})
    code, talk = redrawn(tmp_path, made, leak).state()
    assert (code, "no key that the register lets sign" in talk) == (2, True)


def test_a_key_that_leaked_signs_no_statement_though_its_holder_is_gone(tmp_path: Path):
    made = plain(tmp_path)
    assert made.state() == (0, "")
    assert codes(made.verified()) == []
    new = Repository(made.root)
    new.hours = made.old.repository.hours
    told = new.merge(made.tip, {PEOPLE: people(keys=[pen().key(compromised_since="2025-01-01")])})
    new.merge(told, {PEOPLE: people()})
    assert codes(made.verified()) == ["rewrite-forged"]


def test_no_statement_is_made_where_a_new_content_was_there_before(tmp_path: Path):
    made, leak = leaked(tmp_path, rule())
    made.merge({POLICY: policy(**redacted(made, leak))})
    made.merge({PLACE: place(title=MASK), "README.md": "院子"})
    code, talk = redrawn(tmp_path, made, leak).state()
    assert (code, "held one of the new contents before" in talk) == (2, True)


def test_nobody_makes_themselves_a_signer_by_the_rewrite(tmp_path: Path):
    made = usurped(tmp_path)
    code, talk = made.state("stranger")
    assert (code, "the rules themselves" in talk) == (2, True)


@pytest.mark.parametrize(
    "told",
    [
        {"blobs": []},
        {"commits": []},
        {"old_anchor": "0" * 40},
        {"new_anchor": "0" * 40},
        {"commits": ["", "tree"]},
    ],
)
def test_a_signed_statement_that_fits_nothing_is_refused(told: dict[str, object], tmp_path: Path):
    made = rewritten(tmp_path)
    made.state()
    made.alter(**told)
    assert "rewrite-mismatch" in codes(made.verified())


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "[" * 100_000, '{"format": "govgen-rewrite-1", "blobs": 1}']
)
def test_a_damaged_statement_cannot_be_verified(content: str, well: Rewritten, tmp_path: Path):
    path = tmp_path / "rewrite.json"
    path.write_text(content, "utf-8")
    Path(f"{path}.sig").write_text("", "utf-8")
    done = govgen(well.root, "verify", "main", "--rewrite", str(path))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def govgen(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return command.govgen("-C", root, "--lang", "en", *words)


def test_statements_on_approvals_hold_for_what_was_rewritten(tmp_path: Path):
    old = hosted(tmp_path / "old")
    side = old.side({PLACE: place(title=SECRET)})
    leak = old.land({PLACE: place(title=SECRET)}, STRANGER, sides=[side])
    attestations = attested(old, side, ("zhuren", "APPROVED", side))
    old.merge({POLICY: policy(rule(), **SETTING, **redacted(old, leak))})
    made = redrawn(tmp_path, old, leak)
    assert made.state("supervisor") == (0, "")
    told = ("verify", "main", "--attestations", str(attestations))
    assert "[approver-unknown]" in govgen(made.root, *told).stdout
    done = govgen(made.root, *told, "--rewrite", str(made.statement), "--anchor", made.old.tip)
    assert (done.returncode, "[" in done.stdout) == (0, False)
