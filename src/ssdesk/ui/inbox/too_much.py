"""What is more than one message takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ssdesk.protocol.commands import MOST_FILES, MOST_OF_BODY
from ssdesk.ui import texts


def too_much(body: str, files: int) -> str:
    """What is too much, and what to do about it; "" for nothing. `body`: as it would travel."""
    if len(body) > MOST_OF_BODY:
        said = QCoreApplication.translate(
            "TooMuch",
            "The text has {count} characters; a message takes {most}. Shorten it, or attach it as a file. "
            "It is kept as a draft on this computer.",
        )
        return said.format(count=texts.count(len(body)), most=texts.count(MOST_OF_BODY))
    if files > MOST_FILES:
        said = QCoreApplication.translate(
            "TooMuch", "These are {count} files; a message takes {most}. Take some away, or send two messages."
        )
        return said.format(count=texts.count(files), most=texts.count(MOST_FILES))
    return ""
