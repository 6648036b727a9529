// Names of a query that nothing has, although they would be the dataset's own, with those that come closest.

import { alike } from "../search/likeness.js";
import { expand } from "./prefixes.js";
import { namesIn } from "./tokens.js";

const NEAR = 0.6;
const MOST = 3;

/** [{name, near}]: `near` are the prefixed names of what is called nearly so, the nearest first. */
export function unknownNames(text, { base, prefixes, terms, others }) {
  const known = [...terms.map(([name]) => name), ...others];
  const isOurs = (name) => expand(name, prefixes)?.startsWith(base) && !name.endsWith(":");
  const unknown = [...namesIn(text)].filter((name) => isOurs(name) && !known.includes(name));
  return unknown.map((name) => ({ name, near: nearest(name, known) }));
}

function nearest(name, known) {
  const small = name.toLowerCase();
  const ranked = known.map((each) => [alike(each.toLowerCase(), small), each]).filter(([likeness]) => likeness >= NEAR);
  return ranked
    .sort(([one], [other]) => other - one)
    .slice(0, MOST)
    .map(([, each]) => each);
}
