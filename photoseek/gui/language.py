"""What the window says, in the user's language. Every text that a person reads goes through ``tr``."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from photoseek.paths import resource

Language = Literal["en", "zh"]
_COUNTRIES = {"en": QLocale.Country.UnitedStates, "zh": QLocale.Country.China}
_LANGUAGES = {"en": QLocale.Language.English, "zh": QLocale.Language.Chinese}


def tr(text: str, comment: str | None = None, n: int = -1) -> str:
    """``text``, translated where there is a translation.

    ``text`` must be a literal, which is how Qt's tools find it (``packaging/translations.py``); put values
    in afterwards: ``tr("{name} is gone").format(name=name)``. A number that decides the plural is the
    third argument: ``tr("%n photo(s)", None, count)``; the English plurals are in their own file.
    ``comment`` tells two meanings of one text apart.
    """
    return QCoreApplication.translate("", text, comment, n)


def listed(parts: Iterable[str]) -> str:
    """Several things in one line, parted as the language does it."""
    return tr(", ", "between the parts of a line").join(parts)


def spoken(choice: Literal["system", "en", "zh"]) -> Language:
    """The language for a setting: the system's, if there is a translation, else English."""
    if choice != "system":
        return choice
    return "zh" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def use(application: QCoreApplication, choice: Literal["system", "en", "zh"]) -> None:
    """Speak this language from now on, and write numbers and dates as its readers do.

    Texts that a widget already shows stay as they are: ``app`` builds the window anew.
    """
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    language = spoken(choice)
    locale = QLocale.system()
    if locale.language() is not _LANGUAGES[language]:
        locale = QLocale(_LANGUAGES[language], _COUNTRIES[language])
    QLocale.setDefault(locale)
    qts_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(resource("translations"))
    for folder, name in ((qts_own, f"qtbase_{locale.name()}"), (ours, f"photoseek_{language}")):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
        else:
            translator.deleteLater()  # English has no file of Qt's own
