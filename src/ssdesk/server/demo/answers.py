"""What parents write back when the school asks everybody something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from ssdesk.server.demo import slots
from ssdesk.server.demo.data import Message, Recipient, Staff
from ssdesk.server.demo.mailroom import Letter, Post

_ANSWERS = 0.7  # the share of those who opened it


class Answers:
    """Lets parents answer notices that ask for it: soon after opening, mostly in other words than their neighbours."""

    def __init__(self, post: Post, chance: Random) -> None:
        self._post, self._chance = post, chance
        self._pupils = {pupil.id: pupil for pupil in post.school.pupils}

    def to(self, message: Message, replies: Sequence[str], writer: Staff, share: float = _ANSWERS) -> None:
        """Answers of some of those who opened the message; nobody answers the same question twice in a month."""
        for recipient in message.recipients:
            if recipient.opened_at is not None and self._chance.random() < share:
                self._answer(message, self._chance.choice(replies), recipient, writer)

    def _answer(self, message: Message, text: str, recipient: Recipient, writer: Staff) -> None:
        school = self._post.school
        parent = school.account[recipient.account]
        if recipient.opened_at is None or recipient.pupil is None or parent.person is None:
            return
        moment = recipient.opened_at + timedelta(minutes=2 + self._chance.randrange(40))
        template = f"{message.template}/answer"
        if not self._post.may_say(template, [parent], moment) or (parent.since and parent.since <= moment):
            return
        pupil = self._pupils[recipient.pupil]
        values = slots.of_pupil(pupil, school.class_of[pupil.class_id]) | slots.of_staff(writer)
        values |= slots.of_parent(school.people[parent.person])
        letter = Letter(template, f"Re: {message.subject}", text, values, pupil.id, answers=message)
        self._post.send(letter, parent, [(school.account[writer.id], pupil.id)], moment)
