// The names of packages in; a text with the licence of each out.
//
// A package that forgets its licence has it in the folder licences/, named after the package.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function writeLicences(names, file) {
  writeFileSync(file, names.map(entry).join(`\n${"-".repeat(80)}\n\n`));
}

function entry(name) {
  const { version, license, homepage, repository } = manifest(name);
  const source = homepage ?? repository?.url ?? repository ?? "";
  const bodies = texts(name).map((path) => readFileSync(path, "utf8").trim());
  return [`${name} ${version}\nLicence: ${license}\n${source}`, ...bodies].join("\n\n") + "\n";
}

/** What a package says of itself. */
export function manifest(name) {
  return JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
}

function texts(name) {
  const folder = join("node_modules", name);
  const own = readdirSync(folder)
    .filter((each) => /^(licen[cs]e|copying|notice)/i.test(each))
    .sort()
    .map((each) => join(folder, each));
  const added = join("licences", `${name.replace("/", "-")}.txt`);
  const found = existsSync(added) ? [...own, added] : own;
  if (!found.length) throw new Error(`${name} has no text of its licence; write it into scripts/${added}`);
  return found;
}
