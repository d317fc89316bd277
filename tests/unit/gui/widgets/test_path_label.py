from pytestqt.qtbot import QtBot

from photoseek.gui.widgets.path_label import PathLabel


def test_a_path_is_given_the_lines_it_needs(qtbot: QtBot) -> None:
    label = PathLabel("/photos/2019 Lisbon/" + "x" * 80)
    qtbot.addWidget(label)
    line = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(10_000) == line
    assert label.heightForWidth(200) > 2 * line


def test_it_breaks_at_a_separator_where_it_can(qtbot: QtBot) -> None:
    label = PathLabel("/photographs/holidays")
    qtbot.addWidget(label)
    width = label.fontMetrics().horizontalAdvance("/photographs/hol")
    lines = label._lines(width)
    assert lines.text()[: lines.lineAt(0).textLength()].replace("\u200b", "") == "/photographs/"
