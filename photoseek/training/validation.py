"""Validation scores of what is being trained, on features that are in memory."""

from collections.abc import Sequence

import numpy as np
import torch

from photoseek.evaluation.caption_scores import score
from photoseek.evaluation.retrieval import photo_to_text_ranks, summarize, text_to_photo_ranks
from photoseek.models.caption_decoder import CaptionDecoder
from photoseek.models.character_encoder import CharacterEncoder
from photoseek.models.joint_embedding import JointEmbedding
from photoseek.models.vocabulary import Vocabulary
from photoseek.models.word_vectors import WordVectors
from photoseek.training import captions, joint
from photoseek.training.datasets import CaptionedPhoto
from photoseek.training.features import FeatureTable


def retrieval_scores(
    embedding: JointEmbedding,
    words: WordVectors,
    features: FeatureTable,
    photos: Sequence[CaptionedPhoto],
) -> dict[str, dict[str, float]]:
    """Recall in percent and median rank, ``text_to_photo`` and ``photo_to_text``."""
    sentences = [caption for photo in photos for caption in photo.captions]
    owners = np.repeat(np.arange(len(photos)), [len(photo.captions) for photo in photos])
    rows = [features.of(photo.path)[0] for photo in photos]
    with torch.inference_mode():
        vectors, lengths = joint.look_up(
            joint.word_table(words), [joint.number_words(words, sentence) for sentence in sentences]
        )
        found = embedding.embed_photos(joint.gather_pooled(features, rows))
        similarity = (embedding.embed_texts(vectors, lengths) @ found.T).numpy()
    return {
        "text_to_photo": summarize(text_to_photo_ranks(similarity, owners)),
        "photo_to_text": summarize(photo_to_text_ranks(similarity, owners)),
    }


def chinese_scores(
    encoder: CharacterEncoder,
    embedding: JointEmbedding,
    features: FeatureTable,
    photos: Sequence[CaptionedPhoto],
) -> dict[str, float]:
    """Recall in percent and median rank of photos asked for by their Chinese captions."""
    sentences = [caption for photo in photos for caption in photo.captions_zh]
    owners = np.repeat(np.arange(len(photos)), [len(photo.captions_zh) for photo in photos])
    rows = [features.of(photo.path)[0] for photo in photos]
    with torch.inference_mode():
        found = embedding.embed_photos(joint.gather_pooled(features, rows))
        similarity = (encoder(*encoder.encode(sentences)) @ found.T).numpy()
    return summarize(text_to_photo_ranks(similarity, owners))


def caption_scores(
    decoder: CaptionDecoder, vocabulary: Vocabulary, features: FeatureTable, photos: Sequence[CaptionedPhoto]
) -> dict[str, float]:
    """BLEU, CIDEr and ROUGE-L of the captions that the decoder writes in its language."""
    rows = [features.of(photo.path)[0] for photo in photos]
    written = captions.write_captions(decoder, vocabulary, features, rows)
    return score(written, [photo.captions_in(decoder.config.language) for photo in photos])
