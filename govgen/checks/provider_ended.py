"""提供单位已经撤销，服务还开着

规则：可用的服务和资源，提供单位在册。
为什么：单位撤销了，预约的居民会白跑一趟。
怎么改：登记服务或资源 `ended`，或换成接手的单位。
---
Open although its provider has ended

Rule: the provider of a service or the owner of a resource that is open is itself active.
Why: once the body is gone residents book in vain.
Mend: record `ended` for the service or resource, or name the body that took over.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Service, Resource)
def provider_ended(offer: Service | Resource, register: Register) -> Iterator[Problem]:
    """Yield an open offer of a body that has ended."""
    field = "provider" if isinstance(offer, Service) else "owner"
    body = register.get(getattr(offer, field))
    if offer.state == "active" and body is not None and body.state in ("ended", "voided"):
        yield Problem(
            (field,),
            Words(f"`{body.id}` 已经撤销", f"`{body.id}` has ended"),
            Words("换成接手的单位，或登记 `ended`", "name who took over, or record `ended`"),
        )
