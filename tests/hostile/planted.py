"""Our own code, broken in one place at a time. The hostile samples must catch each of them.

python -m tests.hostile.planted [NAME …]      # from the repository's root
"""

from __future__ import annotations

import re
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nh3
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkRequest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from ssdesk.ui import attachments, shown
from ssdesk.ui.inbox import body, body_text, head, links, reader, tables
from ssdesk.ui.inbox.body import Shown
from ssdesk.ui.inbox.body_text import BodyText
from ssdesk.ui.inbox.opened import Opened
from ssdesk.ui.inbox.reader import Reader
from tests.hostile.samples import Sample, samples
from tests.hostile.stage import stage

Fault = Callable[[ExitStack], None]
_clean = nh3.clean


def _same(value: str) -> str:
    return value


def _cleaned_with(broken: ExitStack, **more: Any) -> None:
    broken.enter_context(patch.object(nh3, "clean", lambda html, **how: _clean(html, **{**how, **more})))


def links_unchecked(broken: ExitStack) -> None:
    """The list of schemes is all that looks at links."""
    broken.enter_context(patch.object(body, "plain_link", _same))


def every_scheme(broken: ExitStack) -> None:
    """Any printable address is a link."""
    broken.enter_context(patch.object(links, "_LINK", re.compile(r"[!-~]+")))
    _cleaned_with(broken, url_schemes={"http", "https", "mailto", "cid", "javascript", "file", "data", "ftp"})


def pictures_from_anywhere(broken: ExitStack) -> None:
    """A picture's address is not looked at."""
    right = body._attribute

    def attribute(files: Any, tag: str, name: str, value: str) -> str | None:
        return value if name == "src" else right(files, tag, name, value)

    broken.enter_context(patch.object(body, "_attribute", attribute))
    broken.enter_context(patch.object(body._Laid, "written", lambda _self, match: match.group()))


def nothing_cleaned(broken: ExitStack) -> None:
    """Markup is shown as it comes; what a document loads is refused all the same."""
    broken.enter_context(patch.object(body_text, "safe_html", lambda text, *_, **__: Shown(text[:50_000], lines=False)))


def files_served(broken: ExitStack) -> None:
    """Markup is shown as it comes, and the document looks for files by itself."""
    nothing_cleaned(broken)
    broken.enter_context(patch.object(BodyText, "loadResource", lambda *_: None))


def styles_kept(broken: ExitStack) -> None:
    right = body._attribute

    def attribute(files: Any, tag: str, name: str, value: str) -> str | None:
        return value if name == "style" else right(files, tag, name, value)

    broken.enter_context(patch.object(body, "_attribute", attribute))
    names = {tag: {*body._ATTRIBUTES.get(tag, ()), "style"} for tag in body._TAGS}
    _cleaned_with(broken, attributes=names)


def scripts_as_text(broken: ExitStack) -> None:
    _cleaned_with(broken, clean_content_tags=set())


def wide_cells(broken: ExitStack) -> None:
    """A cell may span what it likes."""
    broken.enter_context(patch.dict(body._VALUES, colspan=re.compile("[0-9]+")))
    broken.enter_context(patch.object(body, "WIDEST", 10**6))
    broken.enter_context(patch.object(tables, "MOST_CELLS", 10**9))


def turned_text(broken: ExitStack) -> None:
    """What turns the direction stays in the text."""
    broken.enter_context(patch.object(shown, "_TURNING", ""))


def turned_names(broken: ExitStack) -> None:
    broken.enter_context(patch.object(head, "shown", _same))


def turned_files(broken: ExitStack) -> None:
    broken.enter_context(patch.object(attachments, "shown", _same))


def turned_subjects(broken: ExitStack) -> None:
    broken.enter_context(patch.object(reader, "shown", _same))


def unasked(broken: ExitStack) -> None:
    """A link that is pressed opens at once."""
    broken.enter_context(
        patch.object(Reader, "_ask_before_opening", lambda _self, link: QDesktopServices.openUrl(link))
    )


def vast_pictures(broken: ExitStack) -> None:
    """A picture is as large as it says."""

    def fitted(_size: Any, said: Any, _room: Any) -> tuple[int, int]:
        return int(said.get("width", 40)) * 100, int(said.get("height", 30)) * 100

    broken.enter_context(patch.object(body, "_fitted", fitted))


def own_addresses(broken: ExitStack) -> None:
    """The text of a message says where relative addresses begin."""
    right = BodyText._lay_out

    def lay_out(self: BodyText) -> None:
        right(self)
        self.document().setBaseUrl("file:///")

    broken.enter_context(patch.object(BodyText, "_lay_out", lay_out))


def _fetched(broken: ExitStack, fetch: Callable[[QUrl], object]) -> None:
    """All is shown as it should be, but what a message names is asked of the network."""
    right = Reader.show_message

    def show_message(self: Reader, message: Opened | None, *more: Any) -> None:
        right(self, message, *more)
        for address in re.findall(r"https?://[\w.:/-]+", message.detail.body if message is not None else ""):
            fetch(QUrl(address))

    broken.enter_context(patch.object(Reader, "show_message", show_message))


def fetched_by_qt(broken: ExitStack) -> None:
    line = QNetworkAccessManager()
    broken.callback(delete, line)  # with its thread and sockets, which the next one would count
    _fetched(broken, lambda url: line.get(QNetworkRequest(url)))


def fetched_by_python(broken: ExitStack) -> None:
    """Nothing is said when it fails."""

    def fetch(url: QUrl) -> None:
        with suppress(OSError), socket.create_connection((url.host(), url.port(80)), timeout=1):
            pass

    _fetched(broken, fetch)


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        links_unchecked, every_scheme, pictures_from_anywhere, nothing_cleaned, files_served, styles_kept,
        scripts_as_text, wide_cells, turned_text, turned_names, turned_files, turned_subjects, unasked, vast_pictures,
        own_addresses, fetched_by_qt, fetched_by_python,
    )
}  # fmt: skip


def caught(fault: Fault, folder: Path, among: list[Sample]) -> str:
    """The first thing that was seen to be wrong; "" when nothing was."""
    with ExitStack() as broken, stage(folder) as open_:
        fault(broken)
        for sample in among:
            if found := open_.open(sample):
                return f"{found[0]} in {sample.title}"
    return ""


def main(names: list[str]) -> int:
    """Prints a line for each fault; 0 when each was caught."""
    app = QApplication([])
    missed = 0
    for name in names or FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            found = caught(FAULTS[name], Path(folder), samples(500))
        missed += not found
        print(f"{name}: {found[:150] or 'NOT CAUGHT'}", flush=True)
    app.quit()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
