// The search page: a field, and what is found while a reader types.

import { direction } from "./answer/cell.js";
import { root } from "./page/assets.js";
import { element } from "./page/element.js";
import { pageWords } from "./page/words.js";
import { finder } from "./search/finder.js";
import { shown } from "./search/entry.js";

const FIRST = 20;
const KINDS = ["thing", "passage", "footnote", "fact", "note", "term", "rule", "question"];
const PAUSE = 120;

const id = (name) => document.getElementById(name);
const words = pageWords("search");
const language = document.documentElement.lang;
const find = finder(JSON.parse(globalThis.azkzSearch));
const field = id("search-field");
let timer;

id("search").hidden = false;
field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});
id("search").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
if (field.value) search();
else field.focus();

function search() {
  const typed = field.value.trim();
  history.replaceState(null, "", typed ? `?${new URLSearchParams({ q: typed })}` : location.pathname);
  const found = typed ? find(typed) : [];
  const groups = KINDS.map((kind) => [kind, found.filter((each) => each.kind === kind)]).filter(
    ([, all]) => all.length,
  );
  groups.sort(([, [one]], [, [other]]) => other.score - one.score);
  id("search-found").replaceChildren(...groups.map(([kind, all]) => group(kind, all)));
  id("search-status").textContent = typed ? words(found.length ? "count" : "nothing", { n: found.length }) : "";
}

function group(kind, all) {
  const heading = `found-${kind}`;
  const list = element("ul", { class: "found" });
  const button = element("button", { type: "button", click: add });
  let count = 0;

  function add() {
    const items = all.slice(count, count + FIRST).map((each) => shown(each, { root, language, direction }));
    list.append(...items);
    if (count > 0) items[0].querySelector("a").focus();
    count += items.length;
    button.hidden = count === all.length;
    button.textContent = words("more", { shown: count, all: all.length });
  }

  add();
  const title = element("h2", { id: heading }, words("kind", { kind: words(kind), n: all.length }));
  return element("section", { "aria-labelledby": heading }, title, list, button);
}
