// Every page: buttons that copy, the words of an article that the reader has opened, and what an address leads to.
// An element with `data-copy` gets a button behind it; what the body has there, and in `data-copied`, is the button's name
// and what it says when it is done.

import { kept, show } from "./page/article_words.js";
import { copied } from "./page/copying.js";
import { element } from "./page/element.js";

const SHOWN_FOR = 2000;

const words = kept();
if (words.size) show(words);

unfold();
addEventListener("hashchange", unfold);

const sources = document.querySelectorAll("main [data-copy]");
const { copy: name, copied: done } = document.body.dataset;
// A change of a button's own name is not read out; a region that was there before is.
const region = sources.length > 0 && document.body.appendChild(element("p", { class: "visually-hidden", role: "status" }));

for (const source of sources) {
  const button = element("button", { type: "button", class: "copy", click: () => copyFrom(source, button) }, name);
  source.after(" ", button);
}

/** The section that the address leads to shows all that it has. */
function unfold() {
  const details = document.getElementById(location.hash.slice(1))?.querySelector(":scope > details");
  if (details) details.open = true;
}

async function copyFrom(source, button) {
  if (!(await copied(source.textContent))) return;
  button.textContent = done;
  region.textContent = done;
  setTimeout(() => {
    button.textContent = name;
    region.textContent = "";
  }, SHOWN_FOR);
}
