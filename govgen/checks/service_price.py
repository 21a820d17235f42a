"""收费和价目对不上

规则：免费的服务没有价目；补贴后收费和收费的服务写明价目，价格大于零。
为什么：居民上门前就该知道要不要钱、要多少钱。
怎么改：核对 `charge` 和 `prices`；部分人免费的写在价目的 `note` 里。
---
Charge and prices do not agree

Rule: a free service has no prices; one that is subsidised or paid says its prices, each above zero.
Why: residents must know before the visit whether it costs anything, and how much.
Mend: check `charge` and `prices`; who pays less or nothing stands in the `note` of a price.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.service import Charge, Service
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Service)
def service_price(service: Service, _: Register) -> Iterator[Problem]:
    """Yield a charge without prices, prices without a charge, and prices of nothing."""
    free = service.charge is Charge.FREE
    if free == bool(service.prices):
        yield Problem(
            ("charge",),
            Words("服务免费，却写了价目", "the service is free, but prices stand here")
            if free
            else Words("服务收费，没有写价目", "the service costs money, but no price stands here"),
            Words("核对 `charge` 和 `prices`", "check `charge` and `prices`"),
        )
    for index, price in enumerate(service.prices):
        if not price.amount:
            yield Problem(
                ("prices", index, "amount"),
                Words("价格是 0", "the price is 0"),
                Words("免费的项目不列入价目", "leave out what costs nothing"),
            )
