"""What a list of openings says that the work demands: its columns."""

from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.cells import masks, numbers
from matching.files.fields import builds, choices, levels, told, words
from matching.files.fields.field import Build, Field
from matching.files.fields.lexicon import Lexicons
from matching.files.source.vocabulary import Vocabulary

SLIGHT: Final = "_slight"
"""Behind the name of asked skills: those of them of which a little is enough."""


def demanded_fields(catalogue: Catalogue, lexicons: Lexicons) -> tuple[Field, ...]:
    """The columns of skills and of requirements, in the order of the template."""
    skills, learnable = levels.skills(lexicons.skills), words.set_of(lexicons.skills)
    licences = words.licence_classes(Vocabulary.of(catalogue.licences))
    norwegian = choices.language_level(catalogue.levels)
    certificates = words.set_of(lexicons.certificates)
    asked = levels.told_skills(catalogue.skills, levels.IS_ENOUGH)
    learnt, needed = told.entries_of_row(catalogue.skills), told.entries_of_mask(catalogue.licences)
    held = told.entries_of_mask(catalogue.certificates)
    return (
        Field("må", skills, _asked("must"), asked),
        Field("fordel", skills, _asked("nice"), asked),
        Field("kan læres", learnable, {"learnable": builds.sets}, learnt),
        Field("førerkort", licences, {"licence": masks}, needed),
        Field("norsk", norwegian, {"norwegian": numbers}, told.language_level(catalogue.levels)),
        Field("skift", choices.hours_of_the_work, {"hours": masks}, told.hours_of_the_work),
        Field("attest", certificates, {"certificates": masks}, held),
    )


def _asked(name: str) -> dict[str, Build]:
    """The columns of skills asked for; `slight` of an opening is that of both its fields together."""
    return {
        name: builds.part(0, builds.sets),
        f"{name}_known": builds.given,
        f"{name}{SLIGHT}": builds.part(1, builds.sets),
    }
