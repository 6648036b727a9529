// The names of packages in; a text with the licence of each out.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The packages whose files esbuild has bundled. */
export function packagesOf(metafile) {
  const files = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const names = files.map((file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined);
}

export function writeLicences(names, file) {
  const sorted = [...new Set(names)].sort();
  writeFileSync(file, sorted.map(entry).join(`\n${"-".repeat(80)}\n\n`));
}

function entry(name) {
  const folder = join("node_modules", name);
  const { version, license, homepage, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const source = homepage ?? repository?.url ?? repository ?? "";
  const texts = readdirSync(folder)
    .filter((each) => /^(licen[cs]e|copying|notice)/i.test(each))
    .sort();
  const bodies = texts.map((each) => readFileSync(join(folder, each), "utf8").trim());
  return [`${name} ${version}\nLicence: ${license}\n${source}`, ...bodies].join("\n\n") + "\n";
}
