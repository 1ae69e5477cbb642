"""The demo schools: a primary and a secondary school with their people and messages, made from a seed.

`generate` is pure: a now, a seed and a size in, frozen rows out. Whoever stores them decides on passwords and codes.
"""

from ssdesk.server.demo.data import (
    Account,
    Attachment,
    FamilyCase,
    Message,
    Paper,
    Person,
    Pupil,
    Recipient,
    School,
    SchoolClass,
    Staff,
)
from ssdesk.server.demo.generate import generate

__all__ = [
    "Account",
    "Attachment",
    "FamilyCase",
    "Message",
    "Paper",
    "Person",
    "Pupil",
    "Recipient",
    "School",
    "SchoolClass",
    "Staff",
    "generate",
]
