// The words of an article that a reader has opened: kept in this browser alone, by the SHA-256 of their passage, so that
// they are shown nowhere but beside the very passage that they are.

const NAME = "azkz-words";

/** The places of a page where the words of a passage may stand. */
export const places = () => [...document.querySelectorAll("blockquote[data-digest]")];

/** The kept words by digest. */
export function kept() {
  try {
    return new Map(Object.entries(JSON.parse(localStorage.getItem(NAME)) ?? {}));
  } catch {
    return new Map();
  }
}

/** Whether they could be kept: a browser may refuse it, or have no room. */
export function keep(words) {
  try {
    localStorage.setItem(NAME, JSON.stringify(Object.fromEntries(words)));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Shows the words where they belong, and hides what is not among them. */
export function show(words) {
  for (const place of places()) {
    const own = words.get(place.dataset.digest);
    place.textContent = typeof own === "string" ? own : "";
    place.hidden = place.textContent === "";
  }
}
