"""What the window says, in the user's language. Every text that a person reads goes through ``tr``."""

from PySide6.QtCore import QCoreApplication


def tr(text: str, n: int = -1) -> str:
    """``text``, translated where there is a translation; ``%n`` in it is ``n``, in the right plural.

    ``text`` must be a literal, which is how Qt's tools find it; put values in afterwards:
    ``tr("{name} is gone").format(name=name)``.
    """
    return QCoreApplication.translate("", text, None, n)
