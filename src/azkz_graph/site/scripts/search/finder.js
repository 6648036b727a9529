// Search in the prebuilt index, the best result first.

import MiniSearch from "minisearch";
import { visible } from "../page/visible.js";
import { expand, shorten } from "../sparql/prefixes.js";
import { alike } from "./likeness.js";
import { folded } from "./folding.js";

const ADDRESS = /^<?https?:\/\//;
/** What an address has behind the path of a page: a language, and a suffix. */
const DOCUMENT = /(\.[a-z]{2})?\.(html|ttl|nt|jsonld|rdf|trig|nq|rq|csv|json)$/;
const FUZZY_FROM = 4;
const OPTIONS = {
  tokenize: folded,
  processTerm: (term) => term,
  searchOptions: {
    combineWith: "AND",
    prefix: (term) => term.length > 1,
    // One letter in four may be wrong; of three letters or fewer none may.
    fuzzy: (term) => (term.length >= FUZZY_FROM ? 0.26 : false),
    weights: { fuzzy: 0.4, prefix: 0.6 },
  },
};

/**
 * Of {fields, boost, index, base, prefixes, pages}, `index` is in MiniSearch's own form, and `pages` are paths by what
 * follows `base` in an IRI, or by the IRI of another host. Answers with the stored fields, best first.
 */
export function finder({ fields, boost, index, ...named }) {
  const search = MiniSearch.loadJS(index, { ...OPTIONS, fields });
  const stored = Object.values(index.storedFields);
  return (typed) => {
    const iri = identified(typed, named);
    if (iri) return [entryOf(iri, named, stored)];
    // The words of an address, such as "https" and "org", say nothing of what else was meant.
    if (ADDRESS.test(visible(typed).trim())) return [];
    const all = search.search(typed, { boost });
    // Where no entry has all the words, those that have some of them.
    return byName(all.length ? all : search.search(typed, { boost, combineWith: "OR" }), typed);
  };
}

/**
 * The IRI that was typed, or its prefixed name, or the identifier of a fact, or the address of its page or of a document
 * beside that, if there is a page about it.
 */
function identified(typed, { base, prefixes, pages }) {
  const name = visible(typed).trim();
  const iri = expand(name, prefixes) ?? prefixes.fact + name;
  const iris = [iri, iri.replace(/^http:/, "https:")];
  const found = iris.find((each) => Object.hasOwn(pages, below(base, each)));
  if (found) return found;
  const path = below(base, iris[1]).replace(DOCUMENT, "");
  const known = Object.entries(pages).find(([, page]) => page === path);
  return known && (known[0].includes(":") ? known[0] : base + known[0]);
}

const below = (base, iri) => (iri.startsWith(base) ? iri.slice(base.length) : iri);

/** The entry of the page; what has no name is shown by its prefixed one. */
function entryOf(iri, { base, prefixes, pages }, stored) {
  const path = pages[below(base, iri)];
  const entry = stored.find((each) => each.path === path);
  const kind = iri.startsWith(prefixes.fact) ? "fact" : "thing";
  return { ...(entry ?? { path, kind, labels: { en: shorten(iri, prefixes) } }), match: {}, score: 1 };
}

/** What is called nearly what was typed comes first; the rarity of words, by which they are ranked, does not tell. */
function byName(found, typed) {
  const whole = folded(typed).join(" ");
  const names = (labels) => Object.values(labels).map((label) => folded(label).join(" "));
  const likeness = (labels) => Math.max(0, ...names(labels).map((name) => alike(name, whole)));
  const ranked = found.map((each) => ({ ...each, score: each.score * 2 ** (4 * likeness(each.labels)) }));
  return ranked.sort((one, other) => other.score - one.score);
}
