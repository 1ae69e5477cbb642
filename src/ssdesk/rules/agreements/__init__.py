"""The school's agreements about messages (school.md R1 to R17), as pure functions: the document, a letter and a clock
in, advice out. The server refuses what an agreement blocks, the composer advises, with the same functions."""

from ssdesk.rules.agreements.advise import advice
from ssdesk.rules.agreements.letter import Advice, Fix, Letter
from ssdesk.rules.agreements.reading import read

__all__ = ["Advice", "Fix", "Letter", "advice", "read"]
