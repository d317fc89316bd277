"""Real photographs with random damage; tests/faults/fuzz.py tries as many as one likes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from photoseek.errors import UnreadablePhoto
from photoseek.images.decoders import decode_apart
from tests.support.mutations import mutations, real_photos

COUNT = 300


def outcome(path: Path) -> str:
    """Empty for a photo that was decoded, else the reason."""
    try:
        photo = decode_apart(path)
    except UnreadablePhoto as error:
        return str(error)
    assert photo.square.shape == (260, 260, 3)
    assert photo.thumbnail.startswith(b"\xff\xd8")
    return ""


def test_damaged_photographs_are_decoded_or_refused(tmp_path: Path, sample_photographs: Path) -> None:
    paths = []
    for name, data in mutations(real_photos(sample_photographs, side=96), COUNT):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    with ThreadPoolExecutor(2) as pool:
        reasons = list(pool.map(outcome, paths))
    assert len(reasons) == COUNT
    assert 30 < reasons.count("") < COUNT - 30  # damage that is neither nothing nor everything
    assert not [reason for reason in reasons if "crashes" in reason or "minute" in reason]
