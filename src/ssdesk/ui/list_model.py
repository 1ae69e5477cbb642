"""The one model of every list (house rule 17): all rows can be reached at once, and only those looked at are read.

The first page is shown at once. A worker then reads the keys of the whole answer, 8 bytes a row, newest first; that
gives the number of rows. Rows come by key, 200 at a time, and a bounded number of them is kept. Changes insert and
remove keys by bisection; nothing is ever reset but by another source, so that selection and scroll survive a sync.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import neg
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from ssdesk.errors import SsdeskError
from ssdesk.ui import tasks
from ssdesk.ui.key_arrays import differences, spans

FIRST_PAGE = 60
PAGE = 200
KEPT_ROWS = 20 * PAGE
READ_AT_ONCE = 200
"""So many changed rows are read on the main thread; more go through a worker."""
MANY_RUNS = 64
"""More separate places than this change in one step, instead of one by one."""

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The frozen row itself, or None when it went away while it was asked for."""

Index = QModelIndex | QPersistentModelIndex


class Keyed(Protocol):
    """A frozen row."""

    @property
    def key(self) -> int: ...


R = TypeVar("R", bound=Keyed)
R_co = TypeVar("R_co", bound=Keyed, covariant=True)


class Source(Protocol[R_co]):
    """One answer: a folder, a filter, a search, one account or many. Keys are unique and fall: newest first.

    Every call may raise SsdeskError. `keys` and `present` are called in a worker, the others on the main thread.
    """

    def first_page(self, limit: int) -> Sequence[R_co]:
        """The newest `limit` rows, newest first."""
        ...

    def keys(self) -> array[int]:
        """The keys of the whole answer as array('q'), newest first."""
        ...

    def rows(self, keys: Sequence[int]) -> Sequence[R_co]:
        """The rows of those of these keys that belong to the answer, in any order."""
        ...

    def present(self, keys: Sequence[int]) -> set[int]:
        """Those of these keys that belong to the answer."""
        ...


class ListModel(QAbstractTableModel, Generic[R]):
    """Rows of one `Source`, one column. `describe` gives the words a screen reader says for a row."""

    loaded = Signal()
    """The whole answer is known: `rowCount` is final until the next change."""
    failed = Signal(object)
    """SsdeskError: the source could not be read. What was shown stays."""

    def __init__(self, describe: Callable[[R], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._source: Source[R] | None = None
        self._keys: array[int] = array("q")
        self._rows: OrderedDict[int, R | None] = OrderedDict()
        self._complete = False
        self._generation = 0
        self._reading = False
        self._changed: set[int] = set()
        self._reread = False
        self._first_reading = True

    # ---- What views ask ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row()) if index.isValid() else None
        return row if row is None or role == ROW_ROLE else self._describe(row)

    # ---- What screens ask --------------------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """The whole answer is known, not only the first page."""
        return self._complete

    def key_at(self, place: int) -> int:
        """The key of a row. IndexError: there is no such row."""
        if place < 0:
            raise IndexError(place)
        return self._keys[place]

    def place_of(self, key: int) -> int:
        """The row with this key, -1 when the list does not hold it."""
        place = self._bisect(key)
        return place if place < len(self._keys) and self._keys[place] == key else -1

    def place_near(self, key: int) -> int:
        """The row with this key, or the first older one; `rowCount()` when there is none."""
        return self._bisect(key)

    def row_at(self, place: int) -> R | None:
        """The row at a place; None when it went away or cannot be read. Reads its page when it is not kept."""
        if not 0 <= place < len(self._keys):
            return None
        key = self._keys[place]
        if key not in self._rows:
            self._read_page(place)
        self._rows.move_to_end(key)
        return self._rows[key]

    # ---- What changes it ---------------------------------------------------------------------------------------------

    def show(self, source: Source[R]) -> None:
        """Show another answer, from its first page on. The only reset there is."""
        try:
            page = source.first_page(FIRST_PAGE)
        except SsdeskError as error:
            page = ()
            self.failed.emit(error)
        self.beginResetModel()
        self._source = source
        self._generation += 1
        self._reading = self._reread = False
        self._changed.clear()
        self._keys = array("q", (row.key for row in page))
        self._rows = OrderedDict((row.key, row) for row in page)
        self._complete = len(page) < FIRST_PAGE
        self._first_reading = not self._complete
        self.endResetModel()
        if self._complete:
            self.loaded.emit()
        else:
            self.reread()

    def changed(self, upserted: Iterable[int], removed: Iterable[int] = ()) -> None:
        """Rows with these keys were inserted, changed or removed; the source is asked which it holds now."""
        self._changed.update(upserted, removed)
        self._go_on()

    def reread(self) -> None:
        """Compare with the whole answer again, in a worker; rows that are shown are read again too."""
        self._reread = True
        self._go_on()

    def _go_on(self) -> None:
        """Start what waits, one at a time, so that each answer meets the keys it was asked about."""
        if self._source is None or self._reading:
            return
        if self._reread:
            self._reread = False
            self._read_all(self._source)
        elif len(self._changed) > READ_AT_ONCE:
            self._read_present(self._source, sorted(self._changed, reverse=True))
        elif self._changed:
            self._read_changed(self._source, sorted(self._changed, reverse=True))

    def _read_all(self, source: Source[R]) -> None:
        shown, first = self._keys[:], self._first_reading
        self._first_reading = False

        def work() -> tuple[list[int], array[int]]:
            return differences(shown, source.keys())

        def done(found: tuple[list[int], array[int]]) -> None:
            removed, inserted = found
            self._merge(inserted, removed)
            self._complete = True
            if not first:
                self._forget_rows()
            self.loaded.emit()

        self._in_worker(work, done)

    def _read_present(self, source: Source[R], keys: list[int]) -> None:
        self._changed.clear()

        def done(present: set[int]) -> None:
            for key in keys:
                self._rows.pop(key, None)
            self._apply(keys, present)

        self._in_worker(lambda: source.present(keys), done)

    def _read_changed(self, source: Source[R], keys: list[int]) -> None:
        self._changed.clear()
        try:
            rows = {row.key: row for row in source.rows(keys)}
        except SsdeskError as error:
            self.failed.emit(error)
            return
        for key in keys:
            self._rows.pop(key, None)
        self._rows.update(rows)
        self._apply(keys, rows.keys())
        self._trim()

    def _in_worker(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        generation, self._reading = self._generation, True

        def ended(then: Callable[[], None]) -> None:
            if generation == self._generation:
                self._reading = False
                then()
                self._go_on()

        tasks.run(
            self, work, lambda found: ended(lambda: done(found)), lambda error: ended(lambda: self.failed.emit(error))
        )

    # ---- Keys --------------------------------------------------------------------------------------------------------

    def _bisect(self, key: int, start: int = 0) -> int:
        """The place of the key, or where it would be."""
        return bisect_left(self._keys, -key, start, key=neg)

    def _apply(self, keys: Sequence[int], present: Iterable[int]) -> None:
        """Of these falling keys exactly `present` belong to the answer now."""
        held = set(present)
        known = {key: place for key in keys if (place := self.place_of(key)) >= 0}
        edge = self._keys[-1] if self._keys and not self._complete else None
        inserted = array("q", (k for k in keys if k in held and k not in known and (edge is None or k > edge)))
        self._merge(inserted, [key for key in known if key not in held])
        still = [place for key in known if key in held and (place := self.place_of(key)) >= 0]
        for first, last in spans(still):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _merge(self, inserted: array[int], removed: Sequence[int]) -> None:
        """Put in and take out keys (both falling; `removed` are all held, `inserted` are not)."""
        gone = spans([self.place_of(key) for key in removed])
        runs = self._runs(inserted)
        if len(gone) + len(runs) > MANY_RUNS:
            self._merge_many(inserted, removed)
            return
        for first, last in reversed(gone):
            self._remove(first, last)
        for start, end in runs:
            run = inserted if end - start == len(inserted) else inserted[start:end]
            self._insert(self._bisect(run[0]), run)

    def _runs(self, inserted: array[int]) -> list[tuple[int, int]]:
        """The pieces [start, end) of `inserted` that go between two held keys, at most `MANY_RUNS` + 1 of them."""
        runs: list[tuple[int, int]] = []
        start = place = 0
        while start < len(inserted) and len(runs) <= MANY_RUNS:
            place = self._bisect(inserted[start], place)
            end = len(inserted)
            if place < len(self._keys):
                end = bisect_left(inserted, -self._keys[place], start, key=neg)
            runs.append((start, end))
            start = end
        return runs

    def _insert(self, place: int, keys: array[int]) -> None:
        self.beginInsertRows(QModelIndex(), place, place + len(keys) - 1)
        self._keys[place:place] = keys
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        for key in self._keys[first : last + 1]:
            self._rows.pop(key, None)
        del self._keys[first : last + 1]
        self.endRemoveRows()

    def _merge_many(self, inserted: array[int], removed: Sequence[int]) -> None:
        """The same in three steps however many places there are: put the new at the end, sort everything with the
        gone at the end, take those away. Selections follow their rows."""
        if inserted:
            self._insert(len(self._keys), inserted)
        gone = set(removed)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._keys[index.row()] for index in before]
        kept = sorted((key for key in self._keys if key not in gone), reverse=True)
        count = len(kept)
        self._keys = array("q", chain(kept, removed))
        places = [
            count + bisect_left(removed, -key, key=neg) if key in gone else bisect_left(kept, -key, key=neg)
            for key in held
        ]
        self.changePersistentIndexList(before, [self.index(place, 0) for place in places])
        self.layoutChanged.emit()
        if gone:
            self._remove(count, len(self._keys) - 1)

    # ---- Rows --------------------------------------------------------------------------------------------------------

    def _read_page(self, place: int) -> None:
        """Read the page of 200 around a place; afterwards the cache holds every key of it."""
        start = place - place % PAGE
        wanted = [key for key in self._keys[start : start + PAGE] if key not in self._rows]
        for key in wanted:
            self._rows[key] = None
        try:
            if self._source is not None:
                self._rows.update((row.key, row) for row in self._source.rows(wanted))
        except SsdeskError as error:
            problem = error
            QTimer.singleShot(0, self, lambda: self.failed.emit(problem))  # never in the middle of painting
        self._trim()

    def _trim(self) -> None:
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)

    def _forget_rows(self) -> None:
        """Rows may have changed: the views ask again for those they show."""
        self._rows.clear()
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 0))
