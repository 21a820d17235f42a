"""开着的服务不知道怎么约

规则：可用的服务写明预约电话或预约地点，或者提供单位有公开的电话；居委会的电话也可以写在 community.yml。
为什么：居民在手机上点开服务，就该知道打哪个电话、去哪个窗口。
怎么改：填写 `booking`，或在提供单位的 `contacts` 里写上电话；服务已经停了的，登记 `ended`。
---
An open service that nobody can book

Rule: a service that is open has a telephone or a place to book, or its provider has a published telephone; the residents' committee's may stand in community.yml.
Why: a resident who opens a service on a phone must see whom to ring or which counter to go to.
Mend: fill in `booking`, or write a telephone under `contacts` of the provider; if the service is over, record `ended`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.service import Service
from govgen.problem import Problem
from govgen.register import Register
from govgen.steps import answers
from govgen.words import Words


@rule(Service)
def booking_missing(service: Service, register: Register) -> Iterator[Problem]:
    """Yield an open service without a way to reach it."""
    if service.state != "active" or (service.booking and service.booking.reachable):
        return
    if register.get(service.provider) and not known(service.provider, register):
        yield Problem(
            ("booking",) if service.booking else ("provider",),
            Words(
                f"没有预约电话和地点，`{service.provider}` 也没有公开的电话",
                f"there is no telephone or place to book, nor has `{service.provider}` a published telephone",
            ),
            Words(
                "填写 `booking.phone` 或 `booking.room`", "write `booking.phone` or `booking.room`"
            ),
        )


def known(provider: str, register: Register) -> bool:
    """Whether `provider` has a published telephone; the committee's own are the community's."""
    community = register.community
    ours = community.contacts if provider == community.committee else ()
    return answers(provider, register) or any(contact.phone for contact in ours)
