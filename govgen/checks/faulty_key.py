"""登记的公钥不成公钥

规则：`type: ssh` 写 OpenSSH 的公钥行（类型加一串字符），`type: gpg` 写导出的公钥块，并写明 `valid_until`。
为什么：读不成的公钥谁的签名也证明不了；GPG 钥匙自带的期限可以改，只认这里登记的。
怎么改：SSH 用 `cat ~/.ssh/id_ed25519.pub`，GPG 用 `gpg --armor --export 编号`，整段粘贴；不要写私钥。
---
A listed key is no key

Rule: `type: ssh` holds a line of OpenSSH (a type and a string), `type: gpg` an exported public block, with `valid_until`.
Why: a key that cannot be read proves nobody's signature; a GPG key's own expiry can be altered, so only the listed one counts.
Mend: paste `cat ~/.ssh/id_ed25519.pub`, or `gpg --armor --export ID`, whole; never a private key.
"""

from collections.abc import Iterator, Sequence

from govgen.check import whole_rule
from govgen.people import Key
from govgen.problem import Problem
from govgen.register import Register
from govgen.source import Route
from govgen.ssh import public_key
from govgen.words import Words

PGP = "-----BEGIN PGP PUBLIC KEY BLOCK-----"


@whole_rule
def faulty_key(register: Register) -> Iterator[Problem]:
    """Yield each key of people.yml and policy.yml that cannot be read, or has no end."""
    for index, person in enumerate(register.people_form.people):
        yield from faulty(("people", index, "keys"), person.keys, "people.yml")
    for index, span in enumerate(register.policy.hosts if register.policy else ()):
        yield from faulty(("hosts", index, "keys"), span.keys, "policy.yml")


def faulty(route: Route, keys: Sequence[Key], file: str) -> Iterator[Problem]:
    """Yield what is wrong with the keys at `route`."""
    for index, key in enumerate(keys):
        readable = (
            public_key(key.public) if key.type == "ssh" else key.public.strip().startswith(PGP)
        )
        if not readable:
            yield Problem(
                (*route, index, "public"),
                Words(f"这不是 {key.type} 公钥", f"this is no public key of type {key.type}"),
                Words("整段粘贴导出的公钥", "paste the exported public key whole"),
                file,
            )
        elif key.type == "gpg" and key.valid_until is None:
            yield Problem(
                (*route, index),
                Words("GPG 公钥没有写有效期止", "a GPG key without an end"),
                Words("补上 `valid_until`", "add `valid_until`"),
                file,
            )
