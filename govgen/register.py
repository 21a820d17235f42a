"""The frozen register: all records by id and by kind, who refers to whom, and the matters.

Everything right of this is a function of one such value and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel

from govgen.community import Community
from govgen.fields import Refers, When
from govgen.form import bare
from govgen.people import People, Person
from govgen.policy import Policy
from govgen.record import Record
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
        found = [Link(record_id, *found) for found in references(self.records[record_id])]
        return self.setdefault(record_id, tuple(found))


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
        found: dict[str, list[Record]] = {}
        for record in self.records.values():
            found.setdefault(record.KIND.name, []).append(record)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The id behind each former id."""
        return {alias: record.id for record in self.records.values() for alias in record.aliases}

    @cached_property
    def links(self) -> Links:
        """The references each record makes, by its id."""
        return Links(self.records)

    @cached_property
    def referrers(self) -> Mapping[str, tuple[Link, ...]]:
        """The references made to each id, also by a former one, in the order of the referring ids."""
        found: dict[str, list[Link]] = {}
        for record_id in self.records:
            for link in self.links[record_id]:
                found.setdefault(self.aliases.get(link.target, link.target), []).append(link)
        return {target: tuple(links) for target, links in found.items()}

    def back(self, record_id: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of `kind` that refer to `record_id`, each once."""
        key = record_id, kind.KIND.name
        found = self._back.get(key)
        if found is None:
            sources = dict.fromkeys([it.source for it in self.referrers.get(record_id, ())])
            records = map(self.records.__getitem__, sources)
            found = self._back[key] = tuple([it for it in records if it.KIND is kind.KIND])
        return found  # type: ignore[return-value]

    @cached_property
    def _back(self) -> dict[tuple[str, str], tuple[Record, ...]]:
        # Places within places ask for the same records again and again.
        return {}

    def day(self, at: When) -> date:
        """Return the day of `at` in the community's time zone."""
        return at.astimezone(self.community.zone).date() if isinstance(at, datetime) else at


Finding = tuple[Route, str, tuple[str, ...]]


def references(form: BaseModel, route: Route = ()) -> Iterator[Finding]:
    """Yield each reference in `form`: its route, the id it names, the kinds it may be of."""
    values = form.__dict__
    for name, key, kinds, nested in plan(type(form)):
        value = values[name]
        if not value:
            continue
        if kinds is not None:
            yield from named(value, (*route, key), kinds)
        if nested:
            yield from inside(value, (*route, key))


def named(value: str | tuple[str, ...], route: Route, kinds: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the id, or each of the ids, that a field holds."""
    if isinstance(value, str):
        yield route, value, kinds
        return
    for index, item in enumerate(value):
        yield (*route, index), item, kinds


def inside(value: BaseModel | tuple[BaseModel, ...], route: Route) -> Iterator[Finding]:
    """Yield the references of the parts that a field holds."""
    if isinstance(value, BaseModel):
        yield from references(value, route)
        return
    for index, item in enumerate(value):
        yield from references(item, (*route, index))


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
