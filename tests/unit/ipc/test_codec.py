"""The line format between window and worker."""

import json
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from photoseek.ipc import messages
from photoseek.ipc.codec import ProtocolError, decode, encode
from photoseek.library.records import Scope

EXAMPLES = [
    messages.Search(1, 'dog "red ball" -people', limit=50),
    messages.Search(2, photo_id=77),
    messages.Search(3, path="/photos/übung\nzwei.jpg", words="night -people", about="dog"),
    messages.Search(
        14,
        photo_id=77,
        parts=(messages.Part(0.0, 0.25, 0.5, 1.0), messages.Part(0.5, 0.0, 1.0, 1.0, weight=-1.0)),
        scope=Scope(
            folder_id=1,
            below=Path("2019/übung"),
            album_id=2,
            favourites=True,
            recent=True,
            camera="Canon EOS 80D",
            taken_from=date(2019, 5, 1),
            taken_until=date(2019, 5, 31),
        ),
    ),
    messages.ExplainHit(13, 77, "red dog"),
    messages.Reasons(13, (messages.Reason("red", 0.02, False), messages.Reason("dog", 0.9, True))),
    messages.SuggestWords(4, "bea"),
    messages.AlignWords(12, 77, "a red ball"),
    messages.Analogy(15, "man", "king", "woman"),
    messages.FindParts(16, path="/photos/a.jpg"),
    messages.FindDuplicates(17, Scope(favourites=True)),
    messages.MakeMap(18, "words"),
    messages.AddFolder(5, "/photos"),
    messages.RemoveFolder(6, 1),
    messages.Rescan(7),
    messages.RetryFailures(8),
    messages.RetryFailures(19, (3, 4)),
    messages.SetIgnored(20, 1, ("*.png", "raw/")),
    messages.UserActive(21),
    messages.SetPaused(9, True),
    messages.EditCaption(10, 77, "our dog"),
    messages.SetFavourite(22, (77, 78), True),
    messages.Rotate(23, (77,), -1),
    messages.MakeAlbum(24, "Lisbon", (77,)),
    messages.RenameAlbum(25, 1, "里斯本"),
    messages.SetAlbumDeleted(26, 1, True),
    messages.AddToAlbum(27, 1, (77,)),
    messages.RemoveFromAlbum(28, 1, (77,)),
    messages.BackUp(29, "/disk/library.zip"),
    messages.ReloadSettings(11),
    messages.Hits(
        1,
        (messages.Hit(77, 0.5, "strong"), messages.Hit(3, 0.25, "possible")),
        (messages.UnknownWord("dgo", ("dog",)),),
        1.5,
    ),
    messages.Suggestions(4, (messages.Suggestion("beach", 0.75, 12),)),
    messages.Regions(12, (messages.Region(("ball",), 0.0, 0.2, 0.4, 0.6, (0.5,) * 25),), ()),
    messages.Duplicates(17, (messages.DuplicateGroup("shot", (77, 78), (1000, 900)),)),
    messages.Changed(22, (78,)),
    messages.AlbumMade(24, 1),
    messages.Done(5),
    messages.Failed(6, "No such folder", theirs=True),
    messages.Hello(messages.PROTOCOL_VERSION, "0.1.0"),
    messages.Ready("OpenVINO"),
    messages.Progress("embedding", 3, 10, 1, 12.5, paused=False),
    messages.LibraryChanged(photos_added=True, captions_added=False, folders_changed=False),
    messages.MapReady("photos"),
    messages.Notice("The folder is back"),
]


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: type(message).__name__)
def test_every_message_survives_the_trip(message: messages.Message) -> None:
    line = encode(message)
    assert "\n" not in line
    assert decode(line) == message


def test_there_is_an_example_of_every_message() -> None:
    union = get_args(messages.Request) + get_args(messages.Reply) + get_args(messages.Event)
    assert {type(example) for example in EXAMPLES} == set(union)


def test_a_file_name_that_is_not_utf8_survives_as_plain_ascii() -> None:
    message = messages.Search(1, path=b"/photos/\xff\xfe.jpg".decode("utf-8", "surrogateescape"))
    line = encode(message)
    assert line.isascii()
    assert decode(line.encode("ascii")) == message


def test_a_whole_number_is_accepted_where_a_fraction_is_expected() -> None:
    decoded = decode('{"type":"Suggestions","id":1,"suggestions":[{"word":"dog","similarity":1,"count":2}]}')
    assert isinstance(decoded, messages.Suggestions)
    assert type(decoded.suggestions[0].similarity) is float


def test_fields_with_a_default_may_be_left_out() -> None:
    assert decode('{"type":"Search","id":1,"words":"dog"}') == messages.Search(1, "dog")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("hello", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "unknown type None"),
        ('{"type":"Hit","photo_id":1,"score":1.0}', "unknown type 'Hit'"),
        ('{"type":["Done"],"id":1}', "unknown type"),
        ('{"type":"Done"}', "missing field"),
        ('{"type":"Done","id":"1"}', "id: '1' is not allowed"),
        ('{"type":"Done","id":true}', "id: True is not allowed"),
        ('{"type":"Done","id":1,"extra":2}', "unknown field 'extra'"),
        ('{"type":"Hits","id":1,"hits":[5],"unknown_words":[],"took_ms":1}', "expected an object"),
        ('{"type":"Progress","stage":"asleep","done":0,"total":0,"failed":0,"photos_per_second":0,"paused":false}',
         "'asleep' is not allowed"),
        ('{"type":"Search","id":1,"scope":{"taken_from":"2019-02-30"}}', "taken_from: "),
        ('{"type":"Search","id":1,"scope":{"taken_from":2019}}', "taken_from: 2019 is not allowed"),
        ('{"type":"Rotate","id":1,"photo_ids":["1"],"quarter_turns":1}', "photo_ids: '1' is not allowed"),
        ('{"type":"Search","id":1,"photo_weight":NaN}', "photo_weight: nan is not allowed"),
        ('{"type":"Search","id":1,"photo_weight":1e999}', "photo_weight: inf is not allowed"),
        ('{"type":"Search","id":1,"photo_weight":1%s}' % ("0" * 400), "photo_weight: 10+ is not allowed"),
        ('{"type":"Done","id":9223372036854775808}', "id: 9223372036854775808 is not allowed"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_refused_with_the_reason(line: str | bytes, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason.replace("[", r"\[")):
        decode(line)


def test_a_refused_line_keeps_its_id_so_that_it_can_be_answered() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(json.dumps({"type": "Dance", "id": 12}))
    assert caught.value.request_id == 12


def test_numbers_that_json_does_not_have_are_not_written() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        encode(messages.Hits(1, (messages.Hit(1, float("nan"), "weak"),), (), 0.0))
