"""Tooltips of what others wrote: Qt takes a text that looks like HTML for HTML, whatever it is."""

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """``text`` as a tooltip that shows it letter by letter: the name of a file may well be ``<b>x</b>.jpg``.

    What Qt takes for plain text anyway stays as it is, so that it does not wrap where it did not.
    """
    if not Qt.mightBeRichText(text):
        return text
    return f"<span>{escape(text)}</span>".replace("\n", "<br>")
