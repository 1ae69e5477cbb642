"""Whom one can write to, the likeliest first; whom an answer to all goes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from ssdesk.household import Home, Household
from ssdesk.protocol.kinds import Contact
from ssdesk.replica.inbox import SCHEDULED, MessageDetail, MessageRow
from ssdesk.rules.working_time import working_week
from ssdesk.ui.inbox.audiences import audiences, id_of
from ssdesk.ui.inbox.names import MOST_NAMED
from ssdesk.ui.inbox.recipient import Addressee
from ssdesk.ui.shown import shown

MOST_OF_GROUP = 30
"""The people of a group that an answer to all names one by one; to more the group itself is written to."""


class ToAll(msgspec.Struct, frozen=True):
    """Whom an answer to all goes to: their ids, or none where they are `too_many`."""

    ids: tuple[str, ...] = ()
    too_many: int = 0

    @property
    def several(self) -> bool:
        return len(self.ids) > 1


def addressees(household: Household, account: str, answered: MessageDetail | None = None) -> list[Addressee]:
    """Those one may write to: whom one wrote to lately, the groups, who teaches the child's class, then as the address
    book has them. `answered`: its sender need not be a contact."""
    home, replica = household.home(account), household.replica(account)
    contacts = [contact for contact in replica.people.contacts() if contact.id != home.account]
    children = {pupil.id: _joined(f"{pupil.first_name} {pupil.last_name}") for pupil in replica.people.pupils()}
    classes = {pupil.id: pupil.class_name for pupil in replica.people.pupils()}
    contacts.sort(key=lambda contact: not _teaches(contact, home))
    everybody = [*audiences(replica.people.groups()), *(_addressee(one, children, classes) for one in contacts)]
    ids = (one if isinstance(one, str) else id_of(one) for one in replica.people.lately())
    lately = {id_: place for place, id_ in enumerate(ids)}
    recent = sorted((one for one in everybody if one.id in lately), key=lambda one: lately[one.id])
    found = [*(replace(one, recent=True) for one in recent), *(one for one in everybody if one.id not in lately)]
    if answered is not None and answered.row.kind == "message":
        row = answered.row
        if all(person.id != row.sender for person in found):
            found.append(Addressee(row.sender, _joined(row.sender_name, row.sender_role)))
    return told_apart(found)


def may_send_emergency(household: Household, account: str) -> bool:
    """Whether the school names a role of this account among those that may (R8)."""
    people = household.replica(account).people
    holder = people.account()
    if holder is None or holder.kind != "staff":
        return False
    own = people.contact(holder.id)
    roles = {holder.role, own.group if own is not None and own.group == "office" else ""}
    return bool(roles & set(household.home(account).emergency))


def all_who_may_be_answered(household: Household, account: str, detail: MessageDetail) -> ToAll:
    """Of an own message those it went to; else its sender first, then those with whom one wrote in this conversation.
    Only who can be written to, and nobody while the school keeps it until later. A recipient never knows of the others
    (R4). The people of a large group are not written to one by one."""
    home, replica = household.home(account), household.replica(account)
    row = detail.row
    if row.state or row.folder == SCHEDULED:
        return ToAll()
    conversation = replica.inbox.conversation(row.thread, row.mailbox) if row.thread else []
    wrote = [row] if row.kind == "sent_message" else [other for other in conversation if other.kind != "message"]
    if many := max((own.to_count for own in wrote if own.to_count > _most(own)), default=0):
        return ToAll(too_many=many)
    known = {contact.id for contact in replica.people.contacts()}
    if row.kind == "sent_message":
        return ToAll(tuple(person.account for person in detail.recipients if person.account in known))
    found = dict.fromkeys([row.sender] if row.can_answer else [])
    for other in conversation:
        if other.kind == "message":
            found.setdefault(other.sender)
        elif (own := replica.inbox.message(other.id)) is not None:
            found |= dict.fromkeys(person.account for person in own.recipients)
    own_ids = (home.account, row.mailbox)
    return ToAll(tuple(id_ for id_ in found if id_ not in own_ids and (id_ in known or id_ == row.sender)))


def _most(sent: MessageRow) -> int:
    return MOST_OF_GROUP if sent.group else MOST_NAMED


def told_apart(people: Iterable[Addressee]) -> list[Addressee]:
    """Everybody under a text of their own: those of one name with their classes or child, or else with a number."""
    people = list(people)
    same = Counter(person.text for person in people)
    used = Counter[str]()
    found = []
    for person in people:
        more = ", ".join(person.classes) or person.child
        text = f"{person.text} ({more})" if same[person.text] > 1 and more else person.text
        used[text] += 1
        found.append(replace(person, text=text if used[text] == 1 else f"{text} ({used[text]})"))
    return found


def _addressee(contact: Contact, children: dict[str, str], classes: dict[str, str]) -> Addressee:
    child = children.get(contact.pupil or "", "")
    taught: Sequence[str] = contact.classes or ([classes[contact.pupil]] if contact.pupil in classes else [])
    return Addressee(
        id=contact.id,
        text=spoken(contact),
        group=contact.group,
        classes=tuple(name for name in map(shown, taught) if name),
        child=child,
        weekdays=working_week(contact.weekdays),
    )


def _teaches(contact: Contact, home: Home) -> bool:
    return bool(home.class_name) and home.class_name in contact.classes


def spoken(contact: Contact) -> str:
    """The name and the task at the school."""
    return _joined(contact.name, contact.role)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in map(shown, parts) if part)
