"""What happens in the shared mailboxes of the two schools, and what everybody must find of them afterwards."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from ssdesk.protocol.ids import derived
from ssdesk.server import people
from ssdesk.server import tables as t
from ssdesk.server.commands.answering import LASTS_MS
from tests.permissions.record import Account, Answering, Copy, Mailbox, Record
from tests.permissions.world import World

NUMBER_OF = "ff{:030x}"  # behind all ids that anything else gets


def live(world: World, record: Record, office: Account, teacher: Account, parents: list[Account]) -> None:
    """*Secretariaat*, held by the office and a teacher; parents write to it and are answered in its name by the
    teacher. *Zorg* is the teacher's alone."""
    secretariat = make(world, record, "Secretariaat", [office, teacher])
    care = make(world, record, "Zorg", [teacher])
    for number, parent in enumerate(parents):
        asked = world.send(record, parent, [secretariat], files=[world.bring(record, parent)])
        (copy,) = asked.copies
        if number == 0:
            continue
        world.open_copy(record, copy, office)
        tell_answering(world, record, copy, teacher)
        if number == 1:
            continue
        file = world.bring(record, teacher)
        answer = world.send(record, teacher, [parent], pupil=parent.pupil, answers=copy, files=[file], name=secretariat)
        record.answering = [one for one in record.answering if one.message != copy.id]
        world.open_copy(record, answer.copies[0])
    world.send(record, teacher, [office], name=care)
    world.send(record, teacher, [secretariat])


def make(world: World, record: Record, name: str, holders: list[Account]) -> Mailbox:
    """A mailbox that these hold, in the server's tables and in the record."""
    word = world.canaries.word
    number = sum(len(one.mailboxes) for one in world.records.values())
    ids = [one.id for one in holders]
    box = Mailbox(NUMBER_OF.format(number), f"{name} {word()}", f"voor vragen {word()}", ids)
    world.db.run_now(write, record, [box])
    record.mailboxes.append(box)
    return box


def write(connection: Connection, record: Record, boxes: list[Mailbox]) -> None:
    slug = record.slug
    for box in boxes:
        connection.execute(insert(t.mailbox).values(school=slug, id=box.id, name=box.name, label=box.title))
        rows = [{"school": slug, "mailbox": box.id, "account": holder} for holder in box.holders]
        connection.execute(insert(t.mailbox_holder), rows)
    people.refresh(connection, slug, [holder for box in boxes for holder in box.holders])


def tell_answering(world: World, record: Record, copy: Copy, who: Account) -> None:
    """This holder begins to answer."""
    result = world.command(record, who, "tell_answering", {"message": copy.id})
    assert result["status"] == "ok", result
    one = Answering(derived(copy.id, who.id), copy.id, copy.recipient, who.id, world.at + LASTS_MS)
    record.answering.append(one)
