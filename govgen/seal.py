"""How a change was approved, as a page tells it: the word first, who, why, and how to check it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from govgen.accounts import CLASSES, WORDS
from govgen.approvals import Approver
from govgen.hosted import address, listing, records
from govgen.kind import Tone
from govgen.manual import title
from govgen.receipts import Receipt
from govgen.trail import Trail
from govgen.words import Words

if TYPE_CHECKING:
    from govgen.view import View

TONES: dict[str, Tone] = {"verified": "done", "recorded": "under_way", "unverified": "waiting"}
UNKNOWN = Words(
    "平台上的账号，未在岗位名册中", "an account on the platform that is not among the offices"
)
MERGED = Words("合并", "merged by")
MEANINGS: dict[str, Words] = {
    "approve": Words("审批", "approved by"),
    "certify": Words("核对发布", "certified by"),
    "record": Words("登记", "recorded by"),
}
"""What a merge was, before the name of who made it."""
SOURCES = {
    "merger": Words("合并人", "merged it"),
    "reviewer": Words("评审人", "reviewed it"),
    "attestation": Words("签名证明中写明", "named by a signed statement"),
    "signature": Words("本人签名", "signed it"),
}
PROOFS = {
    "none": Words(
        "没有可核验的签名，只有提交里写的文字",
        "no signature that proves anything, only what the commit says",
    ),
    "host": Words("平台用登记过的钥匙签了名", "signed by the platform with a listed key"),
    "person": Words("本人用登记过的钥匙签了名", "signed by the person with a listed key"),
}


@dataclass(frozen=True)
class Witness:
    """Somebody who approved, by public title alone, and how well that is proved."""

    title: Markup
    known: bool
    evidence: str
    source: str


@dataclass(frozen=True)
class Reason:
    """Why something could not be verified, and how that was explained (empty: it was not)."""

    code: str
    title: str
    fault: bool
    excuse: str


@dataclass(frozen=True)
class Seal:
    """The approval of one change, in a page's language."""

    view: View = field(repr=False)
    trail: Trail = field(repr=False)
    receipt: Receipt

    @property
    def commit(self) -> str:
        """The commit that landed it."""
        return self.receipt.version.commit

    @property
    def anchor(self) -> str:
        """What it is called within a page."""
        return f"c-{self.commit[:10]}"

    @cached_property
    def word(self) -> str:
        """What residents read first: 已核验, 平台记录 or 未能核验."""
        return WORDS[self.receipt.approval.word][self.view.lang]

    @cached_property
    def tone(self) -> Tone:
        """The colour of the word; what breaks the policy and was not explained stands out."""
        if any(it.fault and not it.excuse for it in self.reasons):
            return "ended"
        return TONES[self.receipt.approval.word]

    @cached_property
    def label(self) -> str:
        """What the merge was: 审批, 核对发布 or 登记; where it did not pass, only that somebody merged."""
        told = self.receipt.approval
        passed = told.meaning is not None and self.passed
        return (MEANINGS[told.meaning] if passed and told.meaning else MERGED)[self.view.lang]

    @property
    def certified(self) -> bool:
        """Whether somebody else decided, and the merge says that the record states what."""
        return self.receipt.approval.meaning == "certify"

    @property
    def passed(self) -> bool:
        """Whether it was approved under the policy."""
        return self.receipt.approval.word != "unverified"

    @cached_property
    def witnesses(self) -> tuple[Witness, ...]:
        """Who approved."""
        return tuple(self.witness(one) for one in self.receipt.approval.approvers)

    def witness(self, one: Approver) -> Witness:
        """Name an approver by title, an unknown one by nothing that Git says."""
        lang = self.view.lang
        person = self.receipt.setting.authority.by_id.get(one.id)
        told = self.view.text(person.title) if person else escape(UNKNOWN[lang])
        return Witness(
            told, person is not None, one.evidence.words[lang], SOURCES[one.source][lang]
        )

    @cached_property
    def titles(self) -> Markup:
        """The approvers in a row, each once."""
        return self.row(it.title for it in self.witnesses)

    @property
    def telling(self) -> bool:
        """Whether it says who approved, or that the policy was broken."""
        return bool(self.receipt.approval.approvers or self.receipt.approval.faults)

    @cached_property
    def authors(self) -> Markup:
        """Who wrote it down."""
        people = self.receipt.setting.authority.by_id
        told = (
            self.view.text(people[one].title) if one in people else escape(UNKNOWN[self.view.lang])
            for one in self.receipt.approval.authors
        )
        return self.row(told)

    def row(self, names: Iterable[Markup]) -> Markup:
        """Write names in a row, each once."""
        between = Markup("、") if self.view.lang == "zh" else Markup(", ")
        return between.join(dict.fromkeys(names))

    @property
    def direct(self) -> bool:
        """Whether Git shows no merge (直接提交)."""
        return self.receipt.approval.kind == "direct"

    @property
    def paper(self) -> bool:
        """Whether it stands on a signed paper form."""
        return self.receipt.approval.paper

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it could not be verified; nothing where it was."""
        return tuple(self.why())

    def why(self) -> Iterator[Reason]:
        """Yield faults, then doubts."""
        told, lang = self.receipt.approval, self.view.lang
        for code in (*told.faults, *told.doubts):
            excuse = self.trail.reasons.get((self.commit, code))
            yield Reason(
                code, title(code)[lang], code in told.faults, excuse[lang] if excuse else ""
            )

    @property
    def manner(self) -> str:
        """How it landed: its class, and the number of its request."""
        told, lang = self.receipt.approval, self.view.lang
        number = f"#{told.number}" if told.number else ""
        return f"{CLASSES[told.kind][lang]} {number}".strip()

    @property
    def proof(self) -> str:
        """What the signature proves."""
        return PROOFS[self.receipt.approval.integrity][self.view.lang]

    @property
    def reading(self) -> str:
        """Why the merger is known, or is not."""
        return self.receipt.setting.landing.reason[self.view.lang]

    @property
    def command(self) -> str:
        """The command that shows the change."""
        manner = "" if self.receipt.approval.kind == "root" else "-m --first-parent "
        return f"git show {manner}{self.commit} -- {self.receipt.version.path}"

    @property
    def href(self) -> str:
        """Where the host shows the commit; empty where nobody knows."""
        return address(self.view.register.community, self.trail.host, self.commit)

    @property
    def then(self) -> str:
        """Where the host shows the records as the commit left them; empty where nobody knows."""
        path = records(self.receipt.version.path)
        return listing(self.view.register.community, self.trail.host, self.commit, path)
