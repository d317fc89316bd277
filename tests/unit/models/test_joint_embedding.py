import pytest
import torch

from photoseek.models.joint_embedding import JointConfig, JointEmbedding


@pytest.fixture
def embedding() -> JointEmbedding:
    torch.manual_seed(0)
    fresh = JointEmbedding(
        JointConfig(
            member_dimensions=16, dimensions=16, gru_dimensions=8, hidden_dimensions=32, conse_dimensions=12
        )
    )
    for buffer in (fresh.class_head, fresh.class_vectors, fresh.conse_projection):
        torch.nn.init.normal_(buffer)
    return fresh.eval()


@torch.inference_mode()
def test_vectors_have_unit_length(embedding: JointEmbedding) -> None:
    photos = embedding.embed_photos(torch.rand(4, 1280))
    texts = embedding.embed_texts(torch.randn(2, 5, 384), torch.tensor([5, 5]))
    torch.testing.assert_close(torch.cat([photos, texts]).norm(dim=1), torch.ones(6))
    assert photos.shape[1] == texts.shape[1] == 28


@torch.inference_mode()
def test_padding_does_not_change_a_text(embedding: JointEmbedding) -> None:
    short = torch.randn(1, 3, 384)
    padded = torch.cat([torch.cat([short, torch.zeros(1, 4, 384)], dim=1), torch.randn(1, 7, 384)])
    together = embedding.embed_texts(padded, torch.tensor([3, 7]))
    torch.testing.assert_close(
        embedding.embed_texts(short, torch.tensor([3]))[0], together[0], atol=1e-5, rtol=1e-4
    )


@torch.inference_mode()
def test_the_order_of_words_matters(embedding: JointEmbedding) -> None:
    words = torch.randn(1, 4, 384)
    lengths = torch.tensor([4])
    assert not torch.allclose(
        embedding.embed_texts(words, lengths), embedding.embed_texts(words.flip(1), lengths)
    )


@torch.inference_mode()
def test_a_single_word_listens_more_to_class_names_than_a_sentence(embedding: JointEmbedding) -> None:
    word = torch.randn(1, 1, 384)
    one = embedding.embed_texts(word, torch.tensor([1]))[0]
    many = embedding.embed_texts(word.repeat(1, 8, 1), torch.tensor([8]))[0]
    assert one[16:].norm() > many[16:].norm()
