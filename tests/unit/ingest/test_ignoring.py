import pytest

from photoseek.errors import UserError
from photoseek.ingest.ignoring import ignores


@pytest.mark.parametrize(
    ("path", "is_folder", "ignored"),
    [
        ("a.png", False, True),
        ("deep/a.png", False, True),
        ("keep.png", False, False),
        ("x/raw", True, True),
        ("x/raw", False, False),
        ("x/raw/deep/a.jpg", False, True),
        ("top", True, True),
        ("x/top", True, False),
        ("caf\udce9.png", False, True),
        ("a.jpg", False, False),
    ],
)
def test_patterns_mean_what_they_mean_in_a_gitignore(path: str, is_folder: bool, ignored: bool) -> None:
    left_out = ignores(["# a comment", "", "*.png", "!keep.png", "raw/", "/top"])
    assert left_out(path + "/" * is_folder) is ignored


def test_without_patterns_nothing_is_left_out() -> None:
    assert not ignores([])("a.jpg")


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(UserError, match="'!' cannot be left out"):
        ignores(["*.png", "!"])
