"""Lists, counts and filters agree with each other and with a plain look at the messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import product

import pytest

from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Message, Recipient
from ssdesk.replica import Replica
from ssdesk.replica.actions import SaveDraft, SendMessage
from ssdesk.replica.inbox import Filter, FolderCount
from tests.replica.feed_school import ME, FeedSchool

Letter = Callable[..., Message]
NOOR, MILAN = "1" * 32, "2" * 32
PDF = Attachment("0" * 64, "a.pdf", "application/pdf", 1)


@pytest.fixture
def mail(replica: Replica, school: FeedSchool, letter: Letter) -> list[Message]:
    """Sixty messages of every sort, newest first."""
    made = []
    sorts = product(("inbox", "archive", "trash"), (None, 5), ([], [PDF]), (None, 9), (None, NOOR, MILAN))
    for number, (folder, opened, files, answer_by, pupil) in enumerate(sorts):
        about = {"folder": folder, "opened_at": opened, "attachments": files, "answer_by": answer_by, "pupil": pupil}
        marked = bool(opened) and number % 5 == 0
        made.append(letter(number, answered_at=7 if number % 4 == 0 else None, unread=marked, **about))
        school.put("message", made[-1])
    for number in range(100, 110):
        sent = letter(number, folder="sent", sender=ME, pupil=NOOR, recipients=[Recipient("x", "Petra", "juf", 5)])
        school.put("sent_message", sent)
        made.append(sent)
    school.sync(replica)
    return made[::-1]


def ids(replica: Replica, filter_: Filter) -> list[str]:
    return [row.id for row in replica.inbox.rows(replica.inbox.keys(filter_))]


def wanted(mail: Iterable[Message], filter_: Filter) -> list[str]:
    return [
        one.id
        for one in mail
        if (one.folder == filter_.folder or not filter_.folder or (filter_.own and one.folder == "sent"))
        and (not filter_.unread or ((one.opened_at is None or one.unread) and not one.recipients))
        and (not filter_.attachment or one.attachments)
        and (not filter_.to_answer or (one.answer_by and not one.answered_at and not one.recipients))
        and (filter_.pupil is None or one.pupil == filter_.pupil)
    ]


@pytest.mark.parametrize("folder", ["inbox", "archive", "trash", "sent", "", "later"])
def test_every_filter_shows_what_a_plain_look_shows(replica: Replica, mail: list[Message], folder: str) -> None:
    flags = (False, True)
    for unread, attachment, to_answer, own in product(flags, flags, flags, flags):
        for pupil in (None, NOOR, MILAN):
            filter_ = Filter(folder, unread, attachment, to_answer, pupil, "", own)
            expected = sorted(wanted(mail, filter_), key=lambda id_: int(id_, 16), reverse=True)
            assert ids(replica, filter_) == expected, filter_
            assert [row.id for row in replica.inbox.first_page(filter_, 5)] == expected[:5]
            keys = replica.inbox.keys(Filter(folder="")) if folder == "" else replica.inbox.keys(Filter(folder=folder))
            assert replica.inbox.present(filter_, keys) == set(replica.inbox.keys(filter_)) & set(keys)


def test_counts_agree_with_the_lists(replica: Replica, mail: list[Message]) -> None:
    replica.drafts.keep(SaveDraft(draft="e" * 32, body="Half", pupil=NOOR))
    replica.do(SendMessage(to=["c" * 32], subject="S", body="B", pupil=NOOR))
    for pupil in (None, NOOR, MILAN, ""):
        counts = replica.inbox.counts(pupil)
        for folder in ("inbox", "archive", "trash", "sent", "drafts", "outbox"):
            if pupil == "":
                continue
            total = len(ids(replica, Filter(folder, pupil=pupil)))
            unread = len(ids(replica, Filter(folder, unread=True, pupil=pupil)))
            assert counts.get(folder, FolderCount()) == FolderCount(total, unread), (folder, pupil)
    unread = replica.inbox.unread_by_pupil()
    assert unread == {"": 5, NOOR: 4, MILAN: 5}
    assert replica.inbox.to_answer() == len(ids(replica, Filter(to_answer=True)))
    assert replica.inbox.to_answer(pupil=NOOR) == len(ids(replica, Filter(to_answer=True, pupil=NOOR)))


def test_a_row_and_its_detail_say_what_the_message_says(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    people = [Recipient(f"{n:032x}", f"Ouder {n}", "parent", 1_795_000_000_000 if n < 2 else None) for n in range(5)]
    sent = letter(1, folder="sent", sender=ME, recipients=people, attachments=[PDF], body_type="html", group=True)
    school.put("sent_message", sent)
    school.put("message", letter(2, answer_by=1_795_000_000_001, in_reply_to="x", can_answer=False))
    school.sync(replica)
    (row,) = replica.inbox.first_page(Filter("sent"))
    assert (row.to, row.to_count, row.to_opened) == (("Ouder 0", "Ouder 1", "Ouder 2"), 5, 2)
    assert (row.own, row.unread, row.has_attachment, row.group) == (True, False, True, True)
    assert row.opened_at == datetime.fromtimestamp(1_795_000_000, UTC)
    detail = replica.inbox.message(sent.id)
    assert detail is not None
    assert (detail.row, detail.body, detail.body_type, detail.attachments) == (row, sent.body, "html", (PDF,))
    assert [(person.name, person.opened_at is None) for person in detail.recipients][1:3] == [
        ("Ouder 1", False),
        ("Ouder 2", True),
    ]
    (row,) = replica.inbox.first_page(Filter("inbox"))
    assert (row.own, row.unread, row.can_answer, row.in_reply_to) == (False, True, False, "x")
    assert row.answer_by == datetime(2026, 11, 18, 11, 6, 40, 1000, tzinfo=UTC)
    assert row.sent_at.tzinfo is UTC
    assert replica.inbox.message("nothing") is None


def test_a_conversation_is_read_from_its_beginning(replica: Replica, school: FeedSchool, letter: Letter) -> None:
    for number, folder in ((1, "archive"), (2, "inbox"), (3, "trash")):
        school.put("message", letter(number, thread="t", folder=folder))
    school.put("message", letter(4))
    school.sync(replica)
    replica.do(SendMessage(to=["c" * 32], subject="S", body="B", in_reply_to=letter(2).id))
    assert [row.folder for row in replica.inbox.conversation("t")] == ["archive", "inbox", "trash", "sent"]


def test_contacts_are_grouped_and_searched(replica: Replica, school: FeedSchool) -> None:
    from ssdesk.protocol.kinds import Contact

    school.put("contact", Contact("1", "Zoë Aerts", "meester", "teacher", ["6A"]))
    school.put("contact", Contact("2", "An Mertens", "mama van Lena", "parent", pupil=NOOR))
    school.put("contact", Contact("3", "Bot", "iets nieuws", "robot"))
    school.sync(replica)
    names = [person.name for person in replica.people.contacts()]
    assert names == ["Petra De Backer", "Zoë Aerts", "Secretariaat", "An Mertens", "Bot"]
    assert [person.name for person in replica.people.contacts(pupil=NOOR)] == ["An Mertens"]
    assert [person.name for person in replica.people.contacts(words="zoe 6")] == ["Zoë Aerts"]
    assert replica.people.pupil("p" * 32) is not None
