"""O*NET's occupations as trades of a catalogue, and people who answer a survey of interests with some noise."""

import csv
import gzip
import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.check import data_folder
from matching.catalogue.loader import load_catalogue
from matching.domain.columns import Int64
from matching.domain.fit import Criterion
from matching.domain.openings import Opening, Openings
from matching.domain.people import CODE, INTERESTS, Candidate, People
from matching.domain.policy import Policy
from matching.files.imports.imported import write_imported
from matching.files.imports.onet import import_onet
from matching.scoring.score import Scorer

OCCUPATIONS: Final = Path(__file__).parents[2] / "shared" / "data" / "onet"
RELEASE: Final = "29.2"
SCALE: Final = (10, 70)
"""Ends of the scale, in tenths."""

Float64 = npt.NDArray[np.float64]


def occupations() -> tuple[Catalogue, Sequence[int]]:
    """The catalogue with O*NET's occupations as trades, imported as any office would, and their positions.

    An occupation stands there when it has both interests and skills.
    """
    with TemporaryDirectory() as name, as_file(data_folder(None)) as data:
        folder, laid = Path(name) / "own", Path(name) / "onet"
        shutil.copytree(data, folder)
        laid.mkdir()
        (laid / "Interests.csv").write_bytes(_unpacked("interests"))
        rows = _trades(folder)
        before = len(load_catalogue().trades)
        with (folder / "trades.csv").open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, list(rows[0]), lineterminator="\n").writerows(rows)
        write_imported(import_onet(laid, folder, release=RELEASE), Path(name) / "catalogue")
        catalogue = load_catalogue(Path(name) / "catalogue")
    return catalogue, range(before, before + len(rows))


@dataclass(frozen=True, eq=False)
class Survey:
    """People, one of each occupation in the same order, and what they answered."""

    catalogue: Catalogue
    places: Sequence[int]
    answers: Int64
    """Six numbers in tenths, shape (people, 6)."""

    @classmethod
    def of(
        cls, catalogue: Catalogue, places: Sequence[int], *, seed: int, noise: float, leaning: float = 0
    ) -> Self:
        """One person of each occupation, whose answers are its numbers with noise, within the scale.

        `noise` and `leaning` are standard deviations in points: of each answer, and of all answers of a person.
        """
        chance = np.random.default_rng(seed)
        true = np.array([catalogue.trades[place].interests for place in places], dtype=np.float64)
        off = chance.normal(0, 10 * noise, true.shape) + chance.normal(0, 10 * leaning, (len(true), 1))
        heard = np.clip(np.rint(true + off), *SCALE)
        return cls(catalogue, places, heard.astype(np.int64))

    def found(self, top: int) -> dict[str, float]:
        """Share of the people whose own occupation stands among the first `top`, by way."""
        letters = np.argsort(-self.answers, axis=1, kind="stable")[:, :CODE]
        six = [_person(row, interests=tuple(one)) for row, one in enumerate(self.answers.tolist())]
        coded = [_person(row, interest_code=tuple(one)) for row, one in enumerate(letters.tolist())]
        true = np.array([self.catalogue.trades[place].interests for place in self.places], dtype=np.float64)
        ways = {
            "six numbers": self.graded(self.catalogue, six, self.places),
            "three letters": self.graded(self.catalogue, coded, self.places),
            "plain correlation": np.corrcoef(self.answers, true)[: len(self.answers), len(self.answers) :],
            "least squared distance": -((self.answers[:, None, :] - true[None, :, :]) ** 2).sum(axis=2),
        }
        return {name: float((_ranks(scores) <= top).mean()) for name, scores in ways.items()}

    @staticmethod
    def graded(catalogue: Catalogue, people: Sequence[Candidate], places: Sequence[int]) -> Int64:
        """Grades of interests, of each person for an opening of each trade, shape (people, trades)."""
        asked = [_opening(place) for place in places]
        scorer = Scorer(People.of(people), Openings.of(asked), catalogue, Policy())
        rows, cols = np.arange(len(people)), np.arange(len(asked))
        row, col = np.divmod(np.arange(len(people) * len(asked)), len(asked))
        grades = scorer.grade(rows, cols, row, col).grades[Criterion.INTERESTS]
        return grades.reshape(len(people), len(asked)).astype(np.int64)


def _ranks(scores: Int64 | Float64) -> Float64:
    """The place of each person's own, which is the one in the same position; the middle of those alike."""
    own = np.diag(scores)[:, None]
    return np.asarray((scores > own).sum(axis=1) + ((scores == own).sum(axis=1) + 1) / 2)


def _person(row: int, **answers: tuple[int, ...]) -> Candidate:
    return Candidate(id=f"K{row}", municipality=0, **answers)  # type: ignore[arg-type]  # both are rows of numbers


def _opening(trade: int) -> Opening:
    none = frozenset[int]()
    return Opening(
        id=f"P{trade}", employer=0, trades=(trade,), municipality=0, seats=10, must=none, nice=none
    )


def _unpacked(name: str) -> bytes:
    return gzip.decompress((OCCUPATIONS / f"{name}.csv.gz").read_bytes())


def _codes(name: str, column: int = 0) -> dict[str, str]:
    rows = list(csv.reader(io.StringIO(_unpacked(name).decode("utf-8"))))
    return {row[0]: row[column] for row in rows[1:]}


def _trades(folder: Path) -> list[dict[str, str]]:
    """A row of the table of trades for each occupation; its interests are flat until they are imported."""
    with (folder / "trades.csv").open(encoding="utf-8", newline="") as file:
        like = next(csv.DictReader(file))
    interests, skills, titles = _codes("interests"), _codes("skills"), _codes("occupation_data", 1)
    flat = " ".join(["1"] * INTERESTS)
    plain = {"code": "", "synonyms": "", "styrk08": "", "assumed": "", "source": "assumption", "areas": ""}
    return [
        {
            **like,
            **plain,
            "key": f"onet-{soc.replace('.', '-')}",
            "name": titles[soc],
            "onet": soc,
            "riasec": flat,
        }
        for soc in sorted(interests.keys() & skills.keys())
    ]
