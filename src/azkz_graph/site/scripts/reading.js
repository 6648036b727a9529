// The page of the article. A click on words opens what was made of them, and marks both; the list of sections shows
// where the reader is. A reader who has the article opens its file, and its words stand beside their passages here and
// on every other page. The file is read and compared in the browser; nothing is sent anywhere.

import { forget, keep, kept, places, show } from "./page/article_words.js";
import { element } from "./page/element.js";
import { findPassages } from "./page/passage_finder.js";
import { pageWords } from "./page/words.js";

const LARGEST = 8_000_000;

const form = document.getElementById("own-article");
const file = document.getElementById("own-file");
const drop = document.getElementById("own-forget");
const status = document.getElementById("own-status");
const words = form && pageWords("words");

if (form) {
  form.hidden = false;
  file.addEventListener("change", () => file.files.length && opened(file.files[0]));
  drop.addEventListener("click", forgotten);
  if (kept().size) told(words("kept"));
}

document.querySelector(".article-text")?.addEventListener("click", ({ target }) => {
  const row = target.closest(".article-passage");
  if (!row || target.closest("a, button, input")) return;
  for (const other of document.querySelectorAll(".article-passage.chosen")) other.classList.remove("chosen");
  row.classList.add("chosen");
  const made = row.querySelector("details");
  // A summary opens and closes by itself, and who marks words to copy them wants to open nothing.
  if (made && target.closest(".words") && getSelection().isCollapsed) made.open = !made.open;
});

const links = new Map([...document.querySelectorAll(".section-list a")].map((link) => [link.hash.slice(1), link]));
const inView = new IntersectionObserver(seen, { rootMargin: "0px 0px -75% 0px" });
for (const section of document.querySelectorAll(".article-text > section")) inView.observe(section);

function seen(entries) {
  for (const { target, isIntersecting } of entries) {
    const link = links.get(target.getAttribute("aria-labelledby"));
    if (isIntersecting) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  }
}

async function opened(chosen) {
  if (!globalThis.crypto?.subtle) return told(words("unchecked"));
  if (chosen.size > LARGEST) return told(words("none"));
  told(words("reading"));
  const text = (await chosen.text()).replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const passages = places().map(asPassage);
  const { whole, found } = await findPassages(text, form.dataset.digest, passages);
  if (found.size === 0) return told(words("none"));
  const isKept = keep(found);
  show(found);
  const missing = passages.filter(({ digest }) => !found.has(digest));
  told(words(whole ? "whole" : "other", { n: found.size }), missing);
  if (!isKept) status.append(" ", words("only_here"));
}

function asPassage({ id, dataset, parentElement }) {
  const name = parentElement.querySelector(".passage-place a");
  return { digest: dataset.digest, start: Number(dataset.start), end: Number(dataset.end), name, id };
}

function forgotten() {
  forget();
  show(new Map());
  file.value = "";
  told("");
}

function told(text, missing = []) {
  const links = missing.flatMap(({ name }) => (name ? [" ", name.cloneNode(true)] : []));
  status.replaceChildren(text, ...(links.length ? [element("span", {}, " ", words("missing"), ...links)] : []));
  drop.hidden = kept().size === 0;
}
