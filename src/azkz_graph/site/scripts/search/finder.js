// The prebuilt index and what a reader types in; what is found, by kind, out.

import MiniSearch from "minisearch";
import { alike } from "./likeness.js";
import { folded } from "./folding.js";

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

/** `index` is {fields, boost, index}, the last in MiniSearch's own form; answers with the stored fields, best first. */
export function finder({ fields, boost, index }) {
  const search = MiniSearch.loadJS(index, { ...OPTIONS, fields });
  return (typed) => {
    const all = search.search(typed, { boost });
    // Where no entry has all the words, those that have some of them.
    return byName(all.length ? all : search.search(typed, { boost, combineWith: "OR" }), typed);
  };
}

/** What is called nearly what was typed comes first; the rarity of words, by which they are ranked, does not tell. */
function byName(found, typed) {
  const whole = folded(typed).join(" ");
  const names = (labels) => Object.values(labels).map((label) => folded(label).join(" "));
  const likeness = (labels) => Math.max(0, ...names(labels).map((name) => alike(name, whole)));
  const ranked = found.map((each) => ({ ...each, score: each.score * 2 ** (4 * likeness(each.labels)) }));
  return ranked.sort((one, other) => other.score - one.score);
}
