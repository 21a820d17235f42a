from govgen.drawn import decision, fund, ledger, organization, place, project, rounds, workload

__all__ = ["decision", "fund", "ledger", "organization", "place", "project", "rounds", "workload"]
