"""Chance that is the same on every run and every machine."""

from __future__ import annotations

from random import Random


def stream(seed: int, name: str) -> Random:
    """A stream of its own for each name, so that more of one thing does not change another."""
    return Random(f"{seed}/{name}")  # noqa: S311 - a demo is no secret
