from dataclasses import replace

import torch

from photoseek.models.character_encoder import CharacterConfig, CharacterEncoder

CONFIG = CharacterConfig(
    characters=tuple("一只狗在跑"), pairs=("只狗", "在跑"), dimensions=8, width=16, gru_dimensions=8
)


def _encoder() -> CharacterEncoder:
    torch.manual_seed(2)
    return CharacterEncoder(CONFIG).eval()


def test_texts_become_unit_vectors_whatever_stands_beside_them() -> None:
    encoder = _encoder()
    with torch.inference_mode():
        together = encoder(*encoder.encode(["一只狗", "狗在跑"]))
        alone = encoder(*encoder.encode(["一只狗"]))
        beside_a_longer = encoder(*encoder.encode(["一只狗", "一只狗在跑"]))
    assert together.shape == (2, 8)
    torch.testing.assert_close(together.norm(dim=1), torch.ones(2))
    torch.testing.assert_close(together[:1], alone)
    torch.testing.assert_close(beside_a_longer[:1], alone)


def test_pairs_of_characters_are_seen() -> None:
    encoder = _encoder()
    characters, pairs, lengths = encoder.encode(["一只狗", "猫"])
    assert characters.tolist() == [[1, 2, 3], [0, 0, 0]]
    assert pairs.tolist() == [[0, 1, 0], [0, 0, 0]]
    assert lengths.tolist() == [3, 1]


def test_it_says_which_characters_it_knows() -> None:
    encoder = _encoder()
    assert "狗" in encoder
    assert "猫" not in encoder


def test_what_characters_mean_by_themselves_is_added() -> None:
    plain = _encoder()
    torch.manual_seed(2)
    encoder = CharacterEncoder(replace(CONFIG, sum_weight=1.0)).eval()
    texts = encoder.encode(["一只狗", "在跑"])
    with torch.inference_mode():
        torch.testing.assert_close(encoder(*texts), plain(*texts))  # nothing is known of them yet
        encoder.character_meanings.weight[CONFIG.characters.index("狗") + 1, 3] = 0.01
        dog, running = encoder(*texts)
        there = plain(*texts)
    torch.testing.assert_close(dog.norm(), torch.tensor(1.0))
    assert dog[3] > there[0, 3] + 0.1
    torch.testing.assert_close(running, there[1])
