"""Every text that a person reads goes through ``tr``, as Qt's tools and the languages need it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from photoseek import settings as settings_file
from photoseek.gui import app, language
from photoseek.gui.language import listed, tr
from photoseek.gui.search.question import Question
from photoseek.gui.settings.settings_dialog import SettingsDialog
from photoseek.library.records import Scope
from photoseek.paths import Paths
from photoseek.settings import Settings
from tests.support.scripted_requests import requests

GUI = Path(app.__file__).parent
SHOWN = {  # what is called with a text to be read, and which argument that is
    **dict.fromkeys(
        (
            *("setText", "setToolTip", "setWindowTitle", "setTitle", "setAccessibleName"),
            *("setAccessibleDescription", "setPlaceholderText", "setInformativeText", "setLabelText"),
            *("addAction", "addMenu", "addItem", "addTab", "addButton", "addSection"),
            *("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction"),
            *("Action", "show", "say", "_say", "heading", "_button", "button", "switch", "choice"),
        ),
        0,
    ),
    "IconButton": 1,
}
NAMES = {  # the same in every language
    *("PhotoSeek", "English", "OpenVINO", "PyTorch", "puppy", "dog", "kitten"),
    "screenshots/\n*.gif\n/private",
}
A_WORD = re.compile(r"[A-Za-z]{2}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def calls() -> Iterator[tuple[str, ast.Call, bool]]:
    """Each call in the package: where it is, and whether it waits for a function to be called."""
    for file in sorted(GUI.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        bodies = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
        late = {id(node) for body in bodies for node in ast.walk(body)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{file.name}:{node.lineno}", node, id(node) in late


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def english_in(text: ast.expr) -> str:
    """The words of a literal, formatted or not; nothing of any other expression."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    found = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return " ".join(words for words in found if A_WORD.search(words) and words not in NAMES)


def test_no_text_is_shown_untranslated() -> None:
    found = []
    for place, call, _ in calls():
        which = SHOWN.get(name_of(call))
        # A lower-case name without a space is a key: of an icon, a setting, an action.
        if which is not None and len(call.args) > which:
            words = english_in(call.args[which])
            if words and not re.fullmatch(r"[a-z_-]+", words):
                found.append((place, words))
    assert not found, "pass these through tr"


def test_tr_is_called_as_qts_tools_read_it() -> None:
    wrong = []
    for place, call, is_late in calls():
        if name_of(call) != "tr":
            continue
        literal = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        counts = isinstance(literal, str) and re.search("%L?n", literal) is not None
        if not isinstance(literal, str) or counts != (len(call.args) == 3) or not is_late:
            wrong.append((place, ast.unparse(call)))
    assert not wrong, "a literal; a number as third argument where there is a %n; not while importing"


@pytest.mark.usefixtures("chinese")
def test_a_window_in_chinese_holds_no_english(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    paths = Paths(tmp_path)
    paths.create()
    settings_file.save(Settings(language="zh"), paths.settings)
    program = app.build(qapp, paths)
    qtbot.addWidget(program.window)
    program.session.dialogs.show_settings()
    said = {text for widget in program.window.findChildren(QWidget) for text in texts_of(widget)}
    said |= {action.text() for action in program.window.actions()}
    program.session.close()
    assert len([text for text in said if CHINESE.search(text)]) > 100
    english = {text for text in said - NAMES if A_WORD.search(text) and not CHINESE.search(text)}
    assert english <= {str(tmp_path)}


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    for of in ("text", "placeholderText", "windowTitle"):
        text = getattr(widget, of, None)
        if callable(text):
            yield str(text())


def test_the_window_comes_back_as_it_was_in_another_language(
    opening: app.Opening, paths: Paths, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    before = opening.program
    assert before is not None
    question = Question(words="dog", scope=Scope(recent=True))
    before.session.searching.ask(question)
    qtbot.waitUntil(lambda: len(before.photos.ids) == 1)
    photo_id = int(before.photos.ids[0])
    before.session.viewing.open(photo_id)
    qtbot.waitUntil(lambda: before.window.photo_page.photo_id() == photo_id)
    before.session.viewing.rotate([photo_id], 1)
    qtbot.waitUntil(before.window.actions_by_name["undo"].isEnabled)
    process = before.client.process_id()
    assert process > 0
    for chosen, name in (("zh", "设置"), ("en", "Settings")):
        old = opening.program
        assert old is not None
        old.session.preferences.change(language=chosen)
        qtbot.waitUntil(lambda old=old: opening.program is not old)
        new = opening.program
        assert new is not None
        assert new.window.actions_by_name["settings"].text() == name
        qtbot.waitUntil(lambda new=new: new.window.photo_page.photo_id() == photo_id)
        assert new.session.searching.question == question
        assert new.client.process_id() == process  # what is being done goes on
        assert new.window.actions_by_name["undo"].isEnabled()
    assert opening.program is not None
    opening.program.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: requests(paths).count("Rotate(") == 2)
    assert "Traceback" not in caplog.text


def test_the_settings_stay_open_while_the_language_changes(opening: app.Opening, qtbot: QtBot) -> None:
    def dialog() -> SettingsDialog | None:
        return opening.program.session.dialogs.settings_dialog if opening.program is not None else None

    before = opening.program
    assert before is not None
    before.session.dialogs.show_settings()
    first = dialog()
    assert first is not None
    first.show_section(1)
    first.model.language.setCurrentIndex(first.model.language.findData("zh"))
    first.model.language.activated.emit(first.model.language.currentIndex())
    qtbot.waitUntil(lambda: opening.program is not before and dialog() is not None)
    second = dialog()
    assert second is not None
    assert second.windowTitle() == "设置"
    assert second.pages.currentWidget() is second.model
    second.accept()


@pytest.mark.usefixtures("chinese")
def test_what_qt_says_itself_is_in_the_language_too(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "取消"


@pytest.mark.usefixtures("chinese")
def test_numbers_parts_and_plurals_follow_the_language(qapp: QApplication) -> None:
    assert QLocale().language() is QLocale.Language.Chinese
    assert listed(("a", "b")) == "a，b"
    assert tr("%n photo(s)", None, 12_345) == "12,345 张照片"
    language.use(qapp, "en")
    assert listed(("a", "b")) == "a, b"
    assert [tr("%n photo(s)", None, n) for n in (1, 2)] == ["1 photo", "2 photos"]
