"""What the mould says of growth otherwise than the real article does.

The figure that the rule `growth-base` concludes is named after its measure and its year alone, so articles that state
the growth of one measure in one year would say different things of one figure. So each article has a measure of its
own that grows. As many figures are concluded as from the real article.
"""

from collections.abc import Mapping
from typing import Final

GROWTH: Final = (
    "azkz:growthOf id:trade-turnover-2016 ;",
    "azkz:growthOf id:turnover-in-transit-2016 ;",
)
"""What is replaced, and by what."""

FIGURES_OF_GROWTH: Final[Mapping[str, str]] = {
    "facts.trig": """
passage:t4 {
    id:turnover-in-transit-2016
        a azkz:Figure ;
        schema:observationAbout id:azerbaijan-kazakhstan-relations ;
        schema:measuredProperty id:turnover-in-transit ;
        schema:observationDate "2016"^^xsd:gYear ;
        schema:value 97.3 ;
        azkz:unit id:million-us-dollars ;
        azkz:hedge azkz:About , azkz:AtTheEndOfTheYear .
}
""",
    "entities/figures.ttl": """
id:turnover-in-transit-2016
    rdfs:label "Turnover in transit in 2016"@en ,
               "מחזור סחר המעבר בשנת 2016"@he ,
               "2016-cı ildə tranzit dövriyyəsi"@az ,
               "2016 жылғы транзит айналымы"@kk ,
               "Транзитный оборот в 2016 году"@ru ;
    dct:description "Figure that the real article does not have"@en .
""",
    "entities/concepts.ttl": """
id:turnover-in-transit
    a skos:Concept ;
    rdfs:label "Turnover in transit"@en ,
               "מחזור סחר המעבר"@he ,
               "Tranzit dövriyyəsi"@az ,
               "Транзит айналымы"@kk ,
               "Транзитный оборот"@ru ;
    dct:description "Measure: what an article has for itself"@en ;
    skos:inScheme id:measures-in-transit .

id:measures-in-transit
    a skos:ConceptScheme ;
    rdfs:label "Measures in transit"@en ,
               "מדדי סחר המעבר"@he ,
               "Tranzit ölçüləri"@az ,
               "Транзит өлшемдері"@kk ,
               "Показатели транзита"@ru ;
    dct:description "Scheme: what an article measures for itself"@en ;
    skos:hasTopConcept id:turnover-in-transit .
""",
}
"""Blocks behind the last of a file."""
