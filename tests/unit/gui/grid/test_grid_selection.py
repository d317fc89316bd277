from PySide6.QtCore import QItemSelectionModel, QStringListModel

from photoseek.gui.grid.grid_selection import count_of, rows_within, runs_among, runs_of, selection_of


def test_rows_become_runs() -> None:
    assert runs_among([]) == []
    assert runs_among([3]) == [(3, 3)]
    assert runs_among([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]


def test_runs_are_chosen_counted_and_found_again(qapp: object) -> None:
    model = QStringListModel([str(row) for row in range(20)])
    selection = QItemSelectionModel(model)
    selection.select(selection_of(model, [(12, 15), (1, 3)]), QItemSelectionModel.SelectionFlag.Select)
    chosen = selection.selection()
    assert runs_of(chosen) == [(1, 3), (12, 15)]
    assert count_of(chosen) == 7
    assert rows_within(chosen, range(3, 14)) == {3, 12, 13}
