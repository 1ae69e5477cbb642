"""How one message looks in a list. Paints a frozen row; asks nothing and nobody."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ssdesk.ui import icons, theme
from ssdesk.ui.colours import Tone
from ssdesk.ui.list_model import ROW_ROLE
from ssdesk.ui.widgets.base import ring, rounded

ROW_HEIGHT = 80
_LEFT, _TEXT_LEFT, _RIGHT = 14, 50, 15
_LINES = (19.7, 40.5, 60.5)
_AVATAR_TOP, _AVATAR = 11, 26
_TAG_HEIGHT, _TAG_PADDING, _TAG_RADIUS = 21, 7, 5

Marks = tuple[tuple[int, int], ...]
"""Places in a text: (begin, end)."""


class Row(msgspec.Struct, frozen=True):
    """A message as a list shows it; every text is ready to paint.

    `tag_tone`: accent, good, warning, bad or neutral. `child_name` and `tag_text` may be empty. `flag`: the code of its
    colour, `flag_text` that in words. `size_text`: of all attachments. `file`: the name of the one in which what was
    searched was found. `…_marks`: where that stands.
    """

    key: int
    who: str
    initials: str
    child_name: str
    child_colour_index: int
    time_text: str
    has_attachment: bool
    subject: str
    preview: str
    unread: bool
    tag_text: str = ""
    tag_tone: str = "neutral"
    flag: str = ""
    flag_text: str = ""
    size_text: str = ""
    who_marks: Marks = ()
    subject_marks: Marks = ()
    preview_marks: Marks = ()
    file: str = ""
    file_marks: Marks = ()


def describe(row: Row) -> str:
    """What a screen reader says for a row."""
    parts = [
        QCoreApplication.translate("Row", "unread") if row.unread else "",
        QCoreApplication.translate("Row", "from {who}").format(who=row.who),
        QCoreApplication.translate("Row", "about {child}").format(child=row.child_name) if row.child_name else "",
        QCoreApplication.translate("Row", "subject {subject}").format(subject=row.subject),
        row.time_text,
        QCoreApplication.translate("Row", "with attachment") if row.has_attachment else "",
        QCoreApplication.translate("Row", "{colour} flag").format(colour=row.flag_text) if row.flag else "",
        row.tag_text,
    ]
    return ", ".join(part for part in parts if part)


class Type:
    """One font with what painting needs of it."""

    __slots__ = ("_widths", "drop", "font", "metrics")

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.drop = (self.metrics.ascent() - self.metrics.descent()) / 2
        """From the middle of a line to its baseline."""
        self._widths: dict[tuple[str, int], tuple[str, float]] = {}

    def fitted(self, text: str, room: float) -> tuple[str, float]:
        """`text` elided to `room` px, and its width. What was measured is kept, within bounds."""
        key = (text, int(room))
        found = self._widths.get(key)
        if found is None:
            width = self.metrics.horizontalAdvance(text)
            shown = text
            if width > room + 0.5:
                shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
                width = self.metrics.horizontalAdvance(shown)
            if len(self._widths) > 2000:
                self._widths.clear()
            found = self._widths[key] = (shown, width)
        return found


class Measures:
    """Fonts and sizes of one look."""

    def __init__(self, look: theme.Look) -> None:
        self.look = look
        self.who = Type(theme.font(theme.TEXT, theme.MEDIUM))
        self.who_unread = Type(theme.font(theme.TEXT, theme.BOLD))
        self.text = Type(theme.font())
        figures = theme.font()
        figures.setFeature(QFont.Tag("tnum"), 1)  # so that times stand below each other
        self.time = Type(figures)
        self.text_unread = Type(theme.font(theme.TEXT, theme.BOLD))
        self.tag = Type(theme.font(theme.TAG, theme.SEMIBOLD))
        self.initials = Type(theme.font(10, theme.SEMIBOLD))
        scale = theme.px(ROW_HEIGHT) / ROW_HEIGHT
        self.lines = tuple(line * scale for line in _LINES)


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row`, 80 px high at 100 %, exactly as the inbox shows it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.focus_ring = False
        """Whether the current row shows the focus ring; the view sets it."""
        self._measures: Measures | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), theme.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self._measures is None or self._measures.look is not theme.look():
            self._measures = Measures(theme.look())
        row = index.data(ROW_ROLE)
        state = option.state
        area = QRectF(option.rect)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # that of each text, not of the screen
        self._picture(painter, area, self._measures, mirrored=mirrored).paint(
            row,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            over=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        if self.focus_ring and state & QStyle.StateFlag.State_HasFocus:
            ring(painter, area.adjusted(1, 1, -1, -2), theme.px(4))
        painter.restore()

    def _picture(self, painter: QPainter, area: QRectF, measures: Measures, *, mirrored: bool) -> Picture:
        """What paints one row."""
        return Picture(painter, area, measures, mirrored=mirrored)


class Picture:
    """One painting of one row. Places are measured from the reading side: left, or right in right-to-left."""

    __slots__ = ("area", "m", "mirrored", "painter", "selected")

    def __init__(self, painter: QPainter, area: QRectF, measures: Measures, *, mirrored: bool) -> None:
        self.painter, self.area, self.m, self.mirrored = painter, area, measures, mirrored
        self.selected = False

    def paint(self, row: Row | None, *, selected: bool, over: bool) -> None:
        self._ground(selected=selected, over=over)
        if row is None:
            return
        self._avatar(row)
        self._who_line(row)
        self._subject_line(row)
        self._preview_line(row)

    def _ground(self, *, selected: bool, over: bool) -> None:
        self.selected = selected
        colours, area = theme.colours(), self.area
        if selected or over:
            self.painter.fillRect(area, theme.ink(colours.accent.soft if selected else colours.background))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        self.painter.fillRect(line, theme.ink(colours.line))
        if selected:
            bar = self._box(0, 0, theme.px(3), area.height() - 1)
            self.painter.fillRect(bar, theme.ink(colours.accent.ink))

    def _avatar(self, row: Row) -> None:
        colours, side = theme.colours(), theme.px(_AVATAR)
        disc = self._box(theme.px(_LEFT), theme.px(_AVATAR_TOP), side, side)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(theme.ink(colours.avatar))
        self.painter.drawEllipse(disc)
        if not row.initials:  # of nobody yet, or of somebody who is not known here
            self._nobody(disc)
            return
        kind = self.m.initials
        _, width = kind.fitted(row.initials, side)
        self._draw(kind, row.initials, disc.center().x() - width / 2, disc.center().y(), colours.on_avatar)

    def _nobody(self, disc: QRectF) -> None:
        side = theme.px(14)
        ratio = self.painter.device().devicePixelRatioF()
        picture = icons.exact("person", theme.colours().on_avatar, side, ratio)
        self.painter.drawPixmap(disc.center() - QPointF(side / 2, side / 2), picture)

    def _who_line(self, row: Row) -> None:
        colours, middle = theme.colours(), self.m.lines[0]
        right = self.area.width() - theme.px(_RIGHT)
        shown, width = self.m.time.fitted(row.time_text, right)
        right -= width
        self._text(self.m.time, shown, right, width, middle, colours.muted)
        if row.has_attachment:
            side = theme.px(13)
            right -= side + theme.px(5)
            ratio = self.painter.device().devicePixelRatioF()
            place = self._box(right, middle - side / 2, side, side)
            self.painter.drawPixmap(place.topLeft(), icons.exact("paperclip", colours.muted, side, ratio))
        left, gap = float(theme.px(_TEXT_LEFT)), theme.px(8)
        room = right - gap - left
        tag_width = self._tag_width(row.child_name, room / 2) if row.child_name else 0.0
        kind = self.m.who_unread if row.unread else self.m.who
        room -= tag_width + gap if tag_width else 0
        width = self._fitted(kind, row.who, left, room, middle, colours.text, marks=row.who_marks)
        if tag_width:
            tone = colours.child(row.child_colour_index)
            self._tag(row.child_name, left + width + gap, tag_width, middle, tone)

    def _subject_line(self, row: Row) -> None:
        colours, middle = theme.colours(), self.m.lines[1]
        left, right = float(theme.px(_TEXT_LEFT)), self.area.width() - theme.px(_RIGHT)
        if row.unread:
            side = theme.px(8)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(theme.ink(colours.accent.ink))
            self.painter.drawEllipse(self._box(left, middle - side / 2, side, side))
            left += side + theme.px(6)
        if row.flag:
            right -= self._flag(row, right, middle) + theme.px(8)
        kind = self.m.text_unread if row.unread else self.m.text
        self._fitted(kind, row.subject, left, right - left, middle, colours.text, marks=row.subject_marks)

    def _flag(self, row: Row, right: float, middle: float) -> float:
        """The flag and its colour's name, ending at `right`; how wide that is."""
        ink, side, gap = theme.colours().flag(row.flag).ink, theme.px(13), theme.px(4)
        shown, width = self.m.tag.fitted(row.flag_text, self.area.width() / 4)
        self._text(self.m.tag, shown, right - width, width, middle, ink)
        place = self._box(right - width - gap - side, middle - side / 2, side, side)
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(place.topLeft(), icons.exact("flag", ink, side, ratio))
        return width + gap + side

    def _preview_line(self, row: Row) -> None:
        colours, middle = theme.colours(), self.m.lines[2]
        left, right = float(theme.px(_TEXT_LEFT)), self.area.width() - theme.px(_RIGHT)
        if row.tag_text:
            width = self._tag_width(row.tag_text, (right - left) * 0.7)
            self._tag(row.tag_text, right - width, width, middle, colours.tone(row.tag_tone))
            right -= width + theme.px(10)
        self._fitted(self.m.text, row.preview, left, right - left, middle, colours.muted, marks=row.preview_marks)

    # ---- Drawing -----------------------------------------------------------------------------------------------------

    def _box(self, start: float, top: float, width: float, height: float) -> QRectF:
        left = self.area.right() - start - width if self.mirrored else self.area.left() + start
        return QRectF(left, self.area.top() + top, width, height)

    def _draw(self, kind: Type, text: str, left: float, middle: float, colour: str) -> None:
        self.painter.setFont(kind.font)
        self.painter.setPen(theme.ink(colour))
        self.painter.drawText(QPointF(left, middle + kind.drop), text)

    def _text(self, kind: Type, text: str, start: float, width: float, middle: float, colour: str) -> None:
        box = self._box(start, middle, width, 0)
        self._draw(kind, text, box.left(), box.top(), colour)

    def _fitted(
        self, kind: Type, text: str, start: float, room: float, middle: float, colour: str, *, marks: Marks = ()
    ) -> float:
        """As much of the text as there is room for, with its marks; its width."""
        shown, width = kind.fitted(text, room)
        self._text(kind, shown, start, width, middle, colour)
        self._mark(kind, shown, start, width, middle, marks)
        return width

    def _mark(self, kind: Type, text: str, start: float, width: float, middle: float, marks: Marks) -> None:
        """Over a text that was drawn: as a marker does, with the colours of a warning, which can be read everywhere."""
        tone, height = theme.colours().warning, kind.metrics.height()
        for begin, end in marks:
            if begin >= len(text):
                return
            before = kind.metrics.horizontalAdvance(text[:begin])
            wide = min(kind.metrics.horizontalAdvance(text[:end]), width) - before
            whole = self._box(start, middle, width, 0)
            place = QRectF(whole.left() + before, whole.top() - height / 2, wide, height)
            self.painter.save()
            self.painter.setClipRect(place)
            self.painter.fillRect(place, theme.ink(tone.soft))
            self._draw(kind, text, whole.left(), whole.top(), tone.ink)
            self.painter.restore()

    def _tag_width(self, text: str, room: float) -> float:
        padding = 2 * theme.px(_TAG_PADDING)
        return self.m.tag.fitted(text, room - padding)[1] + padding

    def _tag(self, text: str, start: float, width: float, middle: float, tone: Tone) -> None:
        height = theme.px(_TAG_HEIGHT)
        box = self._box(start, round(middle - height / 2), width, height)
        radius = theme.px(_TAG_RADIUS)
        edge = theme.ink(tone.ink) if self.selected else None  # the row has a soft ground of its own
        rounded(self.painter, box, radius, theme.ink(tone.soft), edge, theme.px(1))
        shown, text_width = self.m.tag.fitted(text, width - 2 * theme.px(_TAG_PADDING))
        self._draw(self.m.tag, shown, box.center().x() - text_width / 2, box.center().y() - 0.5, tone.ink)
