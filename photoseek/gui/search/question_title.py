"""What the photos on screen are, in a few words: ``“dog, beach” without “people” in Summer, 2024``."""

from photoseek.gui.language import tr
from photoseek.gui.search.query_chips import chips_of, wanted_and_unwanted
from photoseek.gui.search.question import Question
from photoseek.gui.search.search_bar import shortened
from photoseek.gui.search.search_filters import scope_label

TITLE = 44  # letters that fit the smallest window


def title_of(question: Question) -> str:
    where = scope_label(question.scope, question.scope_name)
    where = shortened(where or question.scope_name or tr("All photos"), TITLE)
    if not question.is_search:
        return where
    wanted, unwanted = (shortened(words, TITLE) for words in _words(question))
    if question.photo is not None:
        name = shortened(question.photo.name, 24 if wanted else TITLE)
        what = tr("Photos like {name}").format(name=name)
        if wanted:
            what = tr("{what} with “{words}”").format(what=what, words=wanted)
    else:
        what = f"“{wanted}”" if wanted else tr("Everything")
    if unwanted:
        what = tr("{what} without “{words}”").format(what=what, words=unwanted)
    if not question.scope.is_everything:
        what = tr("{what} in {where}").format(what=what, where=where)
    return what


def _words(question: Question) -> tuple[str, str]:
    """What is looked for and what is pushed away; marks that are no words stand as they are."""
    chips = chips_of(question.words)
    return wanted_and_unwanted(chips) if chips else (question.words, "")
