"""Who might approve at one moment: the policy and the people of one tree, as they stood there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from govgen.host import Named
from govgen.people import Key, Person
from govgen.policy import HostSpan, Policy
from govgen.signature import Holder


@dataclass(frozen=True)
class Authority:
    """The policy (none: there was none yet, or it cannot be read) and the people it speaks of.

    `broken`: a policy stood before, and now it or people.yml is gone or cannot be read; nobody may
    approve anything then. `replaced`: they are not as they stood, for a rewrite replaced one of them.
    """

    policy: Policy | None
    people: tuple[Person, ...]
    broken: bool = False
    replaced: bool = False

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        """Everybody by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def by_address(self) -> Mapping[str, Person]:
        """Everybody by the digest of each address."""
        return {sha: person for person in self.people for sha in person.emails_sha256}

    @cached_property
    def by_account(self) -> Mapping[tuple[str, str], Person]:
        """Everybody by host and account there."""
        return {
            (host, account.lower()): person
            for person in self.people
            for host, account in person.hosts.items()
        }

    @cached_property
    def selves(self) -> Mapping[str, frozenset[str]]:
        """All entries of the same human being, by the id of each: those that share an account, an address or a key.

        Somebody may hold two offices with an entry each, or come back for another term.
        """
        groups: dict[str, frozenset[str]] = {}
        owner: dict[tuple[str, ...], str] = {}
        for person in self.people:
            group = groups.get(person.id, frozenset()) | {person.id}
            for mark in marks(person):
                group |= groups.get(owner.setdefault(mark, person.id), frozenset())
            groups.update(dict.fromkeys(group, group))
        return groups

    def same(self, one: str, other: str) -> bool:
        """Whether two ids are those of one human being."""
        return one == other or other in self.selves.get(one, ())

    def entries(self, one: str) -> tuple[Person, ...]:
        """Return all entries of one human being, in the order of people.yml."""
        return tuple(person for person in self.people if self.same(one, person.id))

    def person(self, host: str, named: Named) -> Person | None:
        """Return whom a host's account or an address in Git belongs to."""
        known = self.by_account.get((host, named.account.lower())) if named.account else None
        return known or self.address(named.email)

    def address(self, email: str) -> Person | None:
        """Return whose address this is; no address is nobody's."""
        if not email.strip():
            return None
        return self.by_address.get(hashlib.sha256(email.strip().lower().encode()).hexdigest())

    def span(self, order: Mapping[str, int], commit: str) -> HostSpan | None:
        """Return the host that served `commit`, by the place of commits in the chain."""
        here = order[commit]
        for span in self.policy.hosts if self.policy else ():
            since = order.get(span.since, here + 1) if span.since else 0
            until = order.get(span.until, here - 1) if span.until else here
            if since <= here <= until:
                return span
        return None

    @cached_property
    def leaked(self) -> Mapping[str, date]:
        """Since when each key that leaked is not to be trusted, by the key."""
        return {
            pure(key): key.compromised_since
            for key in (*self.own_keys, *self.host_keys)
            if key.compromised_since
        }

    @property
    def own_keys(self) -> Iterator[Key]:
        """The keys of all persons."""
        return (key for person in self.people for key in person.keys)

    @property
    def host_keys(self) -> Iterator[Key]:
        """The keys of all hosts."""
        return (key for span in (self.policy.hosts if self.policy else ()) for key in span.keys)

    def holders(self, span: HostSpan | None, leaked: Mapping[str, date]) -> tuple[Holder, ...]:
        """Return all keys that may sign: the persons' own, and those of the host.

        `leaked` is what became known later: a key is not to be trusted from that day on, though the
        people of that time did not know.
        """
        own = ((person.id, key) for person in self.people for key in person.keys)
        theirs = ((span.host, key) for key in span.keys) if span else ()
        return (
            *(Holder(name, host=False, key=since(key, leaked)) for name, key in own),
            *(Holder(name, host=True, key=since(key, leaked)) for name, key in theirs),
        )


def since(key: Key, leaked: Mapping[str, date]) -> Key:
    """Return a key with the earliest day that it is known to have leaked."""
    days = [day for day in (key.compromised_since, leaked.get(pure(key))) if day]
    return key.model_copy(update={"compromised_since": min(days)}) if days else key


def pure(key: Key) -> str:
    """Return a key's text without what may be written differently: spaces, and the comment of an SSH key."""
    words = key.public.split()
    return " ".join(words[:2] if key.type == "ssh" else words)


def marks(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield by what somebody is known in Git."""
    yield from (("address", sha) for sha in person.emails_sha256)
    yield from (("account", host, name.lower()) for host, name in person.hosts.items())
    yield from (("key", pure(key)) for key in person.keys)


def in_term(person: Person, day: date) -> bool:
    """Whether `person` held the office on `day`."""
    return person.from_ <= day and (person.until is None or day <= person.until)
