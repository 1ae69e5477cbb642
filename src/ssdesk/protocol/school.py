"""`GET /.well-known/ssdesk`: what a desktop may know before anybody has signed in."""

from __future__ import annotations

import msgspec


class Manual(msgspec.Struct, frozen=True):
    title: str
    url: str


class Help(msgspec.Struct, frozen=True, omit_defaults=True):
    """The school's help contact, on every page, before sign-in too (A5)."""

    name: str
    phone: str = ""
    email: str = ""
    manuals: list[Manual] = []


class Limits(msgspec.Struct, frozen=True):
    """Bytes; told before an upload begins. `types`: file name endings that are accepted, without the dot."""

    attachment: int = 25 * 1024 * 1024
    message: int = 50 * 1024 * 1024
    types: list[str] = []


class SchoolInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """`protocols`: the versions spoken. `features`: modules this school offers, by code. `now`: the server's clock.
    `emergency`: the roles that may send one (R8). `delivery`: senders see that a message has come to a device of its
    recipient."""

    id: str
    name: str
    short_name: str
    epoch: str
    protocols: list[int]
    agreement: str
    help: Help
    limits: Limits
    features: list[str] = []
    providers: list[str] = []
    language: str = "nl"
    now: int = 0
    emergency: list[str] = []
    delivery: bool = False
