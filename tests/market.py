"""A small register for tests in which orders look for services and resources."""

from pathlib import Path

SERVICE = """id: {id}
title: {id}
category: {category}
provider: ORG-qingxi-committee
audience: [{audience}]
process: [{{what: 预约}}]
standard: [守时]
charge: free
{more}
events:
  - {{to: active, at: 2026-02-02}}
"""
RESOURCE = """id: {id}
title: {id}
type: equipment
needs: [{needs}]
owner: ORG-qingxi-committee
audience: [{audience}]
available: 每天
{more}
events:
  - {{to: active, at: 2026-02-02}}
"""
ORDER = """id: {id}
title: {id}
category: {category}
requester: {requester}
{more}
events:
  - {{to: requested, at: {at}}}
{steps}
"""
VENUE = """id: PLC-center
title: 党群服务中心
level: venue
parent: PLC-qingxi
events:
  - {to: active, at: 2020-01-01}
"""
STEPS = {
    "triaged": "{{to: triaged, at: {at}, by: ORG-qingxi-committee}}",
    "dispatched": "{{to: dispatched, at: {at}, by: ORG-hewan-office}}",
    "self_served": "{{to: self_served, at: {at}, by: ORG-qingxi-committee}}",
    "claimed": "{{to: claimed, at: {at}, by: ORG-property}}",
    "declined": "{{to: declined, at: {at}, by: ORG-qingxi-committee, note: 不归社区办}}",
}
WAYS = {
    "requested": (),
    "triaged": ("triaged",),
    "dispatched": ("triaged", "dispatched"),
    "claimed": ("triaged", "dispatched", "claimed"),
    "declined": ("declined",),
    "self_served": ("triaged", "self_served"),
}
AT = "2026-11-10T09:00+08:00"


def put(root: Path, path: str, text: str) -> str:
    """Write a record and return its id."""
    found = root / "records" / path
    found.parent.mkdir(parents=True, exist_ok=True)
    found.write_text(text, "utf-8")
    return found.stem


def fields(more: dict[str, object]) -> str:
    """Write fields as YAML, each on a line."""
    return "\n".join(f"{key}: {value}" for key, value in more.items())


def service(
    root: Path, name: str, category: str = "facilities", audience: str = "residents", **more: object
) -> str:
    """Add a service, open since February, and return its id."""
    text = SERVICE.format(id=name, category=category, audience=audience, more=fields(more))
    return put(root, f"services/{name}.yml", text)


def resource(
    root: Path, name: str, needs: str = "facilities", audience: str = "residents", **more: object
) -> str:
    """Add a resource, open since February, and return its id."""
    text = RESOURCE.format(id=name, needs=needs, audience=audience, more=fields(more))
    return put(root, f"resources/{name}.yml", text)


def order(
    root: Path,
    number: int,
    category: str = "facilities",
    requester: str = "resident",
    state: str = "requested",
    at: str = AT,
    **more: object,
) -> str:
    """Add an order of November 2026 that reached `state` at once, and return its id."""
    name = f"ORD-202611-{number:04}"
    if state == "claimed":
        more.setdefault("tasks", f"[{{unit: ORG-property, claimed: {at}}}]")
    steps = "\n".join(f"  - {STEPS[step].format(at=at)}" for step in WAYS[state])
    text = ORDER.format(
        id=name, category=category, requester=requester, at=at, steps=steps, more=fields(more)
    )
    return put(root, f"orders/2026-11/{name}.yml", text)
