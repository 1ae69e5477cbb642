"""What the list holds: a folder, a filter, the words of a search, one child or all; and why it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ssdesk.household import Home, Household
from ssdesk.replica.asked import Asked, asked
from ssdesk.replica.changes import Changes
from ssdesk.replica.inbox import ANY, INBOX, Filter
from ssdesk.replica.words import Term
from ssdesk.ui import texts
from ssdesk.ui.faces import Act
from ssdesk.ui.inbox.boxes import OWN, held_by
from ssdesk.ui.inbox.faces import ListFaces
from ssdesk.ui.inbox.list_pane import AWAITING, EVERYWHERE, FLAGGED, TO_ANSWER, VIEWS, ListPane
from ssdesk.ui.inbox.merged import MergedRows, counts, to_answer
from ssdesk.ui.inbox.own_folders import own_folders
from ssdesk.ui.shown import shown
from ssdesk.ui.widgets import SearchField

SEARCH_AFTER_MS = 150
AGE_EVERY_MS = 60_000
AWAITED_DAYS = 90
_NOTHING: Act = ""


class Listing(QObject):
    """`account` limits it to one account, "" shows all. `changed` comes when other rows are shown, `searched` when they
    are those of a search, `another_day` after midnight."""

    changed = Signal()
    searched = Signal()
    another_day = Signal()

    def __init__(self, household: Household, pane: ListPane, search: SearchField, parent: QObject) -> None:
        super().__init__(parent)
        self._household, self._pane, self._search = household, pane, search
        self.account = ""
        self._shown: tuple[Filter, str] | None = None
        self._source: MergedRows | None = None
        self._faces, self._act = ListFaces(self), _NOTHING
        self._day = texts.school_time(texts.now()).date()
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(SEARCH_AFTER_MS)
        self.ages = QTimer(self)
        self.ages.setInterval(AGE_EVERY_MS)
        self._connect()
        self.ages.start()

    def _connect(self) -> None:
        self._search.text_changed.connect(lambda _: self._search_timer.start())
        self._search_timer.timeout.connect(self.search_now)
        self._search.edit.installEventFilter(self)
        self.ages.timeout.connect(self._look_at_the_day)
        rows = self._pane.rows
        self._pane.asked_again.connect(self.reload)
        for signal in (rows.loaded, rows.rowsInserted, rows.rowsRemoved):
            signal.connect(self._show_list_or_face)
        rows.loaded.connect(self.changed)
        self._pane.empty.acted.connect(self._act_on_face)

    # ---- What is asked -----------------------------------------------------------------------------------------------
    def choose(self, account: str) -> None:
        """Another child, or "" for all. A filter that contradicts it ends."""
        self.account = account
        home = next((home for home in self._household.homes if home.name == account), None)
        if home is None:
            return
        only, people = self._pane.only, self._household.replica(account).people if home.is_open else None
        writer, _ = only.writer
        only.drop(
            child=only.about not in ("", account)
            or bool(only.pupil and (people is None or people.pupil(only.pupil) is None)),
            person=bool(writer and (people is None or people.contact(writer) is None)),
        )
        self._pane.end_everything()

    def reload(self) -> None:
        """Folder, filter, child or words changed, or accounts came or went."""
        self._recount()
        pane, words = self._pane, self._search.text().strip()
        unread, unanswered = pane.only.unread.isChecked(), pane.only.to_answer.isChecked()
        sender, _ = pane.only.writer
        filter_ = Filter(
            folder="" if pane.folder in VIEWS else pane.folder,
            unread=unread,
            attachment=pane.only.attached.isChecked(),
            to_answer=unanswered or pane.folder == TO_ANSWER,
            words=words,
            own=pane.folder == INBOX and not (unread or unanswered or sender),
            pupil=pane.only.pupil or None,
            flag=pane.only.flag or (ANY if pane.folder == FLAGGED else ""),
            sender=sender,
            awaiting=self._since() if pane.folder == AWAITING else None,
            kept=pane.folder in VIEWS or (pane.folder == EVERYWHERE and not words),
            mailbox=pane.mailbox,
            drafts=bool(words),
        )
        account = pane.only.about or self.account
        if self._shown == (filter_, account) and pane.rows.rowCount():
            pane.rows.reread()
            return
        self._shown = filter_, account
        self._source = MergedRows(
            self._household, filter_, account, pane.places() if pane.folder in (EVERYWHERE, FLAGGED) else {}
        )
        pane.rows.show(self._source)
        self._show_list_or_face()
        self.changed.emit()

    def take(self, changes: Changes) -> None:
        """Something was committed; only what it touched is read again."""
        self._faces.watch(self._household.homes)
        if self._shown is None or any(touched.everything for touched in changes.by_account.values()):
            self.reload()
            return
        keys, folder = self._household.merged_keys(changes), self._pane.folder
        if keys and self._shown[0].awaiting is not None:
            self._pane.rows.reread()  # an answer takes another message out of this view
        elif keys:
            self._pane.rows.changed(keys)
        self._recount()
        if self._pane.folder != folder:
            self.reload()
        self._show_list_or_face()

    def hold(self, key: int | None) -> None:
        """The message with this key is being read: see `MergedRows.held`."""
        if self._source is not None:
            self._source.held = key

    def terms(self) -> Sequence[Term]:
        """What is searched."""
        return self._asked().terms

    def _asked(self) -> Asked:
        return asked(self._search.text(), texts.school_time(texts.now()).date())

    def search_now(self) -> None:
        self._search_timer.stop()
        searches = bool(self._search.text().strip())
        self._pane.search(on=searches)
        self.reload()
        if searches:
            self.searched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._show_hint)
        return super().eventFilter(watched, event)

    # ---- What is shown -----------------------------------------------------------------------------------------------
    def homes(self) -> list[Home]:
        """Those whose messages are asked for."""
        return [home for home in self._household.homes if self.account in ("", home.name)]

    def _recount(self) -> None:
        """Counts and folders as they are now. An own folder that was deleted elsewhere is left for the archive, where
        its messages are; that of another child for the inbox."""
        shown_before = self._pane.own_folder()
        self._count()
        if shown_before is not None and self._pane.own_folder() is None:
            home = next((home for home in self._household.homes if home.name == shown_before.account), None)
            if self.account not in ("", shown_before.account) or home is None:
                self._pane.leave_folder("inbox")
            elif home.is_open:
                self._pane.leave_folder("archive")

    def _count(self) -> None:
        household, account, pane = self._household, self.account, self._pane
        pane.only.accounts = [
            (home.name, shown(home.child) or shown(home.school_short) or home.name)
            for home in self.homes()
            if home.is_open
        ]
        found = counts(household, account)
        unread = {box: folders[INBOX].unread for box, folders in found.items() if INBOX in folders}
        pane.show_mailboxes(held_by(self.homes()), unread if pane.mailbox else {**unread, OWN: 0})
        box = pane.mailbox
        own = [] if box else own_folders(household, account)
        waiting = [to_answer(household, account, folder, box) for folder in (INBOX, "")]
        pane.show_counts(found.get(box, {}), waiting[0], own, waiting[1])

    @staticmethod
    def _since() -> int:
        """From when on *Waiting for an answer* looks back: longer ago nobody waits any more, and every "thank you" that
        ended a conversation would stand there for years."""
        today = texts.school_time(texts.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        return round((today - timedelta(days=AWAITED_DAYS)).timestamp() * 1000)

    def _look_at_the_day(self) -> None:
        """At midnight what was "today" is "yesterday"; a deadline passes at its moment."""
        now = texts.now()
        day, source = texts.school_time(now).date(), self._source
        if day != self._day:
            self._day = day
            self._pane.rows.reread()
            self.another_day.emit()
        elif source is not None and source.passes is not None and source.passes <= now:
            source.passes = None
            self._pane.rows.reread()

    def _show_list_or_face(self) -> None:
        pane, words, homes = self._pane, self._search.text().strip(), self.homes()
        to_index = self._show_hint()
        if pane.rows.rowCount():
            face = None
        elif words:
            face = self._faces.of_search(words, complete=not to_index, no_day=self._asked().no_day)
        elif pane.only.filtered():
            face = self._faces.of_filter()
        else:
            face = self._faces.of_folder(pane.folder, pane.folder_name(pane.folder), homes)
        self._act = face.act if face is not None else _NOTHING
        pane.show_face(face)

    def _show_hint(self) -> int:
        """How many messages cannot be searched yet; where nothing was typed, what can be."""
        words, to_index = self._search.text().strip(), sum(home.status.to_index for home in self.homes())
        hint = ""
        if words and to_index:
            hint = self.tr("Not everything can be searched yet: {count} messages to go.")
            hint = hint.format(count=texts.count(to_index))
        elif not words and self._search.edit.hasFocus():
            hint = self.tr(
                "You can also type: from:name to:name child:name attachment:word after:november before:23/11"
            )
        elif self._pane.folder == AWAITING:
            hint = self.tr("What you sent in the last {days} days and nobody answered yet.").format(days=AWAITED_DAYS)
        self._pane.say_hint(hint)
        return to_index

    def _act_on_face(self) -> None:
        if self._act == "try":
            self._household.nudge(self.account)
            return
        if self._act == "clear":
            self._search.set_text("")
            self.search_now()
        elif self._act == "all":
            self._pane.only.show_all()
        self._pane.take_focus()
