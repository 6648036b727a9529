// Every page: buttons that copy. `<button data-copy="#id" data-done="Copied" hidden>` copies the text of the element.

import { copied } from "./page/copying.js";

const SHOWN_FOR = 2000;

const buttons = document.querySelectorAll("button[data-copy]");
// A change of a button's own name is not read out; a region that was there before is.
const region = buttons.length > 0 && document.body.appendChild(regionOfStatus());

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", () => copyFor(button));
}

async function copyFor(button) {
  const source = document.querySelector(button.dataset.copy);
  const said = button.dataset.done;
  if (!source || !(await copied(source.value ?? source.textContent)) || !said) return;
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = said;
  region.textContent = said;
  setTimeout(() => {
    button.textContent = label;
    region.textContent = "";
  }, SHOWN_FOR);
}

function regionOfStatus() {
  const made = document.createElement("p");
  made.className = "visually-hidden";
  made.setAttribute("role", "status");
  return made;
}
