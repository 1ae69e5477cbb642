"""Writes: one function for each type of command, applied exactly once (I5). See `apply`."""
