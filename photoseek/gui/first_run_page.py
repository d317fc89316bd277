"""The first page: what this is in two sentences, and the one thing to do."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoseek.gui.language import tr
from photoseek.gui.widgets.icon_button import IconButton

WIDTH = 560  # device-independent pixels; a line of text that is pleasant to read
TITLE_SCALE = 1.9


class FirstRunPage(QWidget):
    choose_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(tr("Find any photo by what it shows"), self)
        title.setObjectName("firstRunTitle")
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        title.setWordWrap(True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QLabel(
            tr(
                "PhotoSeek looks at the photos in your folders and lets you search them by words or by "
                "another photo. Everything stays on this computer, and your files are never changed."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setObjectName("lead")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.drop_here = _DropHere(self)
        self.choose = self.drop_here.choose
        question = QLabel(tr("Just looking?"), self)
        question.setObjectName("muted")
        self.samples = QPushButton(tr("Try with sample photos"), self)
        self.samples.setObjectName("quiet")
        self.samples.setToolTip(tr("Copies a few photographs beside the library and shows them"))
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addStretch(1)
        foot.addWidget(question)
        foot.addWidget(self.samples)
        foot.addStretch(1)
        middle = QWidget(self)
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(0)
        column.addWidget(title)
        column.addSpacing(12)
        column.addWidget(words)
        column.addSpacing(32)
        column.addWidget(self.drop_here)
        column.addSpacing(16)
        column.addLayout(foot)
        across = QHBoxLayout()  # an alignment instead would forget that wrapped words need height
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 0)
        outer.addStretch(4)
        outer.addLayout(across)
        outer.addStretch(5)
        self.choose.clicked.connect(self.choose_wanted)
        self.drop_here.clicked.connect(self.choose_wanted)
        self.samples.clicked.connect(self.samples_wanted)


class _DropHere(QFrame):
    """A place that looks as if a folder belonged there. The window takes what is dropped; a click chooses."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(232)
        self.setAccessibleName(tr("Drop a folder of photos here"))
        picture = IconButton("folder-open", "", self, checkable=True)
        picture.setObjectName("bigIcon")
        picture.setIconSize(QSize(56, 56))
        picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture.setChecked(True)  # in the accent colour
        invitation = QLabel(tr("Drop a folder of photos here"), self)
        invitation.setObjectName("dropTitle")
        otherwise = QLabel(tr("or"), self)
        otherwise.setObjectName("muted")
        self.choose = QPushButton(tr("Choose a folder …"), self)
        self.choose.setObjectName("primary")
        self.choose.setDefault(True)
        self.choose.setMinimumWidth(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 32)
        column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        for part in (picture, invitation, otherwise, self.choose):
            column.addWidget(part, 0, centre)
        column.addStretch(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        line = palette.color(QPalette.ColorRole.PlaceholderText)
        line.setAlpha(150)
        pen = QPen(line, 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5.0, 4.0])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)
        painter.end()
