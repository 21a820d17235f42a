"""Procedures for a clerk, step by step: each module's docstring is one, in both languages."""
