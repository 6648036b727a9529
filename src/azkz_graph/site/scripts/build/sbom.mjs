// The names of packages in; a CycloneDX list of them and of the crates in the engine out.
//
// The format: https://cyclonedx.org/docs/1.6/json/. There is no serial number and no time, so that the same packages
// give the same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { manifest } from "./licences.mjs";

const SITE = "azkz-graph-site";
const ENGINE = { package: "oxigraph", file: "node_modules/oxigraph/web_bg.wasm" };

export function writeSbom(names, file) {
  const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const components = names.map((name) => component(name, locked[`node_modules/${name}`]));
  const sbom = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": SITE, name: SITE } },
    components,
    dependencies: [{ ref: SITE, dependsOn: components.map((each) => each["bom-ref"]) }],
  };
  writeFileSync(file, JSON.stringify(sbom, null, 2) + "\n");
}

function component(name, { integrity }) {
  const { version, license } = manifest(name);
  const [, algorithm, digest] = /^sha(512)-(.+)$/.exec(integrity);
  const parts = name === ENGINE.package ? { components: crates() } : {};
  return {
    ...library("npm", name, version),
    hashes: [{ alg: `SHA-${algorithm}`, content: Buffer.from(digest, "base64").toString("hex") }],
    licenses: [{ expression: license }],
    ...parts,
  };
}

/** The crates of Rust that the engine was compiled from, as far as the places of errors in it name their files. */
function crates() {
  const text = readFileSync(ENGINE.file, "latin1");
  const found = text.matchAll(/\/registry\/src\/[\w.-]+\/([\w-]+?)-(\d+\.\d+\.\d+[\w.+-]*)\/src\//g);
  const crates = new Map([...found].map(([, name, version]) => [`${name} ${version}`, library("cargo", name, version)]));
  return [...crates.keys()].sort().map((key) => crates.get(key));
}

function library(registry, name, version) {
  const purl = `pkg:${registry}/${name.replace("@", "%40")}@${encodeURIComponent(version)}`;
  return { type: "library", "bom-ref": purl, name, version, purl };
}
