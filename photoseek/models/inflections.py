"""English words in their other forms: dog and dogs, chase and chasing, man and men.

Rules propose; whoever asks must say which words exist, and whether two of them mean the same.
"""

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "geese": "goose", "oxen": "ox", "leaves": "leaf",
    "knives": "knife", "wolves": "wolf", "calves": "calf", "halves": "half", "loaves": "loaf",
    "shelves": "shelf", "scarves": "scarf", "hooves": "hoof", "wives": "wife",
    "ran": "run", "sat": "sit", "stood": "stand", "held": "hold", "rode": "ride", "ridden": "ride",
    "threw": "throw", "thrown": "throw", "caught": "catch", "took": "take", "taken": "take",
    "wore": "wear", "worn": "wear", "ate": "eat", "eaten": "eat", "drove": "drive", "driven": "drive",
    "flew": "fly", "flown": "fly", "swam": "swim", "lying": "lie",
    "blew": "blow", "blown": "blow", "hung": "hang", "swung": "swing", "slept": "sleep",
    "wrote": "write", "written": "write", "drew": "draw", "drawn": "draw", "broke": "break",
    "broken": "break", "made": "make", "built": "build", "dug": "dig", "fed": "feed",
    "shot": "shoot", "sang": "sing", "sung": "sing", "drank": "drink", "dying": "die", "tying": "tie",
    "bought": "buy", "sold": "sell", "bent": "bend", "leapt": "leap", "knelt": "kneel",
}  # fmt: skip
_VOWELS = "aeiou"


def is_irregular(word: str) -> bool:
    """Whether a word is known to be a form of another one, so that no rule has to guess."""
    return word in _IRREGULAR


def base_forms(word: str) -> list[str]:
    """What ``word`` may be a form of, the likeliest first; most of them are no words."""
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and any(letter in _VOWELS + "y" for letter in stem):
            return _verbs(stem, ending)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _singulars(word)
    return []


def _verbs(stem: str, ending: str) -> list[str]:
    """ "chas" and "ing" may be from "chase", "runn" from "run", "walk" from "walk"."""
    if ending == "ed" and stem.endswith("i"):
        return [stem[:-1] + "y"]
    undoubled = [stem[:-1]] if stem[-1] == stem[-2] and stem[-1] not in _VOWELS else []
    return [*undoubled, stem, stem + "e"]


def _singulars(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(("shes", "ches", "xes", "ses", "zes", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]
