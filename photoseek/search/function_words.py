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

FUNCTION_CHARACTERS = frozenset(
    "的地得了着过在是有和与跟或而及也都很一二两三几些个只条位名群辆匹张件双对片块座把"
    "上下里中内外前后左右旁边面从向往到对被给让正这那其她它们"
)
"""Chinese characters that say little by themselves: particles, measure words, places beside a noun. What
stands between two of them is nearly always one word."""
