"""govgen turns a Git repository of community records into a public site and reads its approvals."""

__version__ = "0.1.0"
