"""A graph's file is looked at before hnswlib, which believes every number in it, opens it."""

import hashlib
import json
import random
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import photoseek
from photoseek.search import graph_file
from photoseek.search.graph import Graph, load, stamp_file

DIMENSIONS = 8
COUNT = 400
HOSTILE = 500

# Loads every graph of a folder, and uses what is loaded as a search and a new photo do.
USING = """
import sys
from pathlib import Path
import numpy as np
from photoseek.search.graph import load
vectors = np.random.default_rng(1).normal(size=(40, 8)).astype(np.float32)
loaded = 0
for file in sorted(Path(sys.argv[1]).glob("*.hnsw")):
    print(file.name, flush=True)
    graph = load(file, "embedding", 8)
    if graph is not None:
        loaded += 1
        graph.add(np.arange(9000, 9020), vectors[:20])
        graph.remove(np.arange(9000, 9010))
        for vector in vectors:
            graph.query(vector, 5)
print(loaded, "loaded")
"""


def saved(folder: Path, name: str = "vectors") -> Path:
    graph = Graph(DIMENSIONS)
    graph.add(np.arange(COUNT), np.random.default_rng(0).normal(size=(COUNT, DIMENSIONS)).astype(np.float32))
    graph.remove(np.arange(20))
    file = folder / f"{name}.hnsw"
    graph.save(file, "embedding", 1)
    return file


def write_hostile(file: Path, content: bytes, stamp: dict[str, object]) -> None:
    """With a stamp that fits, as somebody would write who means harm."""
    file.write_bytes(content)
    stamp = {**stamp, "blake2b": hashlib.blake2b(content, digest_size=16).hexdigest()}
    stamp_file(file).write_text(json.dumps(stamp))


def changed(content: bytes, seed: int) -> bytes:
    """A number of the header, of the links or the levels above, or a stretch of bytes; or cut off."""
    chance = random.Random(seed)
    data = bytearray(content)
    kind = seed % 5
    value = chance.choice(
        (0, 1, 2, 3, COUNT, 2**16 - 1, 2**31, 2**32 - 1, 2**63, 2**64 - 1, chance.getrandbits(20))
    )
    if kind == 0:
        place = 8 * chance.randrange(12)
        data[place : place + 8] = struct.pack("<Q", value)
    elif kind == 1:
        element = struct.unpack_from("<Q", data, 24)[0]
        place = 96 + element * chance.randrange(COUNT) + 4 * chance.randrange(40)
        data[place : place + 4] = struct.pack("<I", value & 0xFFFFFFFF)
    elif kind == 2:
        place = chance.randrange(96 + 4 * COUNT, len(data) - 4) // 4 * 4
        data[place : place + 4] = struct.pack("<I", value & 0xFFFFFFFF)
    elif kind == 3:
        place = chance.randrange(len(data))
        data[place : place + 64] = chance.randbytes(64)
    else:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def test_what_was_saved_is_sound(tmp_path: Path) -> None:
    labels, vectors = graph_file.read(saved(tmp_path), DIMENSIONS)
    np.testing.assert_array_equal(labels, np.arange(COUNT))
    expected = np.random.default_rng(0).normal(size=(COUNT, DIMENSIONS)).astype(np.float32)
    np.testing.assert_array_equal(vectors, expected)
    empty = tmp_path / "empty.hnsw"
    Graph(DIMENSIONS).save(empty, "embedding", 1)
    graph_file.read(empty, DIMENSIONS)
    with pytest.raises(ValueError, match="places"):
        graph_file.read(empty, DIMENSIONS + 1)


def test_no_file_whatever_it_holds_ends_the_process(tmp_path: Path) -> None:
    whole = saved(tmp_path)
    content, stamp = whole.read_bytes(), json.loads(stamp_file(whole).read_text())
    for seed in range(HOSTILE):
        write_hostile(tmp_path / f"{seed:03}.hnsw", changed(content, seed), stamp)
    done = subprocess.run(
        [sys.executable, "-c", USING, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(photoseek.__file__).parents[1],
    )
    assert done.returncode == 0, (done.returncode, done.stdout[-80:], done.stderr[-2000:])
    *names, last = done.stdout.splitlines()
    assert len(names) == HOSTILE + 1
    assert 1 <= int(last.split()[0]) < HOSTILE / 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"deleted": ["a"]},
        {"deleted": 1},
        {"deleted": [2**70]},
        {"dimensions": "8"},
        {"more": 1},
        {"embedding_id": None},
    ],
)
def test_a_stamp_of_another_kind_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = saved(tmp_path)
    stamp = json.loads(stamp_file(file).read_text())
    write_hostile(file, file.read_bytes(), {**stamp, **wrong})
    assert load(file, "embedding", DIMENSIONS) is None
