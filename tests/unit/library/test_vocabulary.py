"""The words of a library: counted by photos, completed, and found again in photos."""

import pytest

from photoseek.library import captions, files, folders, tags, vocabulary
from photoseek.library.records import Caption, Tag, WordCount
from tests.support.libraries import caption, take_in


@pytest.fixture
def ids(session, pictures):
    return list(take_in(session, pictures, ["1.jpg", "2.jpg", "3.jpg"]).values())


def completed(session, prefix, limit=9):
    return [(found.word, found.count) for found in vocabulary.completions(session, prefix, limit)]


def in_chinese(session, photo_id, text):
    captions.store(session, [Caption(photo_id, "zh", text, -1.0, (), "m")])


def test_words_of_captions_and_likely_tags_count_each_photo_once(session, ids):
    caption(session, ids[0], "a dog chasing a dog")
    tags.store(session, "m", {ids[0]: [Tag("dog", 0.9), Tag("dolphin", 0.05)], ids[1]: [Tag("dog", 0.5)]})
    caption(session, ids[2], "a door")
    assert completed(session, "do") == [("dog", 2), ("door", 1)]
    assert completed(session, "do", 1) == [("dog", 2)]
    assert completed(session, "x") == []
    assert vocabulary.completions(session, " DO", 1, {"dog", "do"}) == [WordCount("door", 1)]


def test_new_tags_take_the_place_of_old_ones(session, ids):
    caption(session, ids[0], "a lake")
    tags.store(session, "m", {ids[0]: [Tag("dog", 0.9)]})
    tags.store(session, "n", {ids[0]: [Tag("cat", 0.9)]})
    assert completed(session, "") == [("a", 1), ("cat", 1), ("lake", 1)]


def test_a_photo_without_a_file_counts_no_more(session, ids):
    for photo_id in ids:
        tags.store(session, "m", {photo_id: [Tag("dog", 0.9)]})
    folder = folders.list_all(session)[0]
    files.remove(session, [min(file.id for file in files.known(session, folder.id).values())])
    assert completed(session, "dog") == [("dog", 2)]


def test_the_commonest_words_are_told_without_numbers_and_those_not_wanted(session, ids):
    for photo_id, text in zip(ids, ("a dog 2 cats", "a dog 2 boats", "a dog 2 boats"), strict=True):
        caption(session, photo_id, text)
    assert vocabulary.commonest(session, 2, {"a"}) == [WordCount("dog", 3), WordCount("boats", 2)]


def test_chinese_words_end_where_captions_mostly_go_on_differently(session, ids):
    in_chinese(session, ids[0], "一只小狗在海滩上跑")
    in_chinese(session, ids[1], "一只小狗在海滩上玩")
    in_chinese(session, ids[2], "小女孩在海边")
    assert completed(session, "小") == [("小狗", 2), ("小女孩", 1)]
    assert completed(session, "海") == [("海滩", 2), ("海边", 1)]
    assert completed(session, "海滩") == [("海滩", 2)]
    assert completed(session, "小", 1) == [("小狗", 2)]
    assert completed(session, "猫") == []


def test_photos_are_found_by_exactly_the_word_the_newest_first(session, ids):
    caption(session, ids[0], "a dog")
    caption(session, ids[1], "two dogs")
    in_chinese(session, ids[1], "海滩")
    tags.store(session, "m", {ids[2]: [Tag("dog", 0.9), Tag("bicycle-built-for-two", 0.4)]})
    assert vocabulary.photos_with(session, ["dog", "dogs", "海滩", "bicycle-built-for-two", "?"], 9) == {
        "dog": [ids[2], ids[0]],
        "dogs": [ids[1]],
        "海滩": [ids[1]],
        "bicycle-built-for-two": [ids[2]],
        "?": [],
    }
    assert vocabulary.photos_with(session, ["dog"], 1) == {"dog": [ids[2]]}
