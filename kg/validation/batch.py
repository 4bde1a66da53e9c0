"""The gate for many films at once: which graphs of a dataset break a shape.

The queries of the shapes (kg.validation.compiler) ask one default graph. Put into `GRAPH ?graph { … }` they ask each
named graph of a dataset by itself (SPARQL 1.1, 13.3.3: the variable is bound to one graph after the other, and all
patterns within, those of EXISTS included, match in it), so that planning a query is paid once for a batch and not for
each film. What is found is then looked at as a single film is, which gives its findings.
"""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph

from kg.errors import InternalError
from kg.validation.engine import Gate, gate

GRAPH = "graph"
"""The variable of the named graph; those of the compiled queries are `this` and `v` with a number."""


def graphs_hit(data: bytes, shapes: Gate | None = None) -> frozenset[str]:
    """The named graphs in which at least one focus node does not conform to a shape of any severity.

    data: N-Quads in UTF-8, all of them in named graphs; shapes: None for the package's own.
    A graph that is not among them has a report without findings.
    """
    store = pyoxigraph.Store()
    store.bulk_load(data, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    queries = _own_queries() if shapes is None else by_graph(shapes)
    found: set[str] = set()
    for query in queries:
        answer = store.query(query)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        found.update(str(solution[GRAPH].value) for solution in answer)
    return frozenset(found)


@lru_cache(maxsize=1)
def _own_queries() -> tuple[str, ...]:
    return by_graph(gate())


def by_graph(shapes: Gate) -> tuple[str, ...]:
    """The queries of a gate, each asking all named graphs one by one for `?graph`."""
    queries = []
    for query in shapes.queries:
        head, brace, body = query.text.partition("{")
        if head.split() != ["SELECT", "?this", "WHERE"] or not body.rstrip().endswith("}") or f"?{GRAPH}" in body:
            raise InternalError(f"the query of {query.shape} has another form than expected")
        queries.append(f"SELECT DISTINCT ?{GRAPH} WHERE {{ GRAPH ?{GRAPH} {brace}{body} }}")
    return tuple(queries)
