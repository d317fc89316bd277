import torch

from photoseek.models.character_encoder import CharacterConfig, CharacterEncoder
from photoseek.training.characters import find_meanings
from photoseek.training.examples import Example

DOG, CAT = torch.tensor([1.0, 0.0, 0.0]), torch.tensor([0.0, 1.0, 0.0])


def test_the_summed_meanings_lead_to_the_photos_that_were_described() -> None:
    config = CharacterConfig(
        tuple("一只狗猫跑"), ("一只", "狗跑"), dimensions=3, width=4, gru_dimensions=4, sum_weight=100.0
    )
    torch.manual_seed(0)
    encoder = CharacterEncoder(config).eval()
    sentences = {1: ["一只狗", "狗跑", "一只狗跑"], 2: ["一只猫", "猫跑", "一只猫跑"]}
    examples = [Example((photo,), tuple(told)) for photo, several in sentences.items() for told in several]
    find_meanings(encoder, {1: DOG, 2: CAT}, examples, ridge=0.1)
    with torch.inference_mode():
        dog, cat, reordered = encoder(*encoder.encode(["狗", "猫", "跑狗"]))
    assert dog @ DOG > 0.9
    assert cat @ CAT > 0.9
    assert reordered @ DOG > 0.9
    assert not encoder.character_meanings.weight[0].any()
    assert not encoder.pair_meanings.weight[0].any()
