"""The head of a message: who wrote it, to whom and about which child, when, and whether it was read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ssdesk.ui import texts, theme
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import Avatar, ChildTag, ElidedLabel, Label, Themed, column, row

BESIDE = 460  # px at 100 %: in less room the times stand below the names


class MessageHead(Themed, QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar("", 34, self)
        self._from, self._role = ElidedLabel("", "section", self), ElidedLabel("", "muted", self)
        self._to, self._child = ElidedLabel("", "muted", self), ChildTag("", 0, self)
        self._sent, self._seen = Label("", "muted", self), Label("", "muted", self)
        self._when = ElidedLabel("", "muted", self)
        from_line = row(gap=4)
        from_line.addWidget(self._from)
        from_line.addWidget(self._role)
        from_line.addStretch(1)
        to_line = row(gap=5)
        to_line.addWidget(self._to)
        to_line.addWidget(self._child)
        to_line.addStretch(1)
        left = column()
        left.addLayout(from_line)
        left.addLayout(to_line)
        left.addWidget(self._when)
        right = column()
        for label in (self._sent, self._seen):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignTrailing)
        right.addStretch(1)
        line = row(self, gap=12)
        line.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(left, 1)
        line.addLayout(right)
        self.follow_theme()

    def show_message(self, message: Opened) -> None:
        said = message.row
        name = shown(said.sender_name)
        self._avatar.setText(texts.initials(name))
        self._from.setText(name)
        role = "" if said.own else shown(said.sender_role)
        self._role.setText(", ".join(part for part in (role, message.about.school) if part))
        self._to.setText(self._to_whom(message))
        self._child.set_child(message.about.child, message.about.colour)
        self._child.setVisible(bool(message.about.child))
        sent, seen = texts.moment(said.sent_at), self._opened_when(message)
        self._sent.setText(sent)
        self._seen.setText(seen)
        self._when.setText(f"{sent}, {seen}" if seen else sent)
        self._arrange()

    def _opened_when(self, message: Opened) -> str:
        at = message.row.opened_at if message.row.kind == "message" else None
        if at is None:
            return ""
        if texts.school_time(at).date() == texts.school_time(texts.now()).date():
            return self.tr("opened at {time}").format(time=texts.time(at))
        return self.tr("opened {when}").format(when=texts.moment(at))

    def _to_whom(self, message: Opened) -> str:
        said = message.row
        if not said.own:
            if message.mailbox:
                return self.tr("to {names}").format(names=message.mailbox)
            about = self.tr("to you, group message about") if said.group else self.tr("to you, about")
            only = self.tr("to you, group message") if said.group else self.tr("to you")
            return about if message.about.child else only
        people = message.detail.recipients
        names = [name for person in people if (name := shown(person.name))] or [shown(name) for name in said.to]
        to = self.tr("to {names}").format(names=", ".join(names))
        if message.about.child:
            to += ", " + self.tr("about")
        return to

    def restyle(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= theme.px(BESIDE)
        self._sent.setVisible(beside)
        self._seen.setVisible(beside and bool(self._seen.text()))
        self._when.setVisible(not beside)
