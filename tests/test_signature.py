"""Signatures: real keys and commits really signed; what proves nothing is said to prove nothing."""

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from repository import Repository

from govgen.commit import Commit, parsed
from govgen.objects import reading
from govgen.people import Key
from govgen.refs import Unreadable
from govgen.signature import Holder, Verdict, judged, told, untold

UNSIGNED = Verdict("none", "", "", "")
BAD = Verdict("none", "", "bad-signature", "")
BEFORE_EXPIRY = 1_579_046_400
"""2020-01-15T00:00:00Z, within the life of the key that has expired."""
PAYLOAD = b"""\
tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
author Director <director@community.example> 1767222000 +0800
committer Director <director@community.example> 1767222000 +0800

Merge at 07:00 on New Year's Day in Shanghai, which is the old year in UTC
"""


def run(*command: str, given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@dataclass(frozen=True)
class Signer:
    """A key pair, what git is told to sign with it, and its fingerprint."""

    key: Key
    flags: tuple[str, ...]
    fingerprint: str
    command: tuple[str, ...]

    def signs(self, payload: bytes, *more: str) -> bytes:
        return run(*self.command, *more, given=payload)

    def held(self, by: str = "PER-director", *, host: bool = False, **window: date) -> Holder:
        return Holder(by, host, self.key.model_copy(update=window))


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder with a path short enough for an agent's socket."""
    found = Path(tempfile.mkdtemp(prefix="sig"))
    yield found
    run("gpgconf", "--homedir", str(found), "--kill", "all")
    shutil.rmtree(found)


def ssh(home: Path, name: str) -> Signer:
    path = home / name
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path))
    public = path.with_suffix(".pub").read_text().strip()
    return Signer(
        Key(type="ssh", public=public),
        ("-c", "gpg.format=ssh", "-c", f"user.signingkey={path}"),
        run("ssh-keygen", "-l", "-f", str(path)).decode().split()[1],
        ("ssh-keygen", "-Y", "sign", "-q", "-f", str(path), "-n"),
    )


def gpg(home: Path, name: str, *more: str, life: str = "never") -> Signer:
    command = ("gpg", "--homedir", str(home), "--batch", "--quiet", *more)
    secret = ("--passphrase", "", "--pinentry-mode", "loopback")
    run(*command, *secret, "--quick-gen-key", f"{name} <{name}@x.example>", "ed25519", "sign", life)
    listed = run(*command, "--with-colons", "--list-keys", name).decode()
    fingerprint = re.search(r"fpr:+(\w+):", listed)[1]
    wrapper = home / f"{name}.sh"
    wrapper.write_text(f'#!/bin/sh\nexec {" ".join(command)} "$@"\n')
    wrapper.chmod(0o700)
    return Signer(
        Key(type="gpg", public=exported(home, fingerprint)),
        ("-c", f"gpg.program={wrapper}", "-c", f"user.signingkey={fingerprint}"),
        fingerprint,
        (str(wrapper), "--armor", "-u", fingerprint),
    )


def exported(home: Path, fingerprint: str) -> str:
    return run("gpg", "--homedir", str(home), "--armor", "--export", fingerprint).decode()


@pytest.fixture(scope="module")
def director(home) -> Signer:
    return ssh(home, "director")


@pytest.fixture(scope="module")
def stranger(home) -> Signer:
    return ssh(home, "stranger")


@pytest.fixture(scope="module")
def secretary(home) -> Signer:
    return gpg(home, "secretary")


@pytest.fixture(scope="module")
def expired(home) -> Signer:
    return gpg(home, "expired", "--faked-system-time", "20200110T000000", life="20d")


@pytest.fixture(params=["director", "secretary"])
def signer(request) -> Signer:
    return request.getfixturevalue(request.param)


def landed(root: Path, signer: Signer | None, *, at: int | None = None, sha256=False) -> Commit:
    """A commit that git itself signed."""
    repository = Repository(root / "repository", sha256=sha256)
    made = repository.commit(
        {"a": "b\n"}, "梧桐里\n\nWork", at=at, sign=signer.flags if signer else ()
    )
    repository.main(made)
    with reading(repository.root) as objects:
        return next(objects.commits([made]))


def bearing(signature: bytes, payload: bytes = PAYLOAD) -> Commit:
    """A commit that bears any signature at all."""
    head, gap, body = payload.partition(b"\n\n")
    header = b"\ngpgsig " + signature.rstrip(b"\n").replace(b"\n", b"\n ")
    return parsed("c" * 40, head + header + gap + body)


def verdict(commit: Commit, *holders: Holder) -> Verdict:
    return judged([commit], holders)[commit.id]


def sealed(signer: Signer, payload: bytes = PAYLOAD) -> bytes:
    return signer.signs(payload, *(("git",) if signer.key.type == "ssh" else ("-b",)))


def test_a_commit_without_signature_starts_no_program(tmp_path, monkeypatch, director):
    commit = landed(tmp_path, None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert verdict(commit, director.held()) == UNSIGNED


@pytest.mark.parametrize("sha256", [False, True])
def test_a_persons_signature_made_by_git_holds(tmp_path, signer, sha256):
    commit = landed(tmp_path, signer, sha256=sha256)
    assert len(commit.id) == (64 if sha256 else 40)
    assert verdict(commit, signer.held()) == Verdict(
        "person", "PER-director", "", signer.fingerprint
    )


def test_a_hosts_signature_is_the_hosts(signer, stranger):
    holders = (stranger.held("PER-other"), signer.held("github", host=True))
    found = verdict(bearing(sealed(signer)), *holders)
    assert found == Verdict("host", "github", "", signer.fingerprint)


def test_of_two_holders_of_one_key_the_first_counts(signer):
    found = verdict(bearing(sealed(signer)), signer.held("PER-a"), signer.held("PER-b"))
    assert found.holder == "PER-a"


def test_a_key_that_nobody_holds_is_unknown(home, signer, stranger, expired):
    found = verdict(bearing(sealed(signer)), stranger.held(), expired.held())
    assert found == Verdict("none", "", "unknown-key", signer.fingerprint)


def test_the_users_own_keyring_is_not_asked(home, monkeypatch, secretary):
    monkeypatch.setenv("GNUPGHOME", str(home))
    assert verdict(bearing(sealed(secretary))).fault == "unknown-key"


def test_an_x509_signature_is_by_no_key_of_the_register(director):
    x509 = b"-----BEGIN SIGNED MESSAGE-----\nMIIB\n-----END SIGNED MESSAGE-----"
    assert verdict(bearing(x509), director.held()) == Verdict("none", "", "unknown-key", "")


WINDOWS = [
    ({}, ""),
    ({"valid_from": date(2025, 12, 31), "valid_until": date(2025, 12, 31)}, ""),
    ({"valid_from": date(2026, 1, 1)}, "key-not-yet-valid"),
    ({"valid_until": date(2025, 12, 30)}, "key-expired"),
    ({"compromised_since": date(2026, 1, 1)}, ""),
    ({"compromised_since": date(2025, 12, 31)}, "key-compromised"),
    ({"compromised_since": date(2025, 1, 1), "valid_until": date(2025, 6, 1)}, "key-compromised"),
]


@pytest.mark.parametrize(("window", "fault"), WINDOWS)
def test_a_key_holds_by_the_days_of_the_register_in_utc(director, window, fault):
    found = verdict(bearing(sealed(director)), director.held(**window))
    integrity = "none" if fault else "person"
    assert found == Verdict(integrity, "PER-director", fault, director.fingerprint)


@pytest.mark.parametrize(
    ("window", "fault"),
    [
        ({"valid_until": date(2020, 1, 31)}, ""),
        ({"valid_until": date(2020, 1, 14)}, "key-expired"),
        ({"compromised_since": date(2020, 1, 15)}, "key-compromised"),
    ],
)
def test_an_expired_gpg_key_counts_for_commits_of_its_time(tmp_path, expired, window, fault):
    commit = landed(tmp_path, expired, at=BEFORE_EXPIRY)
    found = verdict(commit, expired.held(**window))
    integrity = "none" if fault else "person"
    assert found == Verdict(integrity, "PER-director", fault, expired.fingerprint)


def test_a_signature_that_has_expired_itself_counts_for_commits_of_its_time(expired):
    signature = sealed(expired)
    short = expired.signs(PAYLOAD, "--default-sig-expire", "1d", "-b")
    assert short != signature
    assert verdict(bearing(short), expired.held()).integrity == "person"


@pytest.mark.parametrize("life", ["never", "20d"])
def test_a_gpg_key_that_its_owner_revoked_proves_nothing(home, life):
    name = f"gone{life}"
    gone = gpg(home, name, "--faked-system-time", "20200110T000000", life=life)
    signature = sealed(gone)
    assert verdict(bearing(signature), gone.held()).integrity == "person"
    certificate = (home / "openpgp-revocs.d" / f"{gone.fingerprint}.rev").read_bytes()
    revocation = certificate[certificate.index(b":-----BEGIN") + 1 :]
    run("gpg", "--homedir", str(home), "--batch", "--quiet", "--import", given=revocation)
    holder = Holder("PER-a", False, Key(type="gpg", public=exported(home, gone.fingerprint)))
    found = verdict(bearing(signature), holder)
    assert found == Verdict("none", "PER-a", "key-compromised", gone.fingerprint)


def test_a_signature_over_something_else_is_bad(signer):
    commit = bearing(sealed(signer, PAYLOAD + b"more"))
    assert verdict(commit, signer.held()) == BAD


def test_a_header_that_is_no_text_is_only_bytes(signer):
    payload = PAYLOAD.replace(b"\n\n", b"\n\xff\xfe odd\n\n", 1)
    commit = bearing(sealed(signer, payload), payload)
    assert verdict(commit, signer.held()).integrity == "person"


def relabelled(armour: bytes, label: bytes) -> bytes:
    return re.sub(rb"(BEGIN|END) [A-Z ]+-----", rb"\1 " + label + b"-----", armour)


def bytes_of(armour: bytes) -> bytes:
    body = armour.partition(b"\n\n")[2] or armour.partition(b"\n")[2]
    return base64.b64decode(b"".join(re.findall(rb"(?m)^[A-Za-z0-9+/]+=*$", body)))


def armoured(data: bytes, label: bytes) -> bytes:
    return b"-----BEGIN %s-----\n\n%s-----END %s-----\n" % (label, base64.encodebytes(data), label)


BROKEN = {
    "not base64": lambda good: good.replace(b"\n\n", b"\n\n!").replace(b"-\nU", b"-\n!U"),
    "cut off": lambda good: good[: len(good) // 2],
    "no end": lambda good: good.rpartition(b"-----END")[0],
    "two armours": lambda good: good + good,
    "words before it": lambda good: b"Trust me\n" + good,
    "nothing in it": lambda good: relabelled(
        b"-----BEGIN X-----\n\n-----END X-----", b"SSH SIGNATURE"
    ),
    "huge": lambda good: good.replace(b"-----\n", b"-----\n" + b"A" * 5_000_000 + b"\n", 1),
    "wrong armour": lambda good: relabelled(
        good, b"SSH SIGNATURE" if b"PGP" in good else b"PGP SIGNATURE"
    ),
    "no armour known": lambda good: relabelled(good, b"PGP MESSAGE"),
    "bytes": lambda good: bytes(range(1, 256)).replace(b"\n", b"") * 40,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_signature_is_bad_and_nothing_worse(signer, name):
    broken = BROKEN[name](sealed(signer))
    assert verdict(bearing(broken), signer.held()) == BAD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"sha512", b"sha256"),
        (b"sha512", b"md5\0\0\0"),
        (b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2"),
        (b"\0\0\0\3git", b"\xff\xff\xff\xffgit"),
        (b"\0\0\0\3git", b"\0\0\0\3gix"),
    ],
)
def test_an_altered_ssh_signature_is_bad(director, old, new):
    data = bytes_of(sealed(director))
    assert old in data
    altered = armoured(data.replace(old, new), b"SSH SIGNATURE")
    assert verdict(bearing(armoured(data, b"SSH SIGNATURE")), director.held()).integrity == "person"
    assert verdict(bearing(altered), director.held()) == BAD


def test_an_ssh_signature_made_for_another_purpose_is_bad(director):
    assert verdict(bearing(director.signs(PAYLOAD, "file")), director.held()) == BAD


def test_an_ssh_signature_with_another_persons_key_in_it_is_bad(director, stranger):
    ours, theirs = (base64.b64decode(it.key.public.split()[1]) for it in (director, stranger))
    forged = bytes_of(sealed(stranger)).replace(theirs, ours)
    assert verdict(bearing(armoured(forged, b"SSH SIGNATURE")), director.held()) == BAD


@pytest.mark.parametrize("how", ["--sign", "--clearsign", "--store"])
def test_a_gpg_message_that_brings_its_own_text_is_bad(secretary, how):
    message = relabelled(secretary.signs(b"something else", how), b"PGP SIGNATURE")
    assert verdict(bearing(message), secretary.held()) == BAD


def test_a_gpg_signature_over_text_is_bad(secretary):
    assert verdict(bearing(secretary.signs(PAYLOAD, "--textmode", "-b")), secretary.held()) == BAD


def test_two_gpg_signatures_in_one_armour_are_bad(secretary):
    good = bytes_of(sealed(secretary))
    assert verdict(bearing(armoured(good, b"PGP SIGNATURE")), secretary.held()).holder
    assert verdict(bearing(armoured(good * 2, b"PGP SIGNATURE")), secretary.held()) == BAD


@pytest.mark.parametrize(
    "data", [b"\x88", b"\x88\x05\x04\0\0\0\0", b"\xc2\xff", b"\x8b\4", b"\xc2\xe0\4", b"\x88\0"]
)
def test_a_gpg_packet_that_holds_nothing_is_bad(secretary, data):
    assert verdict(bearing(armoured(data, b"PGP SIGNATURE")), secretary.held()) == BAD


@pytest.mark.parametrize("public", ["ssh-ed25519", "ssh-ed25519 AAAA", "nonsense", '* cert "\n x'])
def test_a_text_that_is_no_key_is_nobodys(director, secretary, public):
    nobody = [Holder("PER-x", False, Key(type=it, public=public)) for it in ("ssh", "gpg")]
    for signer in (director, secretary):
        commit = bearing(sealed(signer))
        assert verdict(commit, *nobody).fault == "unknown-key"
        assert verdict(commit, *nobody, signer.held()).holder == "PER-director"


def test_without_the_program_nothing_is_said_either_way(tmp_path, monkeypatch, signer):
    commits = [bearing(sealed(signer)), bearing(sealed(signer), PAYLOAD + b"a")]
    monkeypatch.setenv("PATH", str(tmp_path))
    program = "ssh-keygen" if signer.key.type == "ssh" else "gpg"
    with pytest.raises(Unreadable, match=f"{program} cannot be run.*install"):
        judged(commits, [signer.held()])


def test_a_program_too_old_to_verify_says_nothing_either_way(tmp_path, monkeypatch, signer):
    for name in ("ssh-keygen", "gpg"):
        (tmp_path / name).write_text("#!/bin/sh\necho unknown option >&2\nexit 1\n")
        (tmp_path / name).chmod(0o700)
    commit = bearing(sealed(signer))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable):
        verdict(commit, signer.held())


def test_nothing_is_left_behind_and_no_agent_runs(tmp_path, monkeypatch, director, secretary):
    commits = [bearing(sealed(director)), bearing(sealed(secretary))]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for commit in commits:
        verdict(commit, director.held(), secretary.held())
    assert list(tmp_path.iterdir()) == []
    assert str(tmp_path) not in run("ps", "-eo", "args").decode("utf-8", "replace")


def test_many_commits_are_judged_at_once_each_by_itself(director, secretary, stranger):
    payloads = [PAYLOAD + b"%d\n" % number for number in range(6)]
    signers = [director, secretary, stranger] * 2
    made = [bearing(sealed(one, it), it) for one, it in zip(signers, payloads, strict=True)]
    commits = [parsed(f"{number}" * 40, it.content) for number, it in enumerate(made)]
    found = judged(commits, [director.held("PER-a"), secretary.held("gitee", host=True)])
    assert list(found) == [commit.id for commit in commits]
    kinds = [(it.integrity, it.holder, it.fault) for it in found.values()]
    assert (
        kinds == [("person", "PER-a", ""), ("host", "gitee", ""), ("none", "", "unknown-key")] * 2
    )


@pytest.mark.parametrize(
    "verdict",
    [
        UNSIGNED,
        BAD,
        Verdict("host", "码云 Gitee", "", "AB12"),
        Verdict("none", "a", "key-expired", "f"),
    ],
)
def test_a_verdict_is_kept_as_one_line(verdict):
    line = told(verdict)
    assert "\n" not in line
    assert untold(line) == verdict


@pytest.mark.parametrize(
    "line", ["", "null", "[]", '["all", "", "", ""]', '["none", "", "fine", ""]', "{", "1"]
)
def test_a_line_that_is_no_verdict_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        untold(line)


def test_what_is_known_is_not_proved_again(tmp_path, monkeypatch, director):
    commit = bearing(sealed(director))
    kept = {commit.id: told(verdict(commit, director.held()))}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert judged([commit], [director.held()], kept)[commit.id].integrity == "person"
