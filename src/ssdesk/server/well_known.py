"""What anybody may ask before signing in: which school this is, and how its server is spoken to."""

from __future__ import annotations

from ssdesk.protocol import PROTOCOL
from ssdesk.protocol.school import SchoolInfo
from ssdesk.server.http import Call, Endpoint, Gate


async def school_info(call: Call) -> SchoolInfo:
    settings = call.school.settings
    return SchoolInfo(
        id=call.school.id,
        name=settings.name,
        short_name=settings.short_name,
        epoch=call.parts.identity.epoch,
        protocols=[PROTOCOL],
        agreement=settings.agreement.version,
        help=settings.help,
        limits=settings.limits,
        features=settings.features,
        language=settings.language,
        now=call.now,
        emergency=settings.emergency,
        delivery=settings.delivery,
    )


ENDPOINTS = [
    Endpoint(
        "GET",
        "/.well-known/ssdesk",
        school_info,
        answers=SchoolInfo,
        gate=Gate.OPEN,
        summary="Which school this is and how its server is spoken to",
    ),
]
