"""Places on a map: fitted, zoomed around the pointer, thinned, lassoed."""

import numpy as np
import pytest

from photoseek.gui.map.map_geometry import Labels, Lasso, Thinned, View, dots, fitted_view, nearest, visible

CORNERS = np.array([[0, 0], [10, 0], [10, 5], [0, 5]], np.float32)


def test_the_whole_map_fits_with_its_margin() -> None:
    view = fitted_view(CORNERS, 640, 480, margin=40)
    places = view.to_screen(CORNERS)
    assert places[:, 0].min() == pytest.approx(40, abs=1e-2)
    assert places[:, 0].max() == pytest.approx(600, abs=1e-2)
    assert places.mean(axis=0) == pytest.approx([320, 240], abs=1e-2)


def test_an_empty_map_and_one_of_a_single_point_have_a_view() -> None:
    fitted_view(np.zeros((0, 2), np.float32), 100, 100)
    places = fitted_view(np.array([[3, 4]], np.float32), 100, 100).to_screen(np.array([[3, 4]], np.float32))
    assert places[0].tolist() == [50, 50]


def test_zooming_keeps_what_is_under_the_pointer() -> None:
    view = fitted_view(CORNERS, 640, 480)
    before = view.to_map(100, 200)
    zoomed = view.zoomed(2.0, 100, 200, fitted=view.scale)
    assert zoomed.scale == pytest.approx(2 * view.scale)
    assert zoomed.to_map(100, 200) == pytest.approx(before)


def test_zooming_has_its_ends() -> None:
    view = fitted_view(CORNERS, 640, 480)
    far, near = (view.zoomed(factor, 0, 0, fitted=view.scale).scale for factor in (1e-9, 1e9))
    assert view.scale * 0.5 < far <= view.scale
    assert near == pytest.approx(64 * view.scale)


def test_pushing_moves_by_pixels() -> None:
    view = View(0.0, 0.0, 4.0, 100, 100)
    point = np.array([[1, 1]], np.float32)
    assert (view.moved(10, -6).to_screen(point) - view.to_screen(point))[0].tolist() == [10, -6]


def test_thinned_points_stand_apart_and_more_come_with_the_zoom() -> None:
    points = np.random.default_rng(0).random((5000, 2)).astype(np.float32)
    thinned = Thinned(points)
    few, more = thinned.rows(9, 100), thinned.rows(10, 100)
    assert len(few) < len(more) < 5000
    cells = np.floor(points[few] * 2.0**9 / 100)
    assert len(np.unique(cells, axis=0)) == len(few)
    assert thinned.rows(9, 100) is few


def test_the_first_in_order_stands_for_its_surroundings() -> None:
    points = np.array([[0.1, 0.1], [0.2, 0.2], [0.9, 0.9]], np.float32)
    assert Thinned(points, np.array([1, 0, 2])).rows(0, 1).tolist() == [1]


def test_pictures_do_not_cover_each_other() -> None:
    points = np.random.default_rng(0).random((2000, 2)).astype(np.float32)
    thinned = Thinned(points)
    rows = thinned.rows(9, 100)
    centres = thinned.kept_inside(rows, 9, 100, 0.6) * 2.0**9
    apart = np.abs(centres[:, None] - centres[None]).max(axis=2) + 1000 * np.eye(len(rows))
    assert apart.min() > 60 - 1e-3
    assert np.abs(centres - points[rows] * 2.0**9).max() <= 30 + 1e-3  # none is far from its point


def test_labels_never_touch_and_the_first_gets_its_place() -> None:
    random = np.random.default_rng(1)
    points = random.random((300, 2)).astype(np.float32)
    sizes = np.column_stack([random.uniform(20, 90, 300), np.full(300, 16)]).astype(np.float32)
    rows = Labels(points, sizes, np.arange(300)[::-1]).rows(9)
    assert rows[0] == 299
    assert 10 < len(rows) < 300
    centres = points[rows] * 2.0**9
    for one in range(len(rows)):
        apart = np.abs(centres - centres[one]) >= (sizes[rows] + sizes[rows[one]]) / 2
        apart[one] = True
        assert apart.any(axis=1).all()


def test_a_lasso_holds_what_it_goes_around_even_when_it_is_not_convex() -> None:
    corner = Lasso(((0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10)))
    points = np.array([[1, 1], [9, 1], [1, 9], [6, 6], [11, 1]], np.float32)
    assert corner.inside(points).tolist() == [0, 1, 2]
    assert Lasso(((0, 0), (5, 5))).inside(points).tolist() == []


def test_only_a_near_point_is_pointed_at() -> None:
    assert nearest(CORNERS, 9, 1, within=2) == 1
    assert nearest(CORNERS, 5, 2.5, within=2) is None
    assert nearest(np.zeros((0, 2), np.float32), 0, 0, within=5) is None


def test_points_off_screen_are_left_out() -> None:
    places = np.array([[5, 5], [-3, 5], [5, 200]], np.float32)
    assert visible(places, 100, 100).tolist() == [0]
    assert visible(places, 100, 100, margin=4).tolist() == [0, 1]


def test_a_dot_has_its_group_s_colour_and_none_is_drawn_outside() -> None:
    places = np.array([[2, 3], [7.6, 1], [-5, 0], [9.9, 9.9]], np.float32)
    picture = dots(places, [(255, 0, 0), (0, 0, 255)], np.array([0, 1, 0, 1]), (10, 10), 2)
    assert picture.shape == (10, 10, 4)
    assert picture[3, 2].tolist() == picture[4, 3].tolist() == [0, 0, 255, 255]  # red, as Qt stores it
    assert picture[1, 7].tolist() == [255, 0, 0, 255]
    assert (picture[..., 3] > 0).sum() == 8
