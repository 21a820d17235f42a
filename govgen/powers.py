"""Powers: who might approve at each moment of a history, by the policy and the people that stood in its files then."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from govgen.authority import Authority
from govgen.form import fill
from govgen.former import UNCHANGED, Former
from govgen.history import History
from govgen.objects import Objects
from govgen.people import People
from govgen.policy import RULES, Policy
from govgen.source import read

NOW = "now"
"""The name under which the policy and the people of the tip stand."""
FILE_MODES = frozenset(("100644", "100755"))
Stood = tuple[str, str, bool]
"""The blobs of policy.yml and people.yml at one moment, and whether a policy ever stood by then."""


def authorities(
    objects: Objects, history: History, former: Former = UNCHANGED, imposed: Policy | None = None
) -> dict[str, Authority]:
    """Return the policy and the people of each merge's first parent, and those of `NOW`, each read once.

    A policy that is `imposed` stands everywhere; people and their keys are those of the repository.
    """
    names = {f"{objects.prefix}records/{name}.yml": name for name in ("policy", "people")}
    now = dict.fromkeys(names.values(), "")
    standing: dict[str, Stood] = {}
    ruled = False
    for landed in history:
        standing[landed.id] = now["policy"], now["people"], ruled
        for change in landed.changes:
            if change.path in names:
                now[names[change.path]] = change.new if change.mode in FILE_MODES else ""
        ruled = ruled or bool(now["policy"])
    standing[NOW] = now["policy"], now["people"], ruled
    wanted = sorted({blob for *pair, _ in standing.values() for blob in pair if blob})
    content = dict(objects.blobs(wanted))
    known = {
        (policy, people, ruled): replace(
            authority(content.get(policy, b""), content.get(people, b""), imposed, ruled=ruled),
            replaced=not former.blobs.keys().isdisjoint((policy, people)),
        )
        for policy, people, ruled in set(standing.values())
    }
    return {commit: known[stood] for commit, stood in standing.items()}


def authority(
    policy: bytes, people: bytes, imposed: Policy | None = None, *, ruled: bool = False
) -> Authority:
    """Read both files as they stood; what cannot be read grants nothing, once a policy was in force (`ruled`).

    One that is `imposed` and names no hosts leaves them, with their keys, as they were listed.
    """
    rules, persons = form(Policy, policy), form(People, people)
    if imposed:
        hosts = imposed.hosts or (rules.hosts if rules else ())
        rules = imposed.model_copy(update={"hosts": hosts})
    return Authority(
        rules, persons.people if persons else (), ruled and (rules is None or persons is None)
    )


def standing(objects: Objects, commit: str) -> Authority:
    """Return the policy and the people of one commit."""
    names = [f"{objects.prefix}records/{name}.yml" for name in RULES]
    files = objects.files(commit, f"{objects.prefix}records")
    ids = [files[name][1] if name in files else "" for name in names]
    content = dict(objects.blobs(sorted({one for one in ids if one})))
    policy, people = (content.get(one, b"") for one in ids)
    return authority(policy, people, ruled=bool(ids[0]))


Form = TypeVar("Form", Policy, People)


def form(model: type[Form], content: bytes) -> Form | None:
    """Fill one of the files of all; none where it is absent or faulty."""
    document = read(f"{model.__name__.lower()}.yml", content) if content else None
    found = fill(model, document.data) if document and not document.faults else None
    return found if isinstance(found, model) else None
