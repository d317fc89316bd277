from xml.etree import ElementTree

from photoseek.training.curves import draw
from photoseek.training.progress import Epoch

SVG = "{http://www.w3.org/2000/svg}"


def test_every_part_has_a_curve_for_its_loss_and_for_each_score() -> None:
    epochs = [
        Epoch("joint", 1, 3, 5.0),
        Epoch("joint", 2, 3, 4.0, {"recall_at_10": 40.0}),
        Epoch("joint", 3, 3, 3.5, {"recall_at_10": 50.0}),
        Epoch("captions <new>", 1, 2, 6.0, {"bleu_4": 0.1, "cider": 0.2}),
    ]
    picture = ElementTree.fromstring(draw(epochs))
    curves = [
        [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
        for line in picture.iter(f"{SVG}polyline")
    ]
    assert [len(curve) for curve in curves] == [3, 2, 1, 1, 1]
    loss = curves[0]
    assert [x for x, _ in loss] == sorted(x for x, _ in loss)
    assert [y for _, y in loss] == sorted(y for _, y in loss), "less is lower, and y counts downwards"
    said = [text.text for text in picture.iter(f"{SVG}text")]
    assert "captions <new>" in said
    assert "recall_at_10: 50" in said
    width, height = float(picture.get("width", 0)), float(picture.get("height", 0))
    assert all(0 <= x <= width and 0 <= y <= height for curve in curves for x, y in curve)


def test_a_run_that_has_not_learned_anything_yet_has_a_picture() -> None:
    assert ElementTree.fromstring(draw([])).tag == f"{SVG}svg"
