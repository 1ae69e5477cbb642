"""What the fields of a template are called where one is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def field_names() -> list[str]:
    """As they are written in a template, in the language of the program."""
    names = (
        QCoreApplication.translate("Fields", "first name of the child"),
        QCoreApplication.translate("Fields", "class"),
        QCoreApplication.translate("Fields", "date"),
        QCoreApplication.translate("Fields", "school"),
    )
    return ["{" + name + "}" for name in names]
