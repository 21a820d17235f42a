"""Who might approve at one moment: the policy and the people of one tree, as they stood there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from govgen.host import Named
from govgen.people import Key, Person
from govgen.policy import HostSpan, Policy
from govgen.signature import Holder


@dataclass(frozen=True)
class Authority:
    """The policy (none: there was none yet, or it cannot be read) and the people it speaks of."""

    policy: Policy | None
    people: tuple[Person, ...]

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

    def person(self, host: str, named: Named) -> Person | None:
        """Return whom a host's account or an address in Git belongs to."""
        known = self.by_account.get((host, named.account.lower())) if named.account else None
        return known or self.address(named.email)

    def address(self, email: str) -> Person | None:
        """Return whose address this is."""
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
            key.public: key.compromised_since
            for person in self.people
            for key in person.keys
            if key.compromised_since
        }

    def holders(self, span: HostSpan | None, leaked: Mapping[str, date]) -> tuple[Holder, ...]:
        """Return all keys that may sign: the persons' own, and those of the host.

        `leaked` is what became known later: a key is not to be trusted from that day on, though the
        people of that time did not know.
        """
        own = ((person.id, key) for person in self.people for key in person.keys)
        theirs = ((span.host, key) for key in span.keys) if span else ()
        return (
            *(Holder(name, host=False, key=since(key, leaked)) for name, key in own),
            *(Holder(name, host=True, key=key) for name, key in theirs),
        )


def since(key: Key, leaked: Mapping[str, date]) -> Key:
    """Return a key with the earliest day that it is known to have leaked."""
    days = [day for day in (key.compromised_since, leaked.get(key.public)) if day]
    return key.model_copy(update={"compromised_since": min(days)}) if days else key


def in_term(person: Person, day: date) -> bool:
    """Whether `person` held the office on `day`."""
    return person.from_ <= day and (person.until is None or day <= person.until)
