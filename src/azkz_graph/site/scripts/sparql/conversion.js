// Conversion of what a reader gives for a query's parameter to an RDF term of its type, or the reason why it is none.
//
// The types and their rules are those of azkz_graph/ask/parameters.py. Nothing that a reader gives becomes part of a query
// as text: it is made a term first, and the term writes itself.

import { iri, text, typed } from "./terms.js";

/** What cannot be made a term; `key` names the sentence that says so. */
export class ConversionFault extends Error {
  constructor(key, given) {
    super(`${key}: ${given}`);
    this.key = key;
    this.given = given;
  }
}

const MATCHED = {
  language: [/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/, (given) => text(given.toLowerCase())],
  year: [/^-?([1-9]\d{3,}|0\d{3})$/, (given) => typed(given, "gYear")],
  date: [/^\d{4}-\d\d-\d\d$/, day],
  integer: [/^[+-]?\d{1,18}$/, (given) => typed(String(BigInt(given.replace(/^\+/, ""))), "integer")],
};

/** `find` answers with the IRIs of what is called so. */
export function converted(type, given, find) {
  if (type === "text") return text(given);
  if (type === "entity" || type === "term") return thing(given, find);
  const [pattern, made] = MATCHED[type];
  if (!pattern.test(given)) throw new ConversionFault(`not_${type}`, given);
  return made(given);
}

function thing(given, find) {
  const found = find(given);
  if (found.length !== 1) throw new ConversionFault(found.length ? "not_one" : "not_found", given);
  return iri(found[0]);
}

function day(given) {
  const [year, month, date] = given.split("-").map(Number);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, date);
  const exists = year > 0 && time.getUTCMonth() === month - 1 && time.getUTCDate() === date;
  if (!exists) throw new ConversionFault("not_date", given);
  return typed(given, "date");
}
