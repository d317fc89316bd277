from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photoseek.gui.drop_area import DropArea

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def area(qtbot: QtBot) -> DropArea:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    return DropArea(window)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag_in(area: DropArea, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, LEFT, NO_KEY)
    event.ignore()
    QApplication.sendEvent(area.parentWidget(), event)
    return event.isAccepted()


def drop(area: DropArea, mime: QMimeData) -> None:
    drag_in(area, mime)  # Qt drops nothing that was not let in
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, LEFT, NO_KEY)
    QApplication.sendEvent(area.parentWidget(), event)


def test_a_dropped_file_is_a_question(area: DropArea, tmp_path: Path, qtbot: QtBot) -> None:
    mime = files(tmp_path / "cat.png", tmp_path / "dog.png")
    assert drag_in(area, mime)
    assert area.isVisible()
    assert not area.grab().isNull()
    with qtbot.waitSignal(area.files_dropped) as dropped:
        drop(area, mime)
    assert dropped.args == [[tmp_path / "cat.png", tmp_path / "dog.png"]]
    assert area.isHidden()


def test_dropped_folders_are_to_be_watched(area: DropArea, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.files_dropped) as dropped:
        drop(area, files(tmp_path))
    assert dropped.args == [[tmp_path]]


def test_pixels_without_a_file_are_a_question_too(area: DropArea, qtbot: QtBot) -> None:
    mime = QMimeData()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime.setImageData(image)
    mime.setUrls([QUrl("https://example.org/cat.png")])
    with qtbot.waitSignal(area.image_dropped) as dropped:
        drop(area, mime)
    assert dropped.args[0].size() == image.size()


def test_text_is_not_let_in(area: DropArea, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert not drag_in(area, mime)
    assert area.isHidden()
    with qtbot.waitSignal(area.refused):
        area.take(mime)


def test_the_cover_goes_when_the_pointer_leaves(area: DropArea, tmp_path: Path) -> None:
    drag_in(area, files(tmp_path / "cat.png"))
    QApplication.sendEvent(area.parentWidget(), QDragLeaveEvent())
    assert area.isHidden()
