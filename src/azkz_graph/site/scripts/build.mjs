// The modules of this folder and their packages in; in the folder that is named, the files of the bundle out.

import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeEngine } from "./build/engine.mjs";
import { writeFonts } from "./build/fonts.mjs";
import { writeLicences } from "./build/licences.mjs";
import { writeOutlines } from "./build/outlines.mjs";
import { writeSbom } from "./build/sbom.mjs";

const PAGES = ["page", "ask", "question", "reading", "search"];
const SHARED = { bundle: true, minify: true, format: "iife", target: "es2022", legalComments: "none", metafile: true };

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const pages = await build({
  ...SHARED,
  entryPoints: PAGES.map((name) => `${name}.js`),
  outdir: folder,
  charset: "utf8",
  banner: { js: "/* Licences of what is bundled here: licenses.txt */" },
});
const worker = await build({
  ...SHARED,
  entryPoints: ["worker.js"],
  write: false,
  // Only the way of starting the engine that fetches its WASM file asks where the script lies; it is not used.
  define: { "import.meta.url": '""' },
});

writeEngine(worker.outputFiles[0].text, join(folder, "engine.js"));
writeOutlines(join(folder, "outlines.json"));
const fonts = await writeFonts(join(folder, "fonts"));
const bundled = [...packagesOf(pages.metafile), ...packagesOf(worker.metafile), ...fonts, "world-atlas"];
const packages = [...new Set(bundled)].sort();
writeLicences(packages, join(folder, "licenses.txt"));
writeSbom(packages, join(folder, "site.cdx.json"));

/** The packages whose files esbuild has bundled. */
function packagesOf(metafile) {
  const files = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const names = files.map((file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined);
}
