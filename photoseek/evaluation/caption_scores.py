"""Scores of captions against what people wrote: BLEU-1..4, CIDEr and ROUGE-L.

The figures come from pycocoevalcap, the field's reference (Papineni et al. 2002, Vedantam et al.
2015, Lin 2004), on words cut by our own tokenizer: its Java tokenizer is not needed for that.
"""

import contextlib
import io
from collections.abc import Sequence

from pycocoevalcap.bleu.bleu import Bleu
from pycocoevalcap.cider.cider import Cider
from pycocoevalcap.rouge.rouge import Rouge

Words = Sequence[str]


def score(captions: Sequence[Words], references: Sequence[Sequence[Words]]) -> dict[str, float]:
    """Corpus scores of one caption per photo against several references each.

    BLEU and ROUGE-L lie between 0 and 1; CIDEr between 0 and 10.
    """
    if len(captions) != len(references) or not captions:
        raise ValueError("captions and references must be equally many, and at least one")
    said = {number: [" ".join(words)] for number, words in enumerate(captions)}
    meant = {number: [" ".join(words) for words in sentences] for number, sentences in enumerate(references)}
    with contextlib.redirect_stdout(io.StringIO()):  # pycocoevalcap prints as it goes
        bleu, _ = Bleu(4).compute_score(meant, said)
        cider, _ = Cider().compute_score(meant, said)
        rouge, _ = Rouge().compute_score(meant, said)
    scores = {f"bleu_{order}": float(value) for order, value in enumerate(bleu, 1)}
    return scores | {"cider": float(cider), "rouge_l": float(rouge)}
