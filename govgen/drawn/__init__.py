from govgen.drawn import decision, fund, ledger, organization, place, project, round

__all__ = ["decision", "fund", "ledger", "organization", "place", "project", "round"]
