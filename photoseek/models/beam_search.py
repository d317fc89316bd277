"""Beam search over the caption decoder, many photos at once.

Hypotheses are compared by log probability divided by length to the power 0.7 (as in Wu et al.
2016, without the constant), so that short sentences are not preferred merely for being short. A
word is never repeated at once and no three words in a row come twice.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from photoseek.models.caption_decoder import CaptionDecoder
from photoseek.models.vocabulary import Vocabulary

LENGTH_EXPONENT = 0.7


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finished hypothesis: words and their natural log probabilities, the end's last."""

    words: tuple[str, ...]
    log_probs: tuple[float, ...]  # one more than words
    score: float  # what hypotheses are compared by

    @property
    def log_prob(self) -> float:
        """Of the whole sentence, its end included."""
        return sum(self.log_probs)


@dataclass(slots=True)
class _Finished:
    score: float
    numbers: list[int]
    log_probs: list[float]


@torch.inference_mode()
def beam_search(
    decoder: CaptionDecoder, vocabulary: Vocabulary, pooled: Tensor, grid: Tensor, beam_size: int = 3
) -> list[list[Sentence]]:
    """The sentences found for each photo, best first: ``pooled`` (B, 1280), ``grid`` (B, 25, 256).

    As many as beams for most photos, at times more; at least one.
    """
    photos = len(pooled)
    if photos == 0:
        return []
    memory = decoder.read(pooled, grid).repeat_interleave(beam_size, dim=0)  # (B * K, M, W)
    caches = decoder.start(memory)
    words = torch.full((photos * beam_size,), vocabulary.start)
    written = torch.empty(photos * beam_size, 0, dtype=torch.long)  # words so far
    written_log_probs = torch.empty(photos * beam_size, 0)
    totals = torch.full((photos, beam_size), float("-inf"))
    totals[:, 0] = 0.0  # all beams start equal: only the first may branch at first
    finished: list[list[_Finished]] = [[] for _ in range(photos)]
    longest = decoder.config.longest - 2

    for position in range(longest + 1):
        log_probs = decoder.step(words, position, caches).float().log_softmax(dim=-1)  # (B * K, V)
        log_probs[:, [vocabulary.padding, vocabulary.start, vocabulary.unknown]] = float("-inf")
        if position == 0:
            log_probs[:, vocabulary.end] = float("-inf")  # never an empty sentence
        if position == longest:
            kept = log_probs[:, vocabulary.end].clone()
            log_probs.fill_(float("-inf"))
            log_probs[:, vocabulary.end] = kept
        _forbid_repetition(log_probs, written)
        # As many again as beams: even if each beam's best continuation ends it, enough go on.
        candidates = totals[:, :, None] + log_probs.unflatten(0, (photos, beam_size))  # (B, K, V)
        best, places = candidates.flatten(1).topk(2 * beam_size, dim=1)  # (B, 2K)
        beams = places // len(vocabulary)
        numbers = places % len(vocabulary)
        rows = beams + torch.arange(photos)[:, None] * beam_size
        ends = (numbers[:, :beam_size] == vocabulary.end) & (best[:, :beam_size] > float("-inf"))
        for photo, rank in ends.nonzero().tolist():
            row = int(rows[photo, rank])
            finished[photo].append(
                _Finished(
                    float(best[photo, rank]) / (position + 1) ** LENGTH_EXPONENT,
                    written[row].tolist(),
                    [*written_log_probs[row].tolist(), float(log_probs[row, vocabulary.end])],
                )
            )
        if position == longest:
            break
        going_on = best.masked_fill(numbers == vocabulary.end, float("-inf"))
        totals, order = going_on.topk(beam_size, dim=1)  # (B, K)
        chosen_rows = rows.gather(1, order).flatten()
        words = numbers.gather(1, order).flatten()
        written = torch.cat([written[chosen_rows], words[:, None]], dim=1)
        last = log_probs[chosen_rows, words]
        written_log_probs = torch.cat([written_log_probs[chosen_rows], last[:, None]], dim=1)
        for cache in caches:
            cache.select(chosen_rows)
        if _decided(finished, totals, position + 1, beam_size):
            break

    return [
        [
            Sentence(tuple(vocabulary.decode(one.numbers)), tuple(one.log_probs), one.score)
            for one in sorted(hypotheses, key=lambda one: -one.score)
        ]
        for hypotheses in finished
    ]


def _decided(finished: list[list[_Finished]], totals: Tensor, length: int, beam_size: int) -> bool:
    """Whether every photo has as many sentences as beams, the best of them out of the others' reach."""
    return all(
        len(hypotheses) >= beam_size
        and max(hypothesis.score for hypothesis in hypotheses)
        >= float(totals[photo, 0]) / (length + 1) ** LENGTH_EXPONENT
        for photo, hypotheses in enumerate(finished)
    )


def _forbid_repetition(log_probs: Tensor, written: Tensor) -> None:
    """Rule out the word just written, and any that would repeat three words in a row."""
    length = written.shape[1]
    if length == 0:
        return
    rows = torch.arange(len(written))
    log_probs[rows, written[:, -1]] = float("-inf")
    for begin in range(length - 2):
        again = (written[:, begin : begin + 2] == written[:, -2:]).all(dim=1)
        log_probs[rows[again], written[again, begin + 2]] = float("-inf")
