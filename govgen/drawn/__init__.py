from govgen.drawn import decision, fund, ledger, organization, place, project, rounds

__all__ = ["decision", "fund", "ledger", "organization", "place", "project", "rounds"]
