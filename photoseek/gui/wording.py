"""The words panel at work: neighbours of the words typed, analogies, the library's own vocabulary."""

from PySide6.QtCore import QObject, Signal

from photoseek.gui.parts import Parts
from photoseek.ipc import messages


class Wording(QObject):
    word_chosen = Signal(str)
    """``word`` to add to the search, ``-word`` to push it away."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._client, self._panel = parts.client, parts.window.words_panel
        self._suggesting = 0  # the id of the question that is under way
        self._panel.word_chosen.connect(self.word_chosen)

    def show_for(self, words: str) -> None:
        """The words that are searched for; empty: none. Nothing is asked while the panel is closed."""
        self._client.forget(self._suggesting)
        self._panel.set_topic(words)
        if not self._panel.isHidden():
            self._suggesting = self._client.ask(messages.SuggestWords, self._take, text=words)

    def _take(self, answer: messages.Suggestions) -> None:
        self._panel.items.set_suggestions(answer.suggestions)
