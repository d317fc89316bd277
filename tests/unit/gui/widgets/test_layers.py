from PySide6.QtGui import QImage

from photoseek.gui.widgets.layers import SMALLEST, layers_of


def test_each_layer_is_half_the_one_before_until_it_is_small() -> None:
    image = QImage(6000, 4000, QImage.Format.Format_RGB888)
    image.fill(0)
    layers = layers_of(image)
    assert [one.width() for one in layers.images] == [6000, 3000, 1500, 750]
    assert layers.images[-1].width() < 2 * SMALLEST
    assert layers.size_in_bytes == sum(4 * one.width() * one.height() for one in layers.images)


def test_the_smallest_layer_that_is_sharp_enough_is_painted() -> None:
    image = QImage(4000, 3000, QImage.Format.Format_RGB32)
    image.fill(0)
    layers = layers_of(image)
    assert layers.for_scale(0.2).width() == 1000
    assert layers.for_scale(0.26).width() == 2000
    assert layers.for_scale(3.0).width() == 4000


def test_a_small_picture_has_one_layer_and_keeps_its_transparency() -> None:
    image = QImage(100, 50, QImage.Format.Format_RGBA8888)
    image.fill(0)
    layers = layers_of(image)
    assert len(layers.images) == 1
    assert layers.full.hasAlphaChannel()
