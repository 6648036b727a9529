// Answers of the engine as rows of terms.

/** {kind, variables, rows, json}: kind is boolean, rows or graph; a boolean has `truth`, a graph triples as rows. */
export function read({ json, triples }) {
  if (triples) return { kind: "graph", variables: ["subject", "predicate", "object"], rows: unique(triples) };
  const { head, results, boolean } = JSON.parse(json);
  if (boolean !== undefined) return { kind: "boolean", truth: boolean, variables: [], rows: [], json };
  const rows = results.bindings.map((binding) => head.vars.map((name) => binding[name] ?? null));
  return { kind: "rows", variables: head.vars, rows, json };
}

function unique(triples) {
  return [...new Map(triples.map((triple) => [JSON.stringify(triple), triple])).values()];
}
