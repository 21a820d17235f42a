"""The frozen register: all records by id and by kind, who refers to whom, and the matters.

Everything right of this is a function of one such value and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel

from govgen.community import Community
from govgen.fields import Refers
from govgen.form import bare
from govgen.people import People, Person
from govgen.policy import Policy
from govgen.record import Record
from govgen.scalars import When
from govgen.source import Document, Route

R = TypeVar("R", bound=Record)


class Link(NamedTuple):
    """A reference that stands at `route` of the record `source` and names `target`."""

    source: str
    route: Route
    target: str
    kinds: tuple[str, ...]


class Links(dict[str, tuple[Link, ...]]):
    """The references each of `records` makes, by its id; looked up when they are first asked for."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        """Tell of `records`."""
        super().__init__()
        self.records = records

    def __missing__(self, record_id: str) -> tuple[Link, ...]:
        """Look them up; KeyError where there is no such record."""
        return self.setdefault(record_id, references(self.records[record_id], record_id))


@dataclass(frozen=True, slots=True)
class File:
    """A file beside a record, by its bytes.

    `form` is what the content is (`pdf`, `jpeg`, `png`, `webp`, `xlsx`, `csv`), empty where it is
    none of these or cannot be read; `position` whether a picture says where it was taken;
    `passages` are the lines of its text in which personal data may stand.
    """

    path: str
    size: int
    sha256: str
    form: str = ""
    position: bool = False
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Register:
    """All that a repository's records say, as of one day.

    `records` and `documents` are by id, in the order of ids; `broken` are ids whose file has faults
    and is therefore not among `records`; `files` are the attachments by path in the repository.
    """

    community: Community
    people_form: People
    records: Mapping[str, Record]
    documents: Mapping[str, Document]
    files: Mapping[str, File]
    as_of: date
    broken: frozenset[str] = frozenset()
    blobs: Mapping[str, str] = field(default_factory=dict)
    """Digest of each record's bytes by id, and of the files of all by path."""
    tops: Mapping[str, Document] = field(default_factory=dict)
    """community.yml, people.yml and, where there is one, policy.yml, by name."""
    policy: Policy | None = None

    def get(self, record_id: str | None) -> Record | None:
        """Return the record with this id or alias."""
        if record_id is None:
            return None
        return self.records.get(record_id) or self.records.get(self.aliases.get(record_id, ""))

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of `kind`, by id."""
        return self.by_kind.get(kind.KIND.name, ())  # type: ignore[return-value]

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody in people.yml, by id."""
        return MappingProxyType({person.id: person for person in self.people_form.people})

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        """All records by the name of their kind."""
        return sorted_out(self.records.values())

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The id behind each former id."""
        return {alias: record.id for record in self.records.values() for alias in record.aliases}

    @cached_property
    def links(self) -> Links:
        """The references each record makes, by its id."""
        return Links(self.records)

    @cached_property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that each record names, each once: of a record by the present one."""
        now = self.aliases.get
        return {
            name: tuple(dict.fromkeys([now(it.target, it.target) for it in self.links[name]]))
            for name in self.records
        }

    @cached_property
    def referrers(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the records that name each id, also by a former one, each once and in their order."""
        found: dict[str, list[str]] = {}
        for record_id, named in self.named.items():
            for target in named:
                found.setdefault(target, []).append(record_id)
        return {target: tuple(sources) for target, sources in found.items()}

    def back(self, record_id: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of `kind` that refer to `record_id`, each once."""
        found = self._back.get(record_id)
        if found is None:
            sources = self.referrers.get(record_id, ())
            found = self._back[record_id] = sorted_out(map(self.records.__getitem__, sources))
        return found.get(kind.KIND.name, ())  # type: ignore[return-value]

    @cached_property
    def _back(self) -> dict[str, Mapping[str, tuple[Record, ...]]]:
        # A page of an organisation asks for one kind after the other.
        return {}

    def day(self, at: When) -> date:
        """Return the day of `at` in the community's time zone."""
        return at.astimezone(self.community.zone).date() if isinstance(at, datetime) else at


def sorted_out(records: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    """Return `records` by the name of their kind."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.KIND.name, []).append(record)
    return {name: tuple(those) for name, those in found.items()}


def references(form: BaseModel, source: str) -> tuple[Link, ...]:
    """Return each reference in `form`, which is the record or file `source`."""
    found: list[Link] = []
    gather(form, source, (), found)
    return tuple(found)


def gather(form: BaseModel, source: str, route: Route, found: list[Link]) -> None:
    """Add each reference in the part of `source` that stands at `route`."""
    values = form.__dict__
    for name, key, kinds, nested in plan(type(form)):
        value = values[name]
        if isinstance(value, tuple):
            for index, one in enumerate(value):
                if kinds is not None:
                    found.append(Link(source, (*route, key, index), one, kinds))
                if nested:
                    gather(one, source, (*route, key, index), found)
        elif value:
            if kinds is not None:
                found.append(Link(source, (*route, key), value, kinds))
            if nested:
                gather(value, source, (*route, key), found)


@cache
def plan(form: type[BaseModel]) -> tuple[tuple[str, str, tuple[str, ...] | None, bool], ...]:
    """Return the fields of `form` that hold references or parts that may: (name, key, kinds, nested)."""
    found = []
    for name, info in form.model_fields.items():
        kinds = referred(
            Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        )
        nested = any(
            isinstance(t, type) and issubclass(t, BaseModel) and plan(t)
            for t in bare(info.annotation)
        )
        if kinds is not None or nested:
            found.append((name, info.alias or name, kinds, nested))
    return tuple(found)


def referred(annotation: object) -> tuple[str, ...] | None:
    """Return the kinds that a field's annotation refers to, or none where it is no reference."""
    for item in get_args(annotation):
        if isinstance(item, Refers):
            return item.kinds
        if get_origin(item) is not None and (found := referred(item)) is not None:
            return found
    return None
