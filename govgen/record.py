"""What every record has, and the registry of kinds: subclassing `Record` adds one.

A kind is one module in `govgen/kinds`: its fields, its words, its states, its moves and its
binding fields are data in the class, and a template of the same stem stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple

from annotated_types import Len
from pydantic import BeforeValidator, StringConstraints

from govgen.derived import derived
from govgen.event import Amendment, Event, Irregularity, Numbered, standing
from govgen.fields import Former, Line, Markdown, Refers, Text, said, several
from govgen.kind import Kind
from govgen.part import Part
from govgen.particulars import (
    Attachment,
    Disclosure,
    Group,
    Involved,
    PublicConsent,
    Source,
    Visibility,
)
from govgen.scalars import When
from govgen.words import Lang

if TYPE_CHECKING:
    from govgen.community import Community

KINDS: dict[str, type[Record]] = {}
"""All kinds by name, filled as `govgen.kinds` is walked."""


class Record(Part):
    """What every record has. A subclass with `KIND` is a kind and registers itself."""

    KIND: ClassVar[Kind]

    id: Annotated[
        str,
        StringConstraints(
            pattern=r"^[A-Z]{3}-[a-z0-9][a-z0-9-]*$|^[A-Z]{3}-\d{4}(\d{2})?-\d{4,}$|^LED-FND-.+$",
            max_length=100,
        ),
    ] = said("编号", "Id")
    title: Text = said("标题：一句话说清是什么事", "Title: one sentence that says what it is about")
    summary: Markdown | None = said(
        "摘要：来由、要点，写给居民看", "Summary: what residents need to know", None
    )
    doc_no: Line | None = said("文号", "Official number", None)
    aliases: tuple[Former, ...] = said(
        "旧编号：合并或导入前的编号，网址继续有效",
        "Aliases: former ids whose addresses stay alive",
        (),
    )
    arises_from: Annotated[tuple[Annotated[str, Refers()], ...], BeforeValidator(several)] = said(
        "来由：由哪条记录引起", "Arises from: the record that caused this one", ()
    )
    place: Annotated[str, Refers("place")] | None = said("场域", "Place", None)
    organizations: tuple[Involved, ...] = said("参与各方", "Organisations", ())
    beneficiaries: tuple[Group, ...] = said(
        "重点服务群体：只写群体，不写个人", "Beneficiaries: groups, never persons", ()
    )
    tags: tuple[Line, ...] = said("标签", "Tags", ())
    attachments: tuple[Attachment, ...] = said("材料", "Documents", ())
    disclosure: Disclosure | None = said("公开要求", "Disclosure", None)
    visibility: Visibility = said("公开程度", "Visibility", Visibility.FULL)
    public_consent: PublicConsent | None = said(
        "当事人书面同意公开", "Written consent to publish", None
    )
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = said(
        "币种", "Currency", None
    )
    events: Annotated[tuple[Event, ...], Len(1)] = said(
        "经过：按发生先后", "Events: in the order they happened"
    )
    corrections: tuple[Amendment, ...] = said("更正记录", "Corrections", ())
    irregularities: tuple[Irregularity, ...] = said("程序瑕疵", "Irregularities", ())
    source: Source | None = said("数据来源", "Source", None)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Register the kind."""
        if "KIND" in cls.__dict__:
            KINDS[cls.KIND.name] = cls

    @derived
    def track(self) -> str:
        """The name of the table of moves that holds for this record."""
        value = getattr(self, self.KIND.track_field, "") if self.KIND.track_field else ""
        return str(getattr(value, "value", value))

    @derived
    def standing(self) -> tuple[Numbered, ...]:
        """The events that reached a state and were not voided, each in its place."""
        return tuple(standing(self.events))

    @derived
    def course(self) -> tuple[Numbered, ...]:
        """The standing events that led to a state, without those that only mark it."""
        marks = self.KIND.marks
        if not marks:
            return self.standing
        return tuple(one for one in self.standing if one[1].to not in marks)

    @derived
    def state(self) -> str | None:
        """The state now: that of the last event of the course."""
        return self.course[-1][1].to if self.course else None

    @property
    def imported(self) -> int:
        """How many of the first events came with an import; steps between them may be unrecorded."""
        return (self.source.steps or 1) if self.source else 0

    def causes(self) -> Iterator[Cause]:
        """Yield what this record follows from, nearest first; kinds add their own links."""
        for cause in self.arises_from:
            yield Cause(cause)

    @property
    def hands_on(self) -> bool:
        """Whether what arises from this record belongs to its matter."""
        return True

    def doer(self, community: Community) -> str | None:  # noqa: ARG002 orders ask who dispatches
        """Return who acts next before anybody else, where the kind names them."""
        return None

    @property
    def convening(self) -> str | None:
        """Who acts next where nobody leads."""
        return None

    def planned(self) -> Planned | None:
        """Return the next step that the record itself plans, before what its state awaits."""
        return None

    @property
    def settled(self) -> bool:
        """Whether nothing is awaited although the state could lead on: as of one imported step."""
        return self.source is not None and len(self.events) == 1

    def due(self) -> When | None:
        """Return the day by which the next step is planned, where the record itself says so."""
        return None

    def deadline(self, community: Community) -> Due | None:  # noqa: ARG002 orders ask it for limits
        """Return when the next step is due, where more is known than the state's limit."""
        planned = self.due()
        return None if planned is None else Due(planned)


class Due(NamedTuple):
    """When something is due: a day to its end, or an instant.

    `default` where the limit is a starting point that the community did not set itself; `exact` is
    false where a year's holidays are not known yet and weekdays were counted.
    """

    at: When
    default: bool = False
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """A next step that a record plans: who (none: whoever is responsible), what, by which day."""

    who: str | None
    what: str | Mapping[Lang, str]
    due: date | None


@dataclass(frozen=True, slots=True)
class Cause:
    """A link to what a record follows from; through a meeting it runs along one agenda `item`."""

    id: str
    item: int | None = None


@cache
def kinds() -> Mapping[str, type[Record]]:
    """Walk `govgen.kinds` and return every kind by name, in the order of their folders."""
    import importlib
    import pkgutil

    import govgen.kinds

    for module in pkgutil.iter_modules(govgen.kinds.__path__):
        importlib.import_module(f"govgen.kinds.{module.name}")
    return dict(sorted(KINDS.items(), key=lambda item: item[1].KIND.folder))


def kind_of(record_id: str) -> type[Record] | None:
    """Return the kind whose prefix `record_id` has."""
    prefix, dash, _ = record_id.partition("-")
    return prefixed().get(prefix) if dash else None


@cache
def prefixed() -> Mapping[str, type[Record]]:
    """Return every kind by the prefix of its ids."""
    return {kind.KIND.prefix: kind for kind in kinds().values()}
