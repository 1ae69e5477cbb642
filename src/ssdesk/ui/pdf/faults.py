"""What a person is told about a PDF that cannot be shown."""

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError


def not_a_pdf(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} is not a PDF."),
        QT_TRANSLATE_NOOP("errors", "Save it and open it with another program, or ask the school to send it again."),
        code="pdf-not-one",
        name=name,
    )


def damaged(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} is damaged and cannot be shown."),
        QT_TRANSLATE_NOOP("errors", "Ask the school to send it again."),
        code="pdf-damaged",
        name=name,
    )


def needs_password(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} is locked with a password."),
        QT_TRANSLATE_NOOP("errors", "Save it and open it with another program that asks for the password."),
        code="pdf-password",
        name=name,
    )


def too_large(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} is too large to be shown here."),
        QT_TRANSLATE_NOOP("errors", "Save it and open it with another program."),
        code="pdf-too-large",
        name=name,
    )


def no_pages(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} has no pages."),
        QT_TRANSLATE_NOOP("errors", "Ask the school to send it again."),
        code="pdf-no-pages",
        name=name,
    )


def unreadable(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} cannot be read."),
        QT_TRANSLATE_NOOP("errors", "Check that the file is still there, then try again."),
        retry=True,
        code="pdf-unreadable",
        name=name,
    )


def broken_page(number: int) -> SsdeskError:
    """`number` counts from 1."""
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "Page {number} is damaged and cannot be shown."),
        QT_TRANSLATE_NOOP("errors", "The other pages can be read."),
        code="pdf-page",
        number=number,
    )


def closed(name: str) -> SsdeskError:
    """It was closed while something still worked on it; whoever closed it does not listen any more."""
    return SsdeskError(QT_TRANSLATE_NOOP("errors", "{name} was closed."), code="pdf-closed", name=name)


def not_printed(name: str) -> SsdeskError:
    return SsdeskError(
        QT_TRANSLATE_NOOP("errors", "{name} was not printed."),
        QT_TRANSLATE_NOOP("errors", "Check the printer and try again."),
        retry=True,
        code="pdf-not-printed",
        name=name,
    )
