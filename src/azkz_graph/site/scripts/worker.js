// Engine in a worker, which holds the dataset and answers queries.
//
// In: {start: {wasm: base64 of gzip, or a WebAssembly.Module; trig}}, {ask: {text, form, base}}, where relative IRIs
// are resolved against base.
// Out: {ready: module}, {answer, milliseconds}, {fault: message, fatal}.

import { initSync, Store } from "oxigraph";

// The union itself is in the default graph, so that each triple counts once, whatever graphs hold it.
const UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }";

let store;

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(data.start ? await started(data.start) : answered(data.ask));
  } catch (error) {
    // After a trap the engine's memory is in no known state: only an error of the engine's own leaves it usable.
    self.postMessage({ fault: error.message ?? String(error), fatal: !store || error.constructor !== Error });
  }
};

async function started({ wasm, trig }) {
  const module = typeof wasm === "string" ? await compiled(wasm) : wasm;
  initSync({ module });
  const filled = new Store();
  filled.load(trig, { format: "application/trig", lenient: true, no_transaction: true });
  filled.update(UNION);
  store = filled;
  return { ready: module };
}

async function compiled(base64) {
  const bytes = Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

function answered({ text, form, base }) {
  const begun = performance.now();
  const rows = form === "SELECT" || form === "ASK";
  const options = rows ? { base_iri: base, results_format: "json" } : { base_iri: base };
  const found = store.query(text, options);
  const answer = rows ? { json: found } : { triples: found.map(triple) };
  return { answer, milliseconds: performance.now() - begun };
}

const triple = (quad) => [quad.subject, quad.predicate, quad.object].map(term);

/** A term as the JSON of SPARQL results has it. */
function term(node) {
  if (node.termType === "NamedNode") return { type: "uri", value: node.value };
  if (node.termType === "BlankNode") return { type: "bnode", value: node.value };
  if (node.termType === "Quad") {
    const [subject, predicate, object] = triple(node);
    return { type: "triple", value: { subject, predicate, object } };
  }
  const literal = { type: "literal", value: node.value };
  if (node.language) return { ...literal, "xml:lang": node.language };
  return { ...literal, datatype: node.datatype.value };
}
