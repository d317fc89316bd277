"""Which words of English captions name a thing that one could point at, and which only tell of it.

Endings and a list decide; both were read off the words that people say of photos.
"""

from collections.abc import Iterable, Iterator, Sequence

from photoseek.search.function_words import FUNCTION_WORDS

_LISTED_ACTS = (
    "ate balance balances become begin begins bend bends bent bite bites blow blows break breaks bring "
    "brings carries carry catch catches caught chase chases chew chews climb climbs come comes compete "
    "contain contains cover cut cuts dance dances dig digs dive dives dribbles drinks drive drives drawn "
    "eat eaten eats embrace enjoy enjoys enclosed fall fallen falls fetch fight fights flies flip flips "
    "float floats fly follow follows gather get gets give gives go goes grab grabs graze grazes grind "
    "grinds hang hangs held help helps hike hikes hit hits hold holds hug hugs hung includes jog jogs "
    "jump jumps kick kicks kiss kisses kneel kneels laugh laughs lay lays lead leads lean leans leap "
    "leaps leave lick licks lie lies lift lifts listen lit look looks made make makes move moves notices "
    "paddle paddles paint perform performs play plays pose poses prepare prepares pull pulls push pushes "
    "put puts raises reach reaches read reads rest rests ride rides roll rolls run runs ran said saw say "
    "says see seen sell sells set shake shakes share show shown shows sing sings sit sits sleep sleeps "
    "smile smiles speed speeds spin spins splash splashes spread spreads stand stands stare stares stood "
    "stop stops stretch stretches surf surfs swim swims swing swings take taken takes talk talks tackle "
    "throw thrown throws touch touches travel travels tries try turn turns use uses wait waits walk walks "
    "was watch watches wear wears went work works worn wrestle made stuck built"
)
_LISTED_LOOKS = (
    "african aged airborne alone alpine american antique asian asleep athletic away back bald bare "
    "barefoot beautiful beige big black blond blonde blue blurry bright brown brunette busy calm central "
    "checkered classic clean clear close closeup cloudy cold colorful cool country curly cute dark "
    "decorative deep dense digital dirty distant double downhill dry dusty early eastern electric "
    "electrical elderly empty extra fair fake fancy fast few fluffy foggy formal four forward fresh "
    "frizzy front full fun funny furry fuzzy giant gold golden grassy gray great green grey half happily "
    "happy hard heavy high hilly huge indoor indoors inflatable japanese jumbo khaki large larger lazy "
    "leafy left light little lone long lots low lush major many messy metallic middle military mini "
    "modern muddy multi multiple murky narrow natural nearby neon new nice odd old older one open "
    "opposite orange ornate other others outdoor outdoors outside parallel part pink plain polar pretty "
    "professional public pure purple quickly rear ready red remote residential right ripe rocky rough "
    "round rural sandy scenic second several shaggy shallow sharp sheer shirtless short shiny side "
    "sideways silver single six skinny small smaller smart snowy soft some square stainless steep still "
    "straight strange striped sunny tall tan teenage thick thin third three tiny together top tri "
    "tropical two ugly underwater upside urban various vintage visible warm wet white whole wide wild "
    "windy wooden yellow young younger amount assortment bunch couple group lot number pair piece pieces "
    "set variety view air background day distance"
)
_LISTED_THINGS = (
    "awning bed building buildings ceiling clothing crossing dressing earring evening icing king landing "
    "lighting painting paintings parking pudding railing ring seed shed siding sling sled spring "
    "string thing things topping wedding weed wing wings"
)
_THINGS_LIKE_ACTS = frozenset(_LISTED_THINGS.split())
_ACTS = frozenset(_LISTED_ACTS.split())
_LOOKS = frozenset(_LISTED_LOOKS.split())


def is_thing(word: str) -> bool:
    """Whether an English word may name something that can be pointed at."""
    if word in FUNCTION_WORDS or word in _ACTS or word in _LOOKS or word.isdigit() or len(word) < 3:
        return False
    return word in _THINGS_LIKE_ACTS or not word.endswith(("ing", "ed", "ly"))


def phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The things that a sentence names, each with the words just before it that tell of it, in order."""
    phrase: list[str] = []
    for word in [*words, "and"]:
        if is_thing(word) or word in _LOOKS:
            phrase.append(word)
            continue
        yield from _named(phrase)
        phrase = []


def _named(phrase: list[str]) -> Iterable[tuple[str, ...]]:
    while phrase and not is_thing(phrase[-1]):  # "several young" names nothing
        phrase = phrase[:-1]
    return [tuple(phrase)] if phrase else []
