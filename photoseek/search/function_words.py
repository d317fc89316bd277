"""English words that name nothing a photo could show: no use as a suggestion or in full-text search."""

_LISTED = (
    "a an the this that these those some any each every another other both all 's s "
    "and or but nor so as if than then there here where when while which who whom whose what "
    "i me my you your he him his she her hers it its we us our they them their one ones "
    "am is are was were be been being has have had having do does did doing can could will would "
    "of in on at by for from to into onto with without about over under up down off out near next through "
    "between behind beside against along around across during before after above below toward towards "
    "not no very too just also only own same such more most "
)
FUNCTION_WORDS = frozenset(_LISTED.split())
