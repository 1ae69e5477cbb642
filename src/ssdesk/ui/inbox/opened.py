"""Messages as the screen shows them: for a list, and opened, with whose child and which school it is about."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from ssdesk.household import Home
from ssdesk.household.asked import Expected
from ssdesk.replica.inbox import MessageDetail, MessageRow
from ssdesk.rules.agreements.calendar import Awaited, Due
from ssdesk.ui import texts
from ssdesk.ui.inbox.marking import flag_name
from ssdesk.ui.row_delegate import Row
from ssdesk.ui.shown import shown


class About(msgspec.Struct, frozen=True):
    """Whose and where: the account's name on this computer, the child's first name and colour, the school's name."""

    account: str
    child: str
    colour: int
    school: str


def about(home: Home) -> About:
    """What messages of this account are about."""
    return About(home.name, shown(home.child), home.colour, shown(home.school_short))


class Opened(msgspec.Struct, frozen=True):
    """A whole message with what it is about. `can_change`: it waits, and can still be taken back to be changed.
    `can_answer_all`: several people may be answered; `too_many`: so many that they are not. `due`: until when it is
    answered, as who got it sees it; `expected`: as who sent it does; `may_follow`: see `household.asked`. `mailbox`:
    the name of the shared one that it lies in; `answering`: who else answers it now."""

    about: About
    detail: MessageDetail
    can_change: bool = False
    can_answer_all: bool = False
    due: Due = msgspec.field(default_factory=Due)
    expected: Expected = msgspec.field(default_factory=Expected)
    mailbox: str = ""
    answering: tuple[str, ...] = ()
    may_follow: bool = False
    too_many: int = 0

    @property
    def row(self) -> MessageRow:
        return self.detail.row

    @property
    def can_answer(self) -> bool:
        return self.row.kind == "message" and self.row.can_answer and self.row.folder != "trash"


def listed(key: int, row: MessageRow, about: About, awaited: Awaited | None = None) -> Row:
    """The row ready to paint. `key`: of the merged list. `awaited`: what it waits for."""
    tag, tone = _tag(row, awaited)
    return Row(
        key=key,
        who=who(row),
        initials=initials(row),
        child_name=about.child,
        child_colour_index=about.colour,
        time_text=texts.clock_or_day(row.sent_at),
        has_attachment=row.has_attachment,
        subject=shown(row.subject) or QCoreApplication.translate("Row", "(no subject)"),
        preview=shown(row.preview),
        unread=row.unread,
        tag_text=tag,
        tag_tone=tone,
        flag=row.flag,
        flag_text=flag_name(row.flag),
        size_text=texts.size(row.size) if row.size else "",
    )


def initials(row: MessageRow) -> str:
    """Of who wrote it, of a draft who is to get it."""
    return texts.initials(shown(row.sender_name or (row.to[0] if row.to else "")))


def who(row: MessageRow) -> str:
    """Who wrote it; of an own message "You to …", of one sent in the name of a shared mailbox "Secretariat to …"."""
    if not row.own:
        return shown(row.sender_name)
    if row.mailbox and row.kind == "sent_message":
        return QCoreApplication.translate("Row", "{mailbox} to {name}").format(
            mailbox=shown(row.sender_name), name=_first(row)
        )
    if not row.to:
        return QCoreApplication.translate("Row", "You, to nobody yet")
    if not shown(row.to[0]):
        return QCoreApplication.translate("Row", "You, to somebody unknown")
    return QCoreApplication.translate("Row", "You to {name}").format(name=_first(row))


def _first(row: MessageRow) -> str:
    """The first of the recipients, and how many there are besides."""
    first = shown(row.to[0]) if row.to else ""
    if row.to_count > 1:
        others = QCoreApplication.translate("Row", "{name} and {count} others")
        if row.to_count == 2:
            others = QCoreApplication.translate("Row", "{name} and 1 other")
        return others.format(name=first, count=texts.count(row.to_count - 1))
    return first


def _tag(row: MessageRow, awaited: Awaited | None) -> tuple[str, str]:
    """At most one: what the reader must know first."""
    urgent = _tag_of_emergency(row)
    if row.unread and urgent is not None:
        return urgent
    said = _tag_of_later(row) or _tag_of_answers(row) or _tag_of_asking(row, awaited)
    return said or urgent or _tag_of_the_rest(row)


def _tag_of_later(row: MessageRow) -> tuple[str, str] | None:
    """Of what was put off: until when, or that it came back."""
    if row.snoozed_until is None or not (row.folder == "later" or row.came_back):
        return None
    if row.folder == "later":
        until = texts.moment(row.snoozed_until)
        return QCoreApplication.translate("Row", "until {when}").format(when=until), "accent"
    since = texts.clock_or_day(row.snoozed_until)
    return QCoreApplication.translate("Row", "back since {when}").format(when=since), "accent"


def _tag_of_answers(row: MessageRow) -> tuple[str, str] | None:
    """What its reader did with it."""
    if row.kind != "message" or row.state or not (row.answered_at or row.response):
        return None
    said = {
        "confirmed": QCoreApplication.translate("Row", "confirmed"),
        "not_for_me": QCoreApplication.translate("Row", "not meant for you"),
        "talk": QCoreApplication.translate("Row", "talk asked"),
    }.get(row.response if row.answered_at is None else "")
    return said or QCoreApplication.translate("Row", "answered"), "neutral"


def _tag_of_emergency(row: MessageRow) -> tuple[str, str] | None:
    """Of one that came, with the reason that was given."""
    if row.kind != "message" or not row.emergency:
        return None
    said = QCoreApplication.translate("Row", "emergency: {reason}")
    return said.format(reason=shown(row.emergency)), "bad"


def _tag_of_asking(row: MessageRow, awaited: Awaited | None) -> tuple[str, str] | None:
    """Late is said in words, not in red: it reproaches nobody."""
    if awaited is None:
        return None
    what, when = awaited.what, texts.moment(awaited.by)
    if what == "open":
        return QCoreApplication.translate("Row", "open by {when}").format(when=when), "neutral"
    if what == "answer" and row.asks == "confirm":
        coming = QCoreApplication.translate("Row", "confirm by {when}")
        late = QCoreApplication.translate("Row", "confirmation was due {when}")
    elif what == "answer":
        coming = QCoreApplication.translate("Row", "answer by {when}")
        late = QCoreApplication.translate("Row", "answer was due {when}")
    else:
        coming = QCoreApplication.translate("Row", "first reaction by {when}")
        late = QCoreApplication.translate("Row", "first reaction was due {when}")
    return (late if awaited.by <= texts.now() else coming).format(when=when), "warning"


def _tag_of_the_rest(row: MessageRow) -> tuple[str, str]:
    if row.state == "waiting":
        return QCoreApplication.translate("Row", "waiting"), "warning"
    if row.state == "refused":
        return QCoreApplication.translate("Row", "not sent"), "bad"
    if row.kind == "draft":
        return QCoreApplication.translate("Row", "draft"), "neutral"
    if row.held:
        return QCoreApplication.translate("Row", "did not leave"), "bad"
    if row.folder == "scheduled" and row.send_at is not None:
        return QCoreApplication.translate("Row", "leaves {when}").format(when=texts.moment(row.send_at)), "accent"
    return _tag_of_words(row) or _tag_of_opening(row)


def _tag_of_words(row: MessageRow) -> tuple[str, str] | None:
    """Of an own message: what its sender is to do something about."""
    if row.to_talk:
        one, several = (
            QCoreApplication.translate("Row", "talk asked"),
            QCoreApplication.translate("Row", "talks asked: {n}"),
        )
    elif row.to_wrong:
        one = QCoreApplication.translate("Row", "meant for somebody else")
        several = QCoreApplication.translate("Row", "meant for others: {n}")
    else:
        return None
    return several.format(n=texts.count(row.to_talk or row.to_wrong)) if row.to_count > 1 else one, "warning"


def _tag_of_opening(row: MessageRow) -> tuple[str, str]:
    if row.kind == "sent_message" and row.opened_at is not None:
        if row.to_count > 1:
            seen = QCoreApplication.translate("Row", "read by {opened} of {count}")
            return seen.format(opened=row.to_opened, count=row.to_count), "neutral"
        return QCoreApplication.translate("Row", "read {when}").format(
            when=texts.clock_or_day(row.opened_at)
        ), "neutral"
    return "", "neutral"
