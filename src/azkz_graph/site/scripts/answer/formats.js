// Answers as the text of files.
//
// Sources: https://www.w3.org/TR/sparql11-results-csv-tsv/, https://www.w3.org/TR/turtle/

import { shorten } from "../sparql/prefixes.js";
import { written } from "../sparql/terms.js";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/** The formats of each kind of answer: suffix, media type, and the function that writes it. */
export const FORMATS = {
  rows: [
    ["csv", "text/csv", csv],
    ["tsv", "text/tab-separated-values", tsv],
    ["json", "application/sparql-results+json", ({ json }) => json],
  ],
  boolean: [["json", "application/sparql-results+json", ({ json }) => json]],
  graph: [
    ["ttl", "text/turtle", turtle],
    ["nt", "application/n-triples", ntriples],
  ],
};

export function csv({ variables, rows }) {
  const lines = [variables, ...rows.map((row) => row.map(plain))];
  return lines.map((line) => line.map(quoted).join(",") + "\r\n").join("");
}

export function tsv({ variables, rows }) {
  const lines = [
    variables.map((name) => `?${name}`),
    ...rows.map((row) => row.map((term) => (term ? written(term) : ""))),
  ];
  return lines.map((line) => line.join("\t") + "\n").join("");
}

export function ntriples({ rows }) {
  return rows
    .map((row) => `${row.map(written).join(" ")} .\n`)
    .sort()
    .join("");
}

/** The triples by subject and predicate, with the prefixes that they use. */
export function turtle({ rows }, { prefixes }) {
  const used = new Set();
  const short = (term) => {
    const name = term.type === "uri" ? shorten(term.value, prefixes) : written(term);
    if (term.type === "uri" && !name.startsWith("<")) used.add(name.slice(0, name.indexOf(":")));
    return name.startsWith("<") ? written(term) : name;
  };
  const body = [...grouped(rows, 0)].map(([, triples]) => subjectText(triples, short)).join("\n");
  const head = [...used]
    .map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .\n`)
    .sort()
    .join("");
  return `${head}\n${body}`;
}

function subjectText(triples, short) {
  const lines = [...grouped(triples, 1)].map(([, same]) => {
    const predicate = same[0][1].value === TYPE ? "a" : short(same[0][1]);
    return `${predicate} ${same.map(([, , object]) => short(object)).join(" , ")}`;
  });
  return `${short(triples[0][0])}\n    ${lines.join(" ;\n    ")} .\n`;
}

function grouped(rows, part) {
  const groups = new Map();
  for (const row of rows) {
    const key = written(row[part]);
    if (groups.has(key)) groups.get(key).push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** A term in CSV: an IRI or a text as it is. */
function plain(term) {
  if (!term) return "";
  if (term.type === "bnode" || term.type === "triple") return written(term);
  return term.value;
}

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
