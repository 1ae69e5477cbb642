"""Fields to type in: one line with a label and an error below it, and the search field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from ssdesk.ui import theme
from ssdesk.ui.widgets.base import Themed, column, rounded, row, smooth, text_width
from ssdesk.ui.widgets.buttons import Button
from ssdesk.ui.widgets.labels import Label


class _Frame(Themed, QWidget):
    """The edge around a line edit: 2 px of the accent when it has the focus, red when it has an error."""

    def __init__(self, edit: QLineEdit, parent: QWidget, *, sunken: bool = False) -> None:
        super().__init__(parent)
        self._edit, self._sunken, self.failed, self.password = edit, sunken, False, False
        edit.setFrame(False)
        edit.installEventFilter(self)
        palette = edit.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        edit.setPalette(palette)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def restyle(self) -> None:
        if self.password:  # the one way to smaller dots; such a sheet keeps its colours until it is set again
            ink = theme.colours().text
            self._edit.setStyleSheet(f"lineedit-password-character: 8226; background: transparent; color: {ink}")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.update()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        height = max(theme.px(33 if self._sunken else 39), self.fontMetrics().height() + theme.px(12))
        return QSize(theme.px(280), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        ground = colours.background if self._sunken or not self._edit.isEnabled() else colours.surface
        edge, width = colours.outline, 1
        if self._edit.hasFocus():
            edge, width = colours.accent.ink, theme.px(2)
        if self.failed:
            edge, width = colours.bad.ink, width if self._edit.hasFocus() else theme.px(1)
        rounded(painter, QRectF(self.rect()), theme.px(theme.RADIUS), theme.ink(ground), theme.ink(edge), width)
        painter.end()


class _Field(QWidget):
    """A field with more than its line in it. (A focus proxy would take its buttons out of the tab order.)"""

    edit: QLineEdit

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.edit.setFocus(reason)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)


class TextField(_Field):
    """A label, one line to type in, and below it a hint or an error.

    `edit` is the QLineEdit itself. A `password` field has a button that shows and hides what was typed.
    """

    text_changed = Signal(str)
    submitted = Signal()
    """Enter was pressed in the field."""

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        password: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label)
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self.submitted)
        self.label = Label(label, "strong", self)
        self.label.setBuddy(self.edit)
        self._frame = _Frame(self.edit, self)
        self._hint, self._error = hint, ""
        self._below = Label(hint, "muted", self, wrap=True)
        self._below.setVisible(bool(hint))
        self._show = Button(self.tr("show"), "link", self._frame, tone="muted")
        self._show.setAccessibleName(self.tr("Show what you typed"))
        self._show.setVisible(password)
        self._show.clicked.connect(self._toggle_shown)
        self._frame.password = password
        self._frame.restyle()
        if password:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        inside = row(self._frame, (12, 2, 12, 2), 8)
        inside.addWidget(self.edit, 1)
        inside.addWidget(self._show)
        outside = column(self, gap=6)
        outside.addWidget(self.label)
        outside.addWidget(self._frame)
        outside.addWidget(self._below)
        outside.addStretch(1)

    def error(self) -> str:
        return self._error

    def set_error(self, text: str) -> None:
        """Say below the field what is wrong; "" takes it away. It also goes when somebody types."""
        if text == self._error:
            return
        self._error = text
        self._frame.failed = bool(text)
        self._below.set_tone("bad" if text else None)
        self._below.setText(text or self._hint)
        self._below.setVisible(bool(text or self._hint))
        self.edit.setAccessibleDescription(text or self._hint)
        self._frame.update()

    def set_hint(self, text: str) -> None:
        """What stands below the field while there is no error."""
        self._hint = text
        if not self._error:
            self._below.setText(text)
            self._below.setVisible(bool(text))
            self.edit.setAccessibleDescription(text)

    def _typed(self, text: str) -> None:
        self.set_error("")
        self.text_changed.emit(text)

    def _toggle_shown(self) -> None:
        shown = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(self.tr("hide") if shown else self.tr("show"))
        self._show.setAccessibleName(self.tr("Hide what you typed") if shown else self.tr("Show what you typed"))


class SearchField(_Field):
    """A sunken field with the shortcut that leads to it. Escape empties it."""

    text_changed = Signal(str)
    submitted = Signal()

    def __init__(self, placeholder: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.installEventFilter(self)
        frame = _Frame(self.edit, self, sunken=True)
        inside = row(frame, (12, 2, 12, 2), 8)
        inside.addWidget(self.edit, 1)
        self._keys = _Keys(QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText), frame)
        self._keys.setVisible(bool(shortcut))
        self._shortcut = bool(shortcut)
        inside.addWidget(self._keys)
        self._clear = Button("", "quiet", frame, icon="close", size="small")
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setToolTip(self._clear.accessibleName())
        self._clear.clicked.connect(self.edit.clear)
        self._clear.hide()
        inside.addWidget(self._clear)
        column(self).addWidget(frame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            self.edit.clear()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._keys.setVisible(not text and self._shortcut)
        self.text_changed.emit(text)


class _Keys(Themed, QLabel):
    """The keys of a shortcut, in a small box."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(keys, parent)
        self.follow_theme()

    def restyle(self) -> None:
        self.setFont(theme.font(theme.TAG))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.ink(theme.colours().muted))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(text_width(self.font(), self.text()) + theme.px(10), metrics.height() + theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = smooth(self)
        area = QRectF(self.rect())
        height = self.sizeHint().height()
        area.setTop(area.center().y() - height / 2)
        area.setHeight(height)
        rounded(painter, area, theme.px(4), theme.ink(colours.surface), theme.ink(colours.outline))
        painter.setPen(theme.ink(colours.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
