// The script that runs in; the folder of the site's assets, the site's root, and scripts that are loaded when needed, out.

// Only while a classic script runs for the first time does the document know which one it is.
const script = document.currentScript;

export const root = new URL("../", script.src);

/** Runs another script of the assets, once; rejects where it cannot be read. */
export function load(name) {
  const source = new URL(name, script.src).href;
  const present = [...document.scripts].find((each) => each.src === source && each.dataset.loaded);
  if (present) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const added = document.createElement("script");
    added.src = source;
    added.onload = () => {
      added.dataset.loaded = "";
      resolve();
    };
    added.onerror = () => reject(new Error(name));
    document.head.append(added);
  });
}
