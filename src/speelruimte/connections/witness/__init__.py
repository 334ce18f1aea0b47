"""Witnesses: signing along with the journal of another, and asking others to sign along with ours."""
