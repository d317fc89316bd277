"""Whether two pictures are one, by their pixels."""

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from photoseek.search.same_picture import Picture, are_same, grey_square


def picture(image: Image.Image, path: Path, **options: object) -> Picture:
    image.convert("RGB").save(path, **options)
    return Picture(grey_square(path))


@pytest.fixture(scope="module")
def cat(sample_photographs: Path) -> Image.Image:
    return Image.open(sample_photographs / "cat.png").convert("RGB")


def page(seed: int) -> Image.Image:
    """A page of text; every seed has other words in the same layout."""
    words, image = random.Random(seed), Image.new("RGB", (400, 520), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(11)
    for top in range(40, 480, 16):
        line = " ".join("".join(words.choices("abcdefghijklmn", k=words.randint(2, 9))) for _ in range(14))
        draw.text((30, top), line[:60], "black", font=font)
    return image


def test_a_copy_of_another_size_and_quality_is_the_same(cat: Image.Image, tmp_path: Path) -> None:
    original = picture(cat, tmp_path / "original.png")
    small = cat.resize((cat.width // 3, cat.height // 3))
    assert are_same(original, picture(small, tmp_path / "small.jpg", quality=40))


@pytest.mark.parametrize("cut", [(0.0, 0.0, 0.9, 0.92), (0.05, 0.1, 1.0, 0.95), (0.2, 0.2, 1.0, 1.0)])
def test_a_crop_is_the_same_whichever_comes_first(
    cat: Image.Image, tmp_path: Path, cut: tuple[float, float, float, float]
) -> None:
    left, top, right, bottom = cut
    box = (cat.width * left, cat.height * top, cat.width * right, cat.height * bottom)
    cropped = picture(cat.crop(tuple(map(round, box))), tmp_path / "cropped.jpg")
    original = picture(cat, tmp_path / "original.jpg")
    assert are_same(original, cropped)
    assert are_same(cropped, original)


def test_other_photos_are_not_the_same(sample_photographs: Path) -> None:
    squares = [Picture(grey_square(path)) for path in sorted(sample_photographs.glob("*.*"))]
    names = [path.stem for path in sorted(sample_photographs.glob("*.*"))]
    found = [
        (name, other)
        for place, (name, square) in enumerate(zip(names, squares, strict=True))
        for other, second in zip(names[:place], squares, strict=False)
        if are_same(square, second)
    ]
    assert found == []


def test_pages_of_different_text_are_not_the_same(tmp_path: Path) -> None:
    pages = [picture(page(seed), tmp_path / f"{seed}.png") for seed in range(4)]
    assert not any(are_same(pages[0], other) for other in pages[1:])
    assert are_same(pages[0], picture(page(0).resize((300, 390)), tmp_path / "small.png"))


def test_an_empty_picture_is_the_same_as_none(cat: Image.Image, tmp_path: Path) -> None:
    white = picture(Image.new("RGB", (50, 50), "white"), tmp_path / "white.png")
    assert not are_same(white, picture(cat, tmp_path / "cat.png"))


def test_what_is_no_picture_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "odd.jpg").write_bytes(b"no picture")
    with pytest.raises(OSError, match="cannot identify"):
        grey_square(tmp_path / "odd.jpg")
