// Triples of a text in N-Triples, with terms as the JSON of SPARQL results has them.
//
// Sources: https://www.w3.org/TR/n-triples/, https://www.w3.org/TR/rdf12-n-triples/ (terms that are triples)

import { STRING, iri } from "./terms.js";

const NAME = "[\\p{L}\\p{N}_]";
const TOKEN = new RegExp(
  "[ \\t]*(?:" +
    [
      "(?<triple><<\\()",
      "(?<closed>\\)>>)",
      "<(?<iri>[^<>\\s]*)>",
      `_:(?<bnode>${NAME}(?:[\\p{L}\\p{N}_.\\u00b7-]*[\\p{L}\\p{N}_\\u00b7-])?)`,
      '"(?<text>[^"\\\\]*(?:\\\\.[^"\\\\]*)*)"(?:@(?<tag>[A-Za-z0-9-]+)|\\^\\^<(?<datatype>[^<>\\s]*)>)?',
      "(?<end>\\.)",
    ].join("|") +
    ")",
  "uy",
);
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gu;
const CHARACTERS = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** [subject, predicate, object] of each line; throws a SyntaxError where a line is no triple. */
export function parsed(text) {
  return text
    .split(/[\r\n]+/)
    .filter((line) => /^[ \t]*[^ \t#]/.test(line))
    .map(triple);
}

function triple(line) {
  TOKEN.lastIndex = 0;
  const next = () => {
    const found = TOKEN.exec(line)?.groups;
    if (!found) throw new SyntaxError(line);
    return found;
  };
  const found = terms(next);
  if (!next().end) throw new SyntaxError(line);
  return found;
}

const terms = (next) => [term(next), term(next), term(next)];

function term(next) {
  const found = next();
  if (found.iri !== undefined) return iri(unescaped(found.iri));
  if (found.bnode) return { type: "bnode", value: found.bnode };
  if (found.text !== undefined) return literal(found);
  if (!found.triple) throw new SyntaxError("a term is missing");
  const [subject, predicate, object] = terms(next);
  if (!next().closed) throw new SyntaxError("a term that is a triple does not end");
  return { type: "triple", value: { subject, predicate, object } };
}

function literal({ text, tag, datatype }) {
  const value = unescaped(text);
  if (tag) return { type: "literal", value, "xml:lang": tag };
  return { type: "literal", value, datatype: datatype === undefined ? STRING : unescaped(datatype) };
}

function unescaped(text) {
  return text.replace(ESCAPE, (_, short, long, character) =>
    character ? (CHARACTERS[character] ?? character) : String.fromCodePoint(parseInt(short ?? long, 16)),
  );
}
