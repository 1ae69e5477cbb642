"""What is asked before a letter leaves, or is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ssdesk.rules.undo_send import MANY
from ssdesk.ui import texts
from ssdesk.ui.question import Question


def ask_before_sending(
    parent: QWidget, left: Sequence[str], people: int, reach: str, send: Callable[[], object], *, at: int | None = None
) -> None:
    """`left`: fields of a template that were not filled in. `reach`: what is said of the people, where they are many.
    `at`: the moment (ms) for which it is planned. `send` is called when nothing is in doubt, or all of it was answered
    with yes."""
    if not left:
        _ask_of_many(parent, people, reach, send, at)
        return
    now = at is None
    title = QCoreApplication.translate("Composer", "Schedule it with what was not filled in?")
    yes = QCoreApplication.translate("Composer", "Schedule all the same")
    question = Question(
        parent,
        QCoreApplication.translate("Composer", "Send it with what was not filled in?") if now else title,
        QCoreApplication.translate("Composer", "These words between braces still stand in the message."),
        QCoreApplication.translate("Composer", "Send all the same") if now else yes,
        lead=", ".join(left),
        careful=True,
    )
    question.accepted.connect(lambda: _ask_of_many(parent, people, reach, send, at))
    question.open()


def _ask_of_many(parent: QWidget, people: int, reach: str, send: Callable[[], object], at: int | None) -> None:
    if people <= MANY:
        send()
        return
    title = QCoreApplication.translate("Composer", "Send this to {count} people?")
    yes = QCoreApplication.translate("Composer", "Send to {count} people")
    hint = QCoreApplication.translate("Composer", "It can be taken back for a minute after that.")
    when = ""
    if at is not None:
        title = QCoreApplication.translate("Composer", "Schedule this for {count} people?")
        yes = QCoreApplication.translate("Composer", "Schedule for {when}")
        hint = QCoreApplication.translate("Composer", "Until then it stands in Scheduled, where it can be stopped.")
        when = texts.moment(at)
    question = Question(
        parent,
        title.format(count=texts.count(people)),
        reach or QCoreApplication.translate("Composer", "None of them sees the others."),
        yes.format(count=texts.count(people), when=when),
        hint=hint,
        careful=True,
    )
    question.accepted.connect(send)
    question.open()


def ask_before_discarding(parent: QWidget, discard: Callable[[], object], *, count: int = 1) -> None:
    """`count`: how many drafts."""
    title = QCoreApplication.translate("Composer", "Throw this message away?")
    if count > 1:
        title = QCoreApplication.translate("Composer", "Throw {count} drafts away?").format(count=texts.count(count))
    question = Question(
        parent,
        title,
        QCoreApplication.translate("Composer", "What you wrote cannot be brought back."),
        QCoreApplication.translate("Composer", "Throw away"),
        role="danger",
    )
    question.accepted.connect(discard)
    question.open()
