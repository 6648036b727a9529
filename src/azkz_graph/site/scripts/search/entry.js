// Item of the list of results: a thing's name in the page's language, what it is, and what matched.

import { element } from "../page/element.js";

const FIRST = "en";
const CUT = 200;

/** `found` has the stored fields of its entry, and `match`: the fields in which each word was found. */
export function shown(found, { root, language, direction }) {
  const marked = (tag, text) =>
    tag === language ? element("bdi", {}, text) : element("bdi", { lang: tag, dir: direction(tag) }, text);
  const name = bestOf(found.labels, language);
  const suffix = language === FIRST ? ".html" : `.${language}.html`;
  const [path, fragment] = found.path.split("#");
  const href = new URL(`${encodeURI(path)}${suffix}${fragment ? `#${fragment}` : ""}`, root).href;
  const others = matchedLabels(found, name).map(([tag, text]) =>
    element("span", { class: "other" }, marked(tag, text)),
  );
  const [tag, told] = bestOf(found.texts ?? {}, language);
  const text = told && element("p", {}, marked(tag, cut(told)));
  return element(
    "li",
    {},
    element("a", { href }, marked(...name)),
    ...others.flatMap((each) => [" ", each]),
    text || null,
  );
}

/** [tag, text] in the language, else in English, else in any. */
function bestOf(texts, language) {
  const tag = [language, FIRST, ...Object.keys(texts)].find((each) => texts[each]);
  return [tag, texts[tag]];
}

/** The names in other languages that the words were found in, each once. */
function matchedLabels({ labels, match }, [shown]) {
  const fields = new Set(Object.values(match).flat());
  if (fields.has(shown)) return [];
  const texts = new Map([...fields].filter((tag) => labels[tag]).map((tag) => [labels[tag], tag]));
  texts.delete(labels[shown]);
  return [...texts].slice(0, 2).map(([text, tag]) => [tag, text]);
}

const cut = (text) => (text.length > CUT ? `${text.slice(0, CUT - 1)}…` : text);
