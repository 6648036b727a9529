// Terms of the JSON of SPARQL results as text in N-Triples, which SPARQL and Turtle read too.
//
// Sources: https://www.w3.org/TR/sparql12-results-json/, https://www.w3.org/TR/n-triples/

const XSD = "http://www.w3.org/2001/XMLSchema#";
export const STRING = `${XSD}string`;
const ESCAPES = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
const UNSAFE_IN_IRI = /[\u0000-\u0020<>"{}|^`\\]/;

export const iri = (value) => ({ type: "uri", value });
export const text = (value) => ({ type: "literal", value });
export const typed = (value, name) => ({ type: "literal", value, datatype: XSD + name });

/** The term's text; throws a RangeError where no IRI may have the characters of one. */
export function written(term) {
  if (term.type === "uri") {
    if (UNSAFE_IN_IRI.test(term.value)) throw new RangeError(term.value);
    return `<${term.value}>`;
  }
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${written(subject)} ${written(predicate)} ${written(object)} )>>`;
  }
  const quoted = `"${term.value.replace(/[\u0000-\u001f"\\\u007f]/g, escaped)}"`;
  if (term["xml:lang"]) return `${quoted}@${term["xml:lang"]}`;
  return term.datatype && term.datatype !== STRING ? `${quoted}^^<${term.datatype}>` : quoted;
}

function escaped(character) {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return ESCAPES[character] ?? `\\u${code}`;
}
