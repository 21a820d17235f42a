"""Verify a site against one built anew: the manifest may be altered with the page, the history not."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import sample


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register of one commit, and its site."""
    folder = tmp_path_factory.mktemp("rebuilt")
    sample.base(folder / "register")
    sample.build(folder / "register", folder / "site")
    return folder


def verified(built: Path, site: Path | str) -> tuple[int, list[tuple[str, str, str]]]:
    """Verify with a site; return the exit code and the findings."""
    done = sample.govgen(
        built / "register", "verify", "--format", "json", "--site", str(site), "--lang", "en"
    )
    found = json.loads(done.stdout)["findings"]
    return done.returncode, [(it["code"], it["path"], it["message"]["en"]) for it in found]


def forged(built: Path, target: Path, name: str, **manifest: object) -> Path:
    """Copy the site, alter one file, and the manifest with it."""
    shutil.copytree(built / "site", target)
    told = json.loads((target / "provenance.json").read_bytes())
    page = target / name
    page.write_bytes(page.read_bytes().replace(b"</body>", b"<p>altered</p></body>"))
    told["files"][name] = hashlib.sha256(page.read_bytes()).hexdigest()
    (target / "provenance.json").write_text(json.dumps(told | manifest))
    return target


def test_a_site_as_its_commit_gives_it_passes(built: Path):
    assert verified(built, built / "site") == (0, [])


def test_a_statement_that_came_later_makes_no_honest_site_a_forged_one(built: Path, tmp_path: Path):
    shutil.copytree(built, tmp_path / "later")
    register = tmp_path / "later/register"
    sample.git(register, "notes", "--ref=govgen", "add", "-m", "Looks good", "HEAD")
    code, found = verified(tmp_path / "later", built / "site")
    assert (code, {it[0] for it in found}) == (2, {"attestation-refused", "site-not-rebuilt"})


def test_a_site_at_its_address_passes(built: Path):
    with sample.serving(built / "site") as address:
        assert verified(built, address) == (0, [])


def test_a_page_that_was_altered_together_with_the_manifest_is_found(built: Path, tmp_path: Path):
    site = forged(built, tmp_path / "site", "index.html")
    assert verified(built, site) == (
        1,
        [("site-differs", "index.html", "built anew this file is another")],
    )


def test_another_day_gives_another_site(built: Path, tmp_path: Path):
    site = forged(built, tmp_path / "site", ".nojekyll", as_of="2026-11-21")
    code, found = verified(built, site)
    assert (code, {it[0] for it in found}) == (1, {"site-differs"})


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        ({"govgen": "0.0.0"}, "the site was built by govgen 0.0.0, and this is "),
        ({"as_of": "some day"}, "the manifest does not tell which day the site shows"),
        (
            {"beside": "0" * 16},
            "the signed statements, or what was hidden, are not those that the ",
        ),
    ],
)
def test_what_cannot_be_built_anew_cannot_be_verified(built: Path, tmp_path: Path, manifest, why):
    site = forged(built, tmp_path / "site", ".nojekyll", **manifest)
    code, ((found, path, message),) = verified(built, site)
    assert (code, found, path) == (2, "site-not-rebuilt", "provenance.json")
    assert message.startswith(why)


def test_a_site_of_the_past_passes_too(built: Path, tmp_path: Path):
    site = sample.build(built / "register", tmp_path / "site", "--at", "HEAD")
    assert verified(built, site) == (0, [])


def test_nothing_is_left_behind_and_the_repository_is_as_it_was(built: Path):
    before = sample.git(built / "register", "status", "--porcelain", "--ignored")
    counted = sample.git(built / "register", "count-objects", "-v")
    verified(built, built / "site")
    assert sample.git(built / "register", "status", "--porcelain", "--ignored") == before
    assert sample.git(built / "register", "count-objects", "-v") == counted


def test_a_register_below_the_root_of_its_repository_is_built_anew_there(tmp_path: Path):
    sample.copied(tmp_path / "town" / "register")
    shutil.rmtree(tmp_path / "town" / "register" / "records")
    sample.overlay.register_of(None, tmp_path / "town" / "register")
    sample.committed(tmp_path / "town")
    site = sample.build(tmp_path / "town" / "register", tmp_path / "site")
    done = sample.govgen(tmp_path / "town" / "register", "verify", "--site", str(site))
    assert (done.returncode, "site-" in done.stdout) == (0, False)
