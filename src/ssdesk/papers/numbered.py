"""A canvas that knows on each page how many there are."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def numbered(foot: "Callable[[Canvas, int, int], None]") -> "type[Canvas]":
    """`foot` draws on a page, given its number and the number of pages, once the last one is made."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):
        """Holds its pages back until then."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._held.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # the types lack it

        def save(self) -> None:
            for number, page in enumerate(self._held, 1):
                self.__dict__.update(page)
                foot(self, number, len(self._held))
                super().showPage()
            super().save()

    return Numbered
