"""Afwezigheden: today, and all of a school year."""
