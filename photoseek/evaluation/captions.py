"""The captioner's sentences against what people wrote of the same photos."""

from photoseek.evaluation.caption_scores import score
from photoseek.evaluation.gallery import Gallery
from photoseek.models.vocabulary import Language, tokenize


def captions(gallery: Gallery, language: Language = "en") -> dict[str, object]:
    """BLEU-1..4, CIDEr and ROUGE-L (Chinese on characters), and how many of a hundred sentences differ.

    ``log_prob`` is the captioner's own mean for a word that it wrote.
    """
    gallery.sentences(language)  # says so when there are none
    pairs = [
        (tokenize(written.text), photo.captions[language], written.word_log_probs)
        for written, photo in zip(gallery.written(language), gallery.photos, strict=True)
        if photo.captions.get(language)
    ]
    said = [words for words, _, _ in pairs]
    log_probs = [log_prob for _, _, of_words in pairs for log_prob in of_words]
    return {
        **score(said, [references for _, references, _ in pairs]),
        "distinct_percent": round(100 * len({tuple(words) for words in said}) / len(said), 2),
        "log_prob": sum(log_probs) / len(log_probs),
        "photos": len(pairs),
    }
