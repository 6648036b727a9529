// The Ask page: an editor, what answers (the engine in a worker, or the endpoint that the page names), and the answers.

import { cells } from "./answer/cell.js";
import { Endpoint } from "./answer/endpoint.js";
import { Session } from "./answer/session.js";
import { editor, replaceText } from "./editor/editor.js";
import { goTo, showFault } from "./editor/faults.js";
import { Engine } from "./engine/engine.js";
import { readFragment, readSearch, writtenFragment, writtenSearch } from "./page/address.js";
import { root } from "./page/assets.js";
import { copied } from "./page/copying.js";
import { element } from "./page/element.js";
import { pageWords } from "./page/words.js";

const { azkz: data, azkzEngine: source } = globalThis;
const words = pageWords("ask", "answer", "server");
const id = (name) => document.getElementById(name);

const { endpoint } = id("ask").dataset;
const { graphs, ...linked } = readSearch(location.search);
const answering = endpoint
  ? (changed) => new Endpoint(endpoint, graphs, changed)
  : (changed) => new Engine(source, data.trig, changed);

const session = new Session({
  answering,
  data,
  words,
  cell: cells(data, root, document.documentElement.lang),
  status: id("ask-status"),
  region: id("ask-answer"),
  told: tellFault,
});
const view = editor(id("ask-editor"), {
  text: given().query ?? example(),
  label: words("editor"),
  data,
  run,
  changed: () => tellFault(null),
});

id("ask").hidden = false;
id("ask-status").hidden = false;
id("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
id("ask-stop").addEventListener("click", () => session.stop());
id("ask-show").addEventListener("click", () => replaceText(view, example()));
id("ask-link").addEventListener("click", copyLink);
addEventListener("hashchange", () => follow(readFragment(location.hash), true));
follow(given(), false);

function run() {
  session.run(view.state.doc.toString(), Number(id("ask-limit").value), "answer");
}

/** The text of the saved query that is chosen among the examples. */
function example() {
  const chosen = id("ask-examples").value;
  return data.queries.find(([name]) => name === chosen)?.[2] ?? "";
}

/** What the address of the page asks. */
function given() {
  const own = readFragment(location.hash);
  return endpoint && own.query === null ? linked : own;
}

function follow({ query, run: runs }, replaces) {
  if (query === null) return;
  if (replaces) replaceText(view, query);
  if (runs) run();
}

async function copyLink() {
  const query = view.state.doc.toString();
  const address = new URL(endpoint ? writtenSearch(query, graphs) : writtenFragment(query), location.href);
  history.replaceState(null, "", address);
  const done = await copied(address.href);
  id("ask-said").textContent = words(done ? "link_copied" : "link_in_address");
}

function tellFault(fault) {
  const line = id("ask-fault");
  line.hidden = !fault;
  line.replaceChildren();
  if (view) showFault(view, fault);
  if (!fault) return;
  // What the engine or the server says itself is in English, whatever the language of the page.
  const sentence = element("span", { lang: fault.key === "fault_other" && "en" }, words(fault.key, fault.values));
  if (!fault.line) return line.append(sentence);
  const place = words("place", { line: fault.line, column: fault.column });
  line.append(
    element("button", { type: "button", class: "link", click: () => goTo(view, fault) }, place),
    " ",
    sentence,
  );
}
