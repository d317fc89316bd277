"""Three fields that read as a sentence: A is to B as C is to what?"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.words.unknown_note import UnknownNote

DEBOUNCE_MS = 250  # a person types a letter every 150 to 200 ms
EXAMPLES = (("puppy", "dog", "kitten"), ("man", "king", "woman"), ("snow", "skier", "water"))


class AnalogyForm(QWidget):
    asked = Signal(str, str, str)
    """All three words, a moment after the last key."""
    emptied = Signal()
    """A word is missing: there is nothing to answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = self._field(tr("First word"), tr("puppy"))
        self.second = self._field(tr("What it is to"), tr("dog"))
        self.third = self._field(tr("The word to go on with"), tr("kitten"))
        self.fields = (self.first, self.second, self.third)
        self.note = UnknownNote(self)
        self.example = QPushButton(self)
        self.example.setObjectName("quiet")
        self.example.setCursor(Qt.CursorShape.PointingHandCursor)
        self._next_example = 0
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(self._tell)
        for field in self.fields:
            field.textEdited.connect(lambda _text: self._wait.start())
            field.returnPressed.connect(self._go_on)
        self.note.replaced.connect(self._replace)
        self.example.clicked.connect(self._fill)
        self._place()
        self._name_example()

    def words(self) -> tuple[str, str, str]:
        a, b, c = (field.text().strip() for field in self.fields)
        return a, b, c

    def set_words(self, a: str, b: str, c: str) -> None:
        """Fill the fields and ask at once."""
        for field, word in zip(self.fields, (a, b, c), strict=True):
            field.setText(word)
        self._tell()

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("wordField")
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        field.setMaxLength(40)
        return field

    def _place(self) -> None:
        said = {place: QLabel(text, self) for place, text in enumerate(_sentence())}
        for label in said.values():
            label.setObjectName("muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, (field, place) in enumerate(zip(self.fields, range(3), strict=True)):
            grid.addWidget(field, row, 0)
            grid.addWidget(said[place], row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self.note)
        column.addWidget(self.example, 0, Qt.AlignmentFlag.AlignLeft)

    def _tell(self) -> None:
        self._wait.stop()
        words = self.words()
        if all(words):
            self.asked.emit(*words)
        else:
            self.note.show_words(())
            self.emptied.emit()

    def _go_on(self) -> None:
        """Enter: to the next field that is empty; with all three, ask."""
        missing = next((field for field in self.fields if not field.text().strip()), None)
        if missing is not None:
            missing.setFocus()
        else:
            self._tell()

    def _replace(self, unknown: str, known: str) -> None:
        for field in self.fields:
            if field.text().strip().lower() == unknown:
                field.setText(known)
        self._tell()

    def _fill(self) -> None:
        words = EXAMPLES[self._next_example]
        self._next_example = (self._next_example + 1) % len(EXAMPLES)
        self._name_example()
        self.set_words(*words)

    def _name_example(self) -> None:
        self.example.setText(tr("Try an example") if self._next_example == 0 else tr("Another example"))
        self.example.setAccessibleName(self.example.text())


def _sentence() -> tuple[str, str, str]:
    """What stands after each field."""
    return tr("is to"), tr("as"), tr("is to…")
