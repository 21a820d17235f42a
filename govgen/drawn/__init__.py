from govgen.drawn import (
    course,
    decision,
    fund,
    ledger,
    organization,
    place,
    project,
    rounds,
    workload,
)

__all__ = [
    "course",
    "decision",
    "fund",
    "ledger",
    "organization",
    "place",
    "project",
    "rounds",
    "workload",
]
