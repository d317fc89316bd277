"""The captioner as a judge: how likely it would describe a photo with the words of a query.

Retrieval by the likelihood of the query (Ponte & Croft 1998) with an image captioner for language
model. Its average over the photos in question is taken off, so that a sentence which is likely of
any photo says nothing. Only the best photos are judged: it takes about a millisecond for each.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from photoseek.models.vocabulary import Language, join, language_of
from photoseek.search.function_words import FUNCTION_WORDS
from photoseek.search.query import Query
from photoseek.search.rows import Vectors

if TYPE_CHECKING:
    from photoseek.models.inference import Inference

SHORTLIST = 16
"""Photos judged. On Flickr8k's validation split 12 find within the first one, five and ten 31, 60 and 72 %
of photos, and 50 no more; unjudged it is 26, 58 and 71 %."""
WEIGHT = 0.3
"""What one unit of log probability a word counts in cosines; 0.2 to 0.4 are alike there."""
LEAST_WORDS = 3
"""Words that mean something, from which on a query is a sentence that a captioner could say."""


def sentence(query: Query) -> tuple[str, ...]:
    """The longest wanted phrase, if it is long enough to be told; else nothing."""
    phrases = [term.words for term in query.terms if term.weight > 0]
    longest = max(phrases, key=len, default=())
    return longest if sum(word not in FUNCTION_WORDS for word in longest) >= LEAST_WORDS else ()


def gains(inference: "Inference", words: Sequence[str], representations: Sequence[bytes]) -> Vectors:
    """(n,): log probability a word of ``words`` for each photo, less the average over the photos.

    Zero where no captioner speaks the language.
    """
    language = spoken(inference, words)
    if language is None or len(representations) < 2:
        return np.zeros(len(representations), np.float32)
    likely = inference.word_log_probs(words, representations, language).mean(axis=1)
    return np.asarray(likely - likely.mean(), np.float32)


def spoken(inference: "Inference", words: Sequence[str]) -> Language | None:
    """The language of ``words``, if there is a captioner for it."""
    language = language_of(join(words))
    return language if words and language in inference.caption_languages else None
