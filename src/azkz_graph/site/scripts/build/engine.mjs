// The worker's source and the engine's WASM in; one classic script that holds both as strings out.
//
// A script is the only thing that a page opened from a disk may read. The WASM is compressed, since not every host of
// files compresses what it sends.

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

export function writeEngine(worker, file) {
  const wasm = gzipSync(readFileSync("node_modules/oxigraph/web_bg.wasm"), { level: 9 }).toString("base64");
  writeFileSync(file, `globalThis.azkzEngine=${JSON.stringify({ worker, wasm })};\n`);
}
