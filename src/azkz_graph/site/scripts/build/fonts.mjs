// The packages of fonts in; the files of one weight, in the scripts of the site's languages, out.

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const WEIGHT = "600-normal.woff2";
const SUBSETS = {
  "@fontsource/noto-serif": ["latin", "latin-ext", "cyrillic", "cyrillic-ext"],
  "@fontsource/noto-serif-hebrew": ["hebrew"],
};

/** Copies the files into a folder; answers with the names of their packages. */
export function writeFonts(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, subsets] of Object.entries(SUBSETS)) {
    for (const subset of subsets) {
      const file = `${name.split("/")[1]}-${subset}-${WEIGHT}`;
      copyFileSync(join("node_modules", name, "files", file), join(folder, file));
    }
  }
  return Object.keys(SUBSETS);
}
