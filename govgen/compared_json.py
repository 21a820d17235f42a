"""What changed between two moments as data; keys are added, never renamed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from govgen.approvals_json import seen, version
from govgen.compared import ACTS, ENDS, Compared
from govgen.particulars import Visibility
from govgen.passage import Passage
from govgen.register import Register
from govgen.slip import FILES
from govgen.stretch import Moment
from govgen.wording import both

Json = dict[str, Any]


def as_json(told: Compared) -> str:
    """Write both ends, the totals, and each record with what changed and each of its versions."""
    found = {
        "format": "1",
        "from": end(told.stretch.start),
        "to": end(told.stretch.end),
        "totals": {
            "kinds": {kind: counts(count) for kind, count in told.kinds.items()},
            "approvals": len(told.entries),
            "words": dict(sorted(told.words.items())),
            "classes": dict(sorted(told.classes.items())),
            "changes": len(told.receipts),
            "late": told.late,
            "hidden": told.hidden,
            "money": {
                name: {currency: str(amount) for currency, amount in sorted(it.items())}
                for name, it in told.money.items()
            },
        },
        "records": [record(told.register, it) for it in told.passages],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def end(it: Moment | None) -> Json | None:
    """Return one end; none where the register began with nothing."""
    return {"day": it.day.isoformat(), "commit": it.commit} if it else None


def counts(count: Mapping[str, int]) -> dict[str, int]:
    """Return how many records became what, and how many of them came to their end."""
    return {name: count[name] for name in (*ACTS, *ENDS)}


def record(register: Register, it: Passage) -> Json:
    """Return one record: its title as it is now, its states, what changed on the whole, and how."""
    now, whole = register.get(it.record), it.whole
    full = now is not None and now.visibility is Visibility.FULL
    words = both(now.title) if now and full else FILES.get(it.record)
    return {
        "id": it.record,
        "kind": whole.kind,
        "title": asdict(words) if words else None,
        "act": it.act,
        "end": it.end,
        "state": {"before": it.before or None, "after": it.after or None},
        "redacted": it.redacted,
        "changes": [*seen(register, whole)],
        "versions": [version(register, one) for one in it.receipts],
    }
