from photoseek.gui.grid.photo_shapes import USUAL_RATIO, PhotoShapes


def test_what_was_learnt_last_holds() -> None:
    shapes = PhotoShapes()
    assert shapes.of([3, 1]).tolist() == [USUAL_RATIO, USUAL_RATIO]
    assert shapes.learn({7: 0.75, 3: 1.0})
    assert shapes.learn({3: 2.0, 5: 1.25})
    assert shapes.of([1, 3, 5, 7, 9]).tolist() == [USUAL_RATIO, 2.0, 1.25, 0.75, USUAL_RATIO]
    assert shapes.unknown([9, 7, 1]) == [9, 1]


def test_nothing_is_learnt_from_what_is_known() -> None:
    shapes = PhotoShapes()
    assert not shapes.learn({})
    assert shapes.learn({7: 0.75, 3: 1.0})
    assert not shapes.learn({3: 1.0})
