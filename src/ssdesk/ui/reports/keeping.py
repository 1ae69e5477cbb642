"""A report outside of ssdesk: saved where the person wants it, or opened with another program."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError
from ssdesk.household import Household
from ssdesk.household.copies import safe_name
from ssdesk.replica.database import Cancelled
from ssdesk.ui import tasks
from ssdesk.ui.reports.contents import title_of
from ssdesk.ui.reports.shelf import Shelf, Shelved
from ssdesk.ui.shown import shown

_LONGEST = 100  # characters of a name, without its ending


class Keeping(QObject):
    """`saved` carries the path, `trouble` an SsdeskError."""

    saved = Signal(object)
    trouble = Signal(object)

    def __init__(self, household: Household, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household = household

    def ask_where(self, shelf: Shelf, shelved: Shelved, parent: QWidget) -> None:
        """Ask where it is to be saved, then save it. The dialog asks before a file is replaced."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(parent, self.tr("Save as PDF"), folder, self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggested(shelf, shelved))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda target: self.save(shelved, Path(target)))
        QFileDialog.open(dialog)

    def save(self, shelved: Shelved, target: Path) -> None:
        """A copy of it there; what was there is replaced only by a whole one."""
        work = partial(_save, self._household, shelved, target)
        tasks.run(self, work, lambda done: self.saved.emit(target) if done else None, self.trouble.emit)


def suggested(shelf: Shelf, shelved: Shelved) -> str:
    """ "Noor Peeters - Herfstrapport 2026-2027.pdf": a name that every system takes."""
    report = f"{title_of(shelved)} {shown(shelved.report.school_year)}".strip()
    whose = shown(shelf.pupil_name) or shown(shelf.home.child)
    name = " - ".join(part for part in (whose, report) if part).replace("/", "-").replace("\\", "-")
    return safe_name(f"{safe_name(name[:_LONGEST].strip(' .'))}.pdf")


def _save(household: Household, shelved: Shelved, target: Path) -> bool:
    """In the pool. False: it was locked meanwhile."""
    file, part = shelved.report.file, target.with_name(f".{target.name}.part")
    try:
        household.bring(shelved.account, file)
        household.replica(shelved.account).files.export(file.sha256, part)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise _not_saved(target) from error
    except (Cancelled, KeyError):
        with suppress(OSError):
            part.unlink()
        return False
    return True


def _not_saved(target: Path) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} cannot be saved there."),
        QT_TRANSLATE_NOOP("errors", "Choose another folder, or make room. The report stays in ssdesk."),
        retry=True,
        code="not-saved",
        name=target.name,
    )
