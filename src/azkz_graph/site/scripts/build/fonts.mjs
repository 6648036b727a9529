// The packages of fonts in; the files of one weight, in the scripts of the site's languages, out.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

const WEIGHT = "600-normal.woff2";
const SUBSETS = {
  "@fontsource/noto-serif": ["latin", "latin-ext", "cyrillic", "cyrillic-ext"],
  "@fontsource/noto-serif-hebrew": ["hebrew"],
};

/** The letters that are kept of the subsets that hold those of a hundred languages; style.css names the same. */
const KEPT = {
  "latin-ext": [[0x100, 0x17f], [0x18f], [0x259]],
  "cyrillic-ext": [[0x492, 0x493], [0x49a, 0x49b], [0x4a2, 0x4a3], [0x4ae, 0x4b1], [0x4ba, 0x4bb], [0x4d8, 0x4d9], [0x4e8, 0x4e9]],
};

/** Writes the files into a folder; answers with the names of their packages. */
export async function writeFonts(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, subsets] of Object.entries(SUBSETS)) {
    for (const subset of subsets) {
      const file = `${name.split("/")[1]}-${subset}-${WEIGHT}`;
      const [source, target] = [join("node_modules", name, "files", file), join(folder, file)];
      if (subset in KEPT) {
        writeFileSync(target, await subsetFont(readFileSync(source), letters(KEPT[subset]), { targetFormat: "woff2" }));
      } else {
        copyFileSync(source, target);
      }
    }
  }
  return Object.keys(SUBSETS);
}

function letters(ranges) {
  const points = ranges.flatMap(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, n) => first + n));
  return String.fromCodePoint(...points);
}
