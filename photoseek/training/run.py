"""A whole training run: from data sets to the files of weights that the program ships.

The order is that in which the parts stand on each other: word vectors, the joint space, pairs and
paraphrases found by it (if there are captions without photographs), the joint space again with them,
its Chinese side, the caption decoders, the alignment. Everything is written into the run's folder; a
part that is not trained is taken from there, or else from the shipped model.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor

from photoseek.errors import UnusableDataset, UserError
from photoseek.models import weights
from photoseek.models.alignment import AlignmentNetwork
from photoseek.models.caption_decoder import CaptionDecoder
from photoseek.models.captioner import weights_name
from photoseek.models.character_encoder import CharacterEncoder
from photoseek.models.image_encoder import load_image_encoder
from photoseek.models.joint_embedding import JointEmbedding, load_joint
from photoseek.models.vocabulary import Language, Vocabulary
from photoseek.models.word_sources import WordSources, load_captioner_words
from photoseek.training import alignment, captions, characters, joint, relations, tags, words
from photoseek.training.encoders import EncoderChoice
from photoseek.training.examples import Example, from_photos
from photoseek.training.materials import Materials, Sources
from photoseek.training.pairing import pair, paraphrase
from photoseek.training.progress import Epoch
from photoseek.training.recipes import Recipe
from photoseek.training.run_folder import RunFolder
from photoseek.training.self_critical import refine
from photoseek.training.validation import caption_scores, chinese_scores, retrieval_scores

_log = logging.getLogger(__name__)

Part = Literal["words", "joint", "captions", "alignment"]
PARTS: tuple[Part, ...] = ("words", "joint", "captions", "alignment")
_SCORED_PHOTOS = 400  # of the validation split while captions are trained; all of it at the end


@dataclass(frozen=True)
class Plan:
    """What a command asks for."""

    parts: Sequence[Part]
    sources: Sources
    recipe: Recipe = field(default_factory=Recipe)
    languages: Sequence[Language] = ("en",)
    """Those that a captioner is trained for."""
    encoder: EncoderChoice = field(default_factory=EncoderChoice)


def train(plan: Plan, folder: RunFolder, cache: Path, *, resume: bool = False) -> dict[str, Any]:
    """Carry out ``plan`` in ``folder``, and return the validation scores of all its finished parts.

    ``cache`` keeps features for later runs. With ``resume`` finished parts are left as they are, and
    one that was cut off goes on after its last epoch. Raises UserError.
    """
    materials = Materials(plan.sources, plan.encoder, plan.recipe.fit_grid, folder.path, cache)
    for part, config in _steps(plan):
        if not folder.begin(part, config, resume=resume):
            continue
        match part:
            case "words":
                _train_words(plan, materials, folder)
            case "joint":
                _train_joint(plan, materials, folder)
            case "joint_zh":
                _train_characters(plan, materials, folder)
            case "alignment":
                _train_alignment(plan, materials, folder)
            case _:
                _train_captions(plan, materials, folder, config["language"])
    return folder.scores


def _steps(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """Every part in order, named like its weights, and what it is trained with."""
    sources = plan.sources
    config = {
        "encoder": plan.encoder.name,
        "fit_grid": plan.recipe.fit_grid,
        "data": _absolute(sources.captioned),
        "captions_only": _absolute(sources.caption_lists),
        "photos_only": _absolute([sources.uncaptioned] if sources.uncaptioned else []),
    }
    steps: list[tuple[str, dict[str, Any]]] = []
    if "words" in plan.parts:
        steps.append(("words", {**config, "word_list": _absolute(sources.word_lists)}))
    if "joint" in plan.parts:
        steps.append(("joint", {**config, "recipe": asdict(plan.recipe.joint)}))
        if "zh" in plan.languages:
            steps.append(("joint_zh", {**config, "recipe": asdict(plan.recipe.characters)}))
    if "captions" in plan.parts:
        config_of_captions = {
            **config,
            "recipe": asdict(plan.recipe.captions),
            "self_critical": asdict(plan.recipe.self_critical),
        }
        steps += [(weights_name(one), {**config_of_captions, "language": one}) for one in plan.languages]
    if "alignment" in plan.parts:
        steps.append(("alignment", {**config, "recipe": asdict(plan.recipe.alignment)}))
    return steps


def _absolute(files: Sequence[Path]) -> list[str]:
    return [str(file.absolute()) for file in files]


def _train_words(plan: Plan, materials: Materials, folder: RunFolder) -> None:
    told = [caption for captions in materials.told for caption in captions]
    try:
        words.train(told, plan.sources.word_lists, folder.path)
    except UserError as error:
        if len(plan.parts) == 1:
            raise
        _log.info("The shipped word vectors are used: %s", error)
    # With the shipped captioner's words, since the run's own captioner comes later.
    relations.train(materials.told, WordSources(materials.words, load_captioner_words()), folder.path)
    folder.finish("words", {})


def _train_joint(plan: Plan, materials: Materials, folder: RunFolder) -> None:
    features = materials.features
    class_head = load_image_encoder(folder.path).class_head()
    if not class_head[0].any():
        _log.info("This encoder's classifier reads no mean of features: nothing is found by class names")

    def recall(embedding: JointEmbedding) -> dict[str, float]:
        return retrieval_scores(embedding, materials.words, materials.unseen, materials.validation)[
            "text_to_photo"
        ]

    def learn(stage: str) -> JointEmbedding:
        return joint.train(
            plan.recipe.joint,
            materials.words,
            features,
            examples,
            recall,
            class_head=class_head,
            part=stage,
            record=_recorder(folder),
            checkpoint=folder.checkpoint("joint", stage),
        )

    examples = from_photos(materials.training, features)
    if materials.loose_captions:
        alone, loose = learn("joint before pairing"), materials.loose_captions
        photos = [features.of(path) for path in materials.uncaptioned]
        pairs = pair(alone, materials.words, features, photos, loose)
        others = paraphrase(alone, materials.words, features, examples, loose)
        _log.info("%d pairs found each other, and %d paraphrases", len(pairs), len(others))
        _pairs_file(folder).write_text(json.dumps([asdict(example) for example in pairs]))
        examples += [*pairs, *others]
    embedding = learn("joint")
    joint.save(embedding, folder.path)
    identity = weights.identities(folder.path)["joint"]
    tags.train(embedding, identity, materials.words, features, examples).save(folder.path)
    scores = retrieval_scores(embedding, materials.words, materials.unseen, materials.validation)
    folder.finish("joint", scores)


def _train_characters(plan: Plan, materials: Materials, folder: RunFolder) -> None:
    features, embedding = materials.features, load_joint(materials.holder("joint"))[0]
    examples = from_photos(materials.training, features, "zh")
    validation = [photo for photo in materials.validation if photo.captions_zh]
    if not examples or not validation:
        raise UnusableDataset("The data hold no Chinese captions to learn from and to validate on.")

    def score(encoder: CharacterEncoder) -> dict[str, float]:
        return chinese_scores(encoder, embedding, materials.unseen, validation)

    encoder = characters.train(
        plan.recipe.characters,
        embedding,
        materials.words,
        features,
        examples,
        from_photos(materials.training, features),
        score,
        record=_recorder(folder),
        checkpoint=folder.checkpoint("joint_zh"),
    )
    characters.save(encoder, folder.path)
    folder.finish("joint_zh", score(encoder))


def _train_captions(plan: Plan, materials: Materials, folder: RunFolder, language: Language) -> None:
    part = weights_name(language)
    features = materials.features
    examples = from_photos(materials.training, features, language)
    validation = [photo for photo in materials.validation if photo.captions_in(language)]
    if not examples or not validation:
        raise UnusableDataset(f"The data hold no captions in {language!r} to learn from and to validate on.")
    if language == "en" and _pairs_file(folder).exists():
        found = json.loads(_pairs_file(folder).read_text())
        examples += [Example(tuple(one["views"]), tuple(one["words"])) for one in found]

    def score(decoder: CaptionDecoder, known: Vocabulary) -> dict[str, float]:
        return caption_scores(decoder, known, materials.unseen, validation[:_SCORED_PHOTOS])

    decoder, known = captions.train(
        plan.recipe.captions,
        features,
        examples,
        score,
        folder.checkpoint(part, "cross-entropy"),
        language=language,
        record=_recorder(folder),
    )
    if language == "en" and plan.recipe.self_critical.epochs:
        embedding = load_joint(materials.holder("joint"))[0]
        lookup = joint.word_table(materials.words)

        def fits(pooled: Tensor, sentences: Sequence[Sequence[str]]) -> Tensor:
            numbered = [joint.number_words(materials.words, sentence) for sentence in sentences]
            with torch.inference_mode():
                told = embedding.read(*joint.look_up(lookup, numbered))
                return (told * embedding.see(pooled)).sum(dim=1)

        refine(
            plan.recipe.self_critical,
            decoder,
            known,
            features,
            examples,
            fits,
            score,
            part=f"{part}, self-critical",
            record=_recorder(folder),
            checkpoint=folder.checkpoint(part, "self-critical"),
        )
    captions.save(decoder, known, folder.path)
    folder.finish(part, caption_scores(decoder, known, materials.unseen, validation))


def _train_alignment(plan: Plan, materials: Materials, folder: RunFolder) -> None:
    features, recipe = materials.features, plan.recipe.alignment
    recipe = replace(recipe, network=replace(recipe.network, pooled_dimensions=materials.encoder.dimensions))
    seen, placed = materials.collages(materials.training, recipe.collages, seed=0)
    unseen, held_out = materials.collages(materials.validation, recipe.collages // 8, seed=1)

    def score(network: AlignmentNetwork) -> dict[str, float]:
        return alignment.pointing(network, materials.words, unseen, held_out)

    network = alignment.train(
        recipe,
        materials.words,
        features,
        from_photos(materials.training, features),
        seen,
        placed,
        score,
        record=_recorder(folder),
        checkpoint=folder.checkpoint("alignment"),
    )
    alignment.save(network, folder.path)
    folder.finish("alignment", score(network))


def _recorder(folder: RunFolder) -> Any:
    def record(epoch: Epoch) -> None:
        folder.record(epoch)
        _log.info("%s", epoch)

    return record


def _pairs_file(folder: RunFolder) -> Path:
    return folder.path / "pairs.json"
