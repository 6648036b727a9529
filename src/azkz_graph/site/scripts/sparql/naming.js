// Names of things, and things by their names, from the site's data (`azkz` of assets/data.js).

import { visible } from "../page/visible.js";
import { expand } from "./prefixes.js";

const ALIKE = { "'": /[׳’ʼ‘`´]/g, '"': /[״“”„]/g, "-": /[–—־‑]/g };

/** What is visible of the name as it is compared: composed, in one case, with one kind of apostrophe, quote and dash. */
export function compared(name) {
  let text = visible(name).normalize("NFC");
  for (const [one, others] of Object.entries(ALIKE)) text = text.replace(others, one);
  return text.toUpperCase().toLowerCase().split(/\s+/u).filter(Boolean).join(" ");
}

/** The terms by IRI: {name, kind, labels} with labels by language. */
export function named({ terms, prefixes }) {
  return new Map(terms.map(([name, kind, labels]) => [expand(name, prefixes), { name, kind, labels }]));
}

/** [language, label]: the label in the language, else the English one, else the first; undefined if there is none. */
export function label({ labels }, language) {
  const order = [language, "en", ...Object.keys(labels)];
  const found = order.find((each) => Object.hasOwn(labels, each));
  return found && [found, labels[found]];
}

/** What finds the IRIs of a slug, prefixed name, IRI or label in any language; a whole IRI may be any. */
export function finder(data) {
  const terms = named(data);
  const others = new Set(data.others.map((name) => expand(name, data.prefixes)));
  const called = calledBy(terms);
  return (typed) => {
    const given = visible(typed).trim();
    const iris = [expand(given, data.prefixes), ...data.spaces.map((space) => space + given)];
    const direct = iris.find((iri) => terms.has(iri) || others.has(iri));
    if (direct) return [direct];
    const found = [...(called.get(compared(given)) ?? [])];
    return found.length === 0 && /^https?:\/\//.test(given) ? [given] : found;
  };
}

function calledBy(terms) {
  const called = new Map();
  for (const [iri, { labels }] of terms) {
    for (const each of Object.values(labels)) {
      const key = compared(each);
      called.set(key, (called.get(key) ?? new Set()).add(iri));
    }
  }
  return called;
}
