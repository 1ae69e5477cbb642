"""The interface in the person's language: our texts and Qt's own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ssdesk.paths import resource

LANGUAGES = {"nl": "Nederlands", "en": "English"}


def chosen(language: str | None) -> str:
    """The language to speak: the one asked for, else the system's, else English."""
    if language in LANGUAGES:
        return str(language)
    system = QLocale.system().name().partition("_")[0]
    return system if system in LANGUAGES else "en"


def speak(app: QCoreApplication, language: str | None) -> str:
    """Install the texts of a language, instead of those installed before; the language's code."""
    code = chosen(language)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale("nl_BE" if code == "nl" else "en_GB"))
    if code != "en":
        for name, folder in (
            (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"ssdesk_{code}", str(resource("translations"))),
        ):
            translator = QTranslator(app)
            if translator.load(name, folder):
                app.installTranslator(translator)
    return code
