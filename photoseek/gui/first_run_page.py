"""The first page: what this is in two sentences, and the one thing to do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from photoseek.gui.icon_button import IconButton

CARD_WIDTH = 520


class FirstRunPage(QWidget):
    choose_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = QFrame(self)
        self.card.setObjectName("firstRun")
        self.card.setFixedWidth(CARD_WIDTH)
        picture = IconButton("image-square", "PhotoSeek", self.card, checkable=True)
        picture.setObjectName("bigIcon")
        picture.setIconSize(QSize(96, 96))
        picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture.setChecked(True)  # in the accent colour
        title = QLabel("Find any photo by what it shows", self.card)
        title.setObjectName("title")
        words = QLabel(
            "PhotoSeek looks at the photos in your folders and lets you search them by words "
            "or by another photo. Everything stays on this computer, and your files are never changed.",
            self.card,
        )
        words.setWordWrap(True)
        words.setObjectName("lead")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton("Choose a folder …", self.card)
        self.choose.setObjectName("primary")
        self.choose.setDefault(True)
        self.samples = QPushButton("Try with sample photos", self.card)
        hint = QLabel("or drop folders anywhere in this window", self.card)
        hint.setObjectName("muted")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(10)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(picture, 0, centre)
        column.addWidget(title, 0, centre)
        column.addWidget(words)
        column.addSpacing(16)
        column.addWidget(self.choose)
        column.addWidget(self.samples)
        column.addSpacing(4)
        column.addWidget(hint, 0, centre)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self.card, 0, centre)
        outer.addStretch(3)
        self.choose.clicked.connect(self.choose_wanted)
        self.samples.clicked.connect(self.samples_wanted)
