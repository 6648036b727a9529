"""Shapes as SELECT queries, one for each component, which return the nodes at fault.

They test roughly what SHACL says, to be timed on a store, which rewrites literals: nothing is published on their word.
"""

from collections.abc import Iterator

from azkz_graph.check.compiled.property_path import Alternative, Inverse, Path
from azkz_graph.check.compiled.shape_description import About, Said, members, path
from azkz_graph.check.shacl_results import Term
from azkz_graph.check.shapes import SH


def queries(said: Said) -> Iterator[tuple[str, str]]:
    """A SELECT of ?focus, for each component of each property shape and each node shape's sh:or, with its component."""
    for about in said.values():
        kinds = " ".join(map(str, about.get(SH + "targetClass", ())))
        focus = f"VALUES ?kind {{ {kinds} }} ?focus a/rdfs:subClassOf* ?kind ."
        if predicates := about.get(SH + "targetSubjectsOf", ()):
            focus = f"?focus {predicates[0]} ?any ."
        elif not kinds:
            continue
        yield from parameter_queries(said, about, f"{focus} BIND(?focus AS ?value)", focus, "")
        for node in about.get(SH + "property", ()):
            way = spelled(path(said, said[node][SH + "path"][0]))
            yield from parameter_queries(said, said[node], f"{focus} ?focus {way} ?value", focus, way)


def parameter_queries(
    said: Said, about: About, valued: str, focus: str, way: str
) -> Iterator[tuple[str, str]]:
    """The queries of one shape."""
    counted = f"SELECT ?focus {{ {focus} OPTIONAL {{ ?focus {way} ?value }} }} GROUP BY ?focus HAVING("
    for name, values in about.items():
        word, value = name.removeprefix(SH), values[0]
        component = word[:1].upper() + word[1:] + "ConstraintComponent"
        if word in ("minCount", "maxCount"):
            sign = "<" if word == "minCount" else ">"
            yield component, f"{counted}COUNT(DISTINCT ?value) {sign} {value})"
        elif word == "qualifiedValueShape":
            test = conforms(said, value)
            least = about[SH + "qualifiedMinCount"][0]
            fits = f"{{ SELECT DISTINCT ?focus ?value {{ {valued} FILTER({test}) }} }}"
            few = f"GROUP BY ?focus HAVING(COUNT(DISTINCT ?value) < {least})"
            yield "QualifiedMinCountConstraintComponent", f"SELECT ?focus {{ {focus} OPTIONAL {fits} }} {few}"
        elif word == "hasValue":
            yield component, f"SELECT ?focus {{ {focus} FILTER NOT EXISTS {{ ?focus {way} {value} }} }}"
        elif word in ("lessThan", "disjoint"):
            sign = "=" if word == "disjoint" else ">="
            yield (
                component,
                f"SELECT ?focus {{ {valued} . ?focus {value} ?other FILTER(?value {sign} ?other) }}",
            )
        elif word == "uniqueLang":
            same = "?value != ?other && LANG(?value) != '' && LANG(?value) = LANG(?other)"
            yield component, f"SELECT ?focus {{ {valued} . ?focus {way} ?other FILTER({same}) }}"
        elif test := value_test(said, name, value):
            yield component, f"SELECT ?focus {{ {valued} FILTER(!({test})) }}"


def value_test(said: Said, name: str, value: Term) -> str:
    """What is true of a value that conforms to a parameter; empty for what is no parameter of values."""
    word = name.removeprefix(SH)
    orders = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<="}
    if word in orders:
        return f"COALESCE(?value {orders[word]} {value}, false)"
    if word == "or":
        return " || ".join(f"({conforms(said, node)})" for node in members(said, value))
    if word in ("in", "languageIn"):
        listed = ", ".join(map(str, members(said, value)))
        return f"{'?value' if word == 'in' else 'LANG(?value)'} IN ({listed})"
    tests = {
        "class": f"EXISTS {{ ?value a/rdfs:subClassOf* {value} }}",
        "datatype": f"isLiteral(?value) && DATATYPE(?value) = {value}",
        "nodeKind": "isIRI(?value)",
        "pattern": f"REGEX(STR(?value), {value})",
        "minLength": f"STRLEN(STR(?value)) >= {value}",
    }
    return tests.get(word, "")


def conforms(said: Said, node: Term) -> str:
    """What is true of a value that conforms to a shape that others refer to."""
    about = said[node]
    tests = [test for name, values in about.items() if (test := value_test(said, name, values[0]))]
    for part in about.get(SH + "property", ()):
        exists = f"EXISTS {{ ?value {spelled(path(said, said[part][SH + 'path'][0]))} ?one }}"
        tests.append(exists if SH + "minCount" in said[part] else f"NOT {exists}")
    return " && ".join(tests)


def spelled(way: Path) -> str:
    """A path in SPARQL."""
    if isinstance(way, Alternative):
        return "|".join(map(spelled, way.paths))
    return f"^{way.path}" if isinstance(way, Inverse) else str(way)
