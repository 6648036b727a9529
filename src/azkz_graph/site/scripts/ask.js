// The Ask page: an editor, the engine in a worker, and the answers.

import { cells } from "./answer/cell.js";
import { Session } from "./answer/session.js";
import { editor, replaceText } from "./editor/editor.js";
import { goTo, showFault } from "./editor/faults.js";
import { readFragment, writtenFragment } from "./page/address.js";
import { root } from "./page/assets.js";
import { copied } from "./page/copying.js";
import { element } from "./page/element.js";
import { pageWords } from "./page/words.js";

const { azkz: data, azkzEngine: source } = globalThis;
const words = pageWords("ask", "answer");
const id = (name) => document.getElementById(name);

const session = new Session({
  source,
  data,
  words,
  cell: cells(data, root, document.documentElement.lang),
  status: id("ask-status"),
  region: id("ask-answer"),
  told: tellFault,
});
const view = editor(id("ask-editor"), {
  text: readFragment(location.hash).query ?? example(),
  label: words("editor"),
  data,
  run,
  changed: () => tellFault(null),
});

id("ask").hidden = false;
id("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
id("ask-stop").addEventListener("click", () => session.stop());
id("ask-show").addEventListener("click", () => replaceText(view, example()));
id("ask-link").addEventListener("click", copyLink);
addEventListener("hashchange", () => followFragment(true));
followFragment(false);

function run() {
  session.run(view.state.doc.toString(), Number(id("ask-limit").value), "answer");
}

/** The text of the saved query that is chosen among the examples. */
function example() {
  const chosen = id("ask-examples").value;
  return data.queries.find(([name]) => name === chosen)?.[2] ?? "";
}

function followFragment(replaces) {
  const { query, run: runs } = readFragment(location.hash);
  if (query === null) return;
  if (replaces) replaceText(view, query);
  if (runs) run();
}

async function copyLink() {
  const address = new URL(writtenFragment(view.state.doc.toString()), location.href);
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
  const sentence = words(fault.key, fault.values);
  if (!fault.line) return line.append(sentence);
  const place = words("place", { line: fault.line, column: fault.column });
  line.append(
    element("button", { type: "button", class: "link", click: () => goTo(view, fault) }, place),
    " ",
    sentence,
  );
}
