"""The ways of comparing skill lists that others use: people and occupations in, scores out, higher is better.

Each takes `held` (people, skills), and of the occupations what they are known by: `must` and `nice` (occupations,
skills), `nice` empty where only essential skills are indexed.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from scipy import sparse

from benchmarks.fit_tasks import Scores, Table, Taxonomy

Method = Callable[[Table, Table, Table, Taxonomy], Scores]

SAME, SIBLING, OPTIONAL = 0.2, 0.6, 0.2
"""Shares of the language model's three ways to a skill."""


def coverage(held: Table, must: Table, nice: Table, taxonomy: Taxonomy) -> Scores:
    """Share of the occupation's skills that are held."""
    return _product(held, _to_shares(must + nice))


def jaccard(held: Table, must: Table, nice: Table, taxonomy: Taxonomy) -> Scores:
    """Skills in common over skills in either."""
    common = _product(held, must + nice)
    score: Scores = common / (held.sum(axis=1)[:, None] + (must + nice).sum(axis=1)[None, :] - common)
    return score


def tf_idf(held: Table, must: Table, nice: Table, taxonomy: Taxonomy) -> Scores:
    """Cosine of the two lists, each skill weighed by how few occupations have it."""
    known = must + nice
    weight = sparse.diags_array(np.log((1 + known.shape[0]) / (1 + known.sum(axis=0))) + 1)
    return _product(_to_unit(held @ weight), _to_unit(known @ weight))


def bm25(
    held: Table, must: Table, nice: Table, taxonomy: Taxonomy, k1: float = 1.2, b: float = 0.3
) -> Scores:
    """Okapi BM25 of the held skills as the words of a query."""
    known = must + nice
    count = known.sum(axis=0)
    idf = np.log(1 + (known.shape[0] - count + 0.5) / (count + 0.5))
    length = known.sum(axis=1)
    damping = (k1 + 1) / (1 + k1 * (1 - b + b * length / length.mean()))
    return _product(held, sparse.diags_array(damping) @ known @ sparse.diags_array(idf))


def language_model(held: Table, must: Table, nice: Table, taxonomy: Taxonomy) -> Scores:
    """Sum over held skills of log(1 + how likely the occupation names it, over how likely anyone does)."""
    way = _to_shares(taxonomy.parents) @ _to_shares(sparse.csr_array(taxonomy.parents.T))
    known = _to_shares(must)
    model = SAME * known + SIBLING * (known @ _to_shares(sparse.csr_array(way))) + OPTIONAL * _to_shares(nice)
    background = (taxonomy.essential + taxonomy.optional).sum(axis=0) + 0.5
    ratio = sparse.csr_array(model @ sparse.diags_array(background.sum() / background))
    ratio.data = np.log1p(ratio.data)
    return _product(held, ratio)


BASELINES: Mapping[str, Method] = MappingProxyType(
    {
        "coverage": coverage,
        "Jaccard": jaccard,
        "TF-IDF cosine": tf_idf,
        "BM25": bm25,
        "language model": language_model,
    }
)


def _product(held: Table, weights: Table) -> Scores:
    found: Scores = (held @ weights.T).toarray()
    return found


def _to_shares(rows: Table) -> Table:
    """Each row divided by its sum; an empty row stays so."""
    return sparse.diags_array(1 / np.maximum(rows.sum(axis=1), 1e-12)) @ rows


def _to_unit(rows: Table) -> Table:
    """Each row divided by its length; an empty row stays so."""
    return sparse.diags_array(1 / np.sqrt(np.maximum(rows.multiply(rows).sum(axis=1), 1e-12))) @ rows
