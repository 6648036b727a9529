// The site's root, and scripts that are loaded when they are needed.

// Only while a classic script runs for the first time does the document know which one it is.
const script = document.currentScript;

export const root = new URL("../", script.src);

const loading = new Map();

/** Runs another script of the assets, once; rejects where it cannot be read. */
export function load(name) {
  if (!loading.has(name)) loading.set(name, added(new URL(name, script.src).href));
  return loading.get(name);
}

function added(source) {
  return new Promise((resolve, reject) => {
    const made = document.createElement("script");
    made.src = source;
    made.onload = () => resolve();
    made.onerror = () => reject(new Error(source));
    document.head.append(made);
  });
}
