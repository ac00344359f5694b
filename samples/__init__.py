"""Contracts written for this project, with the verdicts a careful lawyer would give."""
