"""What of the window is there again the next time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoseek.gui import window_state, worker_client
from photoseek.gui.app import Program, build, make_application
from photoseek.gui.duplicates.duplicate_items import Member
from photoseek.gui.grid.grid_layout import Section
from photoseek.gui.search.question import AskedPhoto, Question
from photoseek.gui.sidebar.sidebar import WIDTH
from photoseek.gui.window_state import FILE, WindowState
from photoseek.ipc.codec import encode_record
from photoseek.ipc.messages import Part
from photoseek.library.records import Photo, Scope, Tag
from photoseek.paths import Paths
from tests.support.small_library import make_library

SCRIPTED_WORKER = Path(__file__).parents[2] / "support" / "scripted_worker.py"
COUNT = 60

Open = Callable[[], Program]


@pytest.fixture
def ids(paths: Paths, tmp_path: Path) -> list[int]:
    return make_library(paths, tmp_path / "photos", COUNT)


@pytest.fixture
def open_window(
    ids: list[int], paths: Paths, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Opens a window on the library; the one before should be closed."""
    defaults = {"program": (str(SCRIPTED_WORKER),)}
    monkeypatch.setattr(worker_client.WorkerClient.__init__, "__kwdefaults__", defaults)
    opened: list[Program] = []

    def open_one() -> Program:
        program = build(make_application(), paths)
        opened.append(program)
        qtbot.addWidget(program.window)
        with qtbot.waitExposed(program.window):
            program.window.show()
        program.session.start()
        qtbot.waitUntil(lambda: bool(program.photos.ids))
        return program

    yield open_one
    for program in opened:
        program.window.close()


PHOTO = Photo(
    3, Path("/p/caf\udce9.jpg"), True, "a1", 40, 30, datetime(2019, 5, 8, 13, 44), "a dog", (Tag("dog", 0.5),)
)


def place(program: Program) -> tuple[int, int]:
    """The photo at the top and where it is."""
    grid = program.window.grid_page.grid
    row = grid.visible_rows().start
    return program.photos.ids[row], grid.visualRect(program.photos.index(row)).top()


def test_everything_that_is_noted_can_be_read_again(tmp_path: Path) -> None:
    state = WindowState(
        "AAAA",
        300,
        ("library", "folder 1/caf\udce9"),
        Question(
            "dog -people",
            AskedPhoto("a", None, Path("/p/caf\udce9.jpg"), "dog", (Part(0.0, 0.1, 0.5, 1.0, -1.0),)),
            Scope(folder_id=1, below=Path("x/y"), camera="Canon", taken_from=date(2020, 2, 29)),
            "y",
        ),
        "name",
        "oldest",
        (3, 1, 2),
        2,
        0.25,
        1,
        (PHOTO,),
        (Section(0, "May 2019", (2019, 5)),),
        7,
        "photo",
        1,
        ((Member(3, 900), Member(4, 800)),),
    )
    (tmp_path / FILE).write_text(encode_record(state), encoding="ascii")
    assert window_state.load(tmp_path / FILE) == state


def test_groups_that_were_called_no_duplicates_stay_away(open_window: Callable[[], Program]) -> None:
    group = frozenset({Member(1, 900, Path("/p/caf\udce9.jpg")), Member(1, 900, Path("/p/copy.jpg"))})
    first = open_window()
    first.window.duplicates_page.items.set_aside.append(group)
    first.window.close()
    assert open_window().window.duplicates_page.items.set_aside == [group]


def test_what_was_on_screen_is_there_before_the_library_is_opened(
    open_window: Callable[[], Program], paths: Paths, qtbot: QtBot
) -> None:
    first = open_window()
    seen = list(first.photos.ids)
    qtbot.waitUntil(lambda: first.photos.photo(0) is not None)
    first.window.close()
    state = window_state.load(paths.base / FILE)
    assert [photo.id for photo in state.on_screen] == seen[: len(state.on_screen)] != []
    second = build(make_application(), paths)
    qtbot.addWidget(second.window)
    second.session.start()
    assert list(second.photos.ids) == [photo.id for photo in state.on_screen]  # nothing was read yet
    assert second.photos.photo(0) == state.on_screen[0]
    qtbot.waitUntil(lambda: list(second.photos.ids) == seen)
    second.window.close()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{",
        b'{"sidebar_width": "wide"}',
        b'{"question": {"words": 7}}',
        b'{"from": 1}',
    ],
)
def test_a_file_that_is_damaged_counts_as_none(written: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(written)
    assert window_state.load(tmp_path / FILE) == WindowState()
    assert window_state.load(tmp_path / "none") == WindowState()


def test_the_grid_is_where_it_was_left(open_window: Open, ids: list[int], qtbot: QtBot) -> None:
    first = open_window()
    first.window.resize(780, 560)  # the screen is small here
    first.window.sidebar.set_width(WIDTH + 30)
    QApplication.processEvents()  # the grid takes the room that there is
    first.window.sidebar.tree.collapse(first.window.sidebar.items.index_of("albums"))
    grid = first.window.grid_page.grid
    assert grid.verticalScrollBar().maximum() > 500
    grid.verticalScrollBar().setValue(437)
    left = place(first)
    assert left[0] != ids[0]
    first.window.close()
    second = open_window()
    # A cell may be a little larger or smaller than before.
    qtbot.waitUntil(lambda: place(second)[0] == left[0] and abs(place(second)[1] - left[1]) < 5)
    sidebar = second.window.sidebar
    assert sidebar.width() == WIDTH + 30
    assert not sidebar.tree.isExpanded(sidebar.items.index_of("albums"))


def test_part_and_order_come_back(open_window: Open, ids: list[int], qtbot: QtBot) -> None:
    first = open_window()
    first.session.searching.take_up(Question(scope=Scope(folder_id=1), scope_name="Photos"), "oldest", "name")
    qtbot.waitUntil(lambda: list(first.photos.ids) == ids[::-1])
    first.window.close()
    second = open_window()
    assert second.session.searching.question == Question(scope=Scope(folder_id=1), scope_name="Photos")
    assert second.session.searching.orders[0] == "oldest"
    qtbot.waitUntil(lambda: list(second.photos.ids) == ids[::-1])
    assert second.window.grid_page.order.currentData() == "oldest"


def test_the_answer_to_the_last_search_is_there_before_the_models_are(
    open_window: Open, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    answer = tuple(ids[5:25])
    state = WindowState(question=Question("dog"), answer=answer)
    (paths.base / FILE).write_text(encode_record(state), encoding="ascii")
    program = build(make_application(), paths)
    qtbot.addWidget(program.window)
    program.window.show()
    program.session.start()
    assert tuple(program.photos.ids) == answer
    assert program.session.searching.question.words == "dog"
    qtbot.waitUntil(lambda: list(program.photos.ids) == [1])  # the scripted worker's answer
    program.window.close()


def test_the_photo_that_was_looked_at_is_open_again(open_window: Open, ids: list[int], qtbot: QtBot) -> None:
    first = open_window()
    first.session.viewing.open(ids[3])
    qtbot.waitUntil(lambda: first.window.photo_page.photo_id() == ids[3])
    first.window.close()
    second = open_window()
    qtbot.waitUntil(second.session.viewing.is_open)
    qtbot.waitUntil(lambda: second.window.photo_page.photo_id() == ids[3])


def test_who_asks_something_else_at_once_is_not_taken_back(
    open_window: Open, paths: Paths, ids: list[int], qtbot: QtBot
) -> None:
    state = WindowState(page="photo", photo_id=ids[3], top_id=ids[30])
    (paths.base / FILE).write_text(encode_record(state), encoding="ascii")
    program = build(make_application(), paths)
    qtbot.addWidget(program.window)
    program.window.show()
    program.session.start()
    program.session.searching.set_scope(Scope(folder_id=1), "Photos")
    qtbot.waitUntil(lambda: list(program.photos.ids) == ids)
    assert not program.session.viewing.is_open()
    assert program.window.grid_page.grid.verticalScrollBar().value() == 0
    program.window.close()


def test_a_state_that_cannot_be_saved_does_not_keep_the_window_open(
    open_window: Open, paths: Paths, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    program = open_window()
    (paths.base / FILE).mkdir()  # in the way
    program.window.close()
    assert program.window.isHidden()
    assert "could not be saved" in caplog.text
