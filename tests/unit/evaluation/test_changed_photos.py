import random

import pytest
from PIL import Image, ImageStat

from photoseek.evaluation.changed_photos import CHANGES, changed_photos
from photoseek.evaluation.gallery import Gallery


def test_what_the_changes_do() -> None:
    chance = random.Random(0)
    photo = Image.linear_gradient("L").convert("RGB")  # 256 x 256
    changed = {name: change(photo, chance) for name, change in CHANGES.items()}
    assert changed["cropped_to_60_percent_of_each_side"].size == (154, 154)
    width, height = changed["cropped_to_60_percent_of_the_area"].size
    assert width * height == pytest.approx(0.6 * 256 * 256, rel=0.01)
    assert changed["resized_to_half"].size == (128, 128)
    assert changed["jpeg_quality_40"].format == "JPEG"
    mean = ImageStat.Stat(photo).mean[0]
    assert ImageStat.Stat(changed["15_percent_darker"]).mean[0] == pytest.approx(0.85 * mean, rel=0.02)
    assert ImageStat.Stat(changed["15_percent_brighter"]).mean[0] > 1.05 * mean
    assert changed["all_at_once"].size == (148, 148)  # three quarters of 198
    assert changed["all_at_once_and_half_as_large"].size == (99, 99)


def test_plain_colours_are_found_again_but_for_their_twins(gallery: Gallery) -> None:
    found = changed_photos(gallery)
    assert found["photos"] == 8
    assert set(CHANGES) < set(found)
    for name in ("cropped_to_60_percent_of_each_side", "resized_to_half"):
        assert found[name] == 100  # the average colour stays
    assert found["15_percent_darker"] < 100  # there is a darker twin of every colour
