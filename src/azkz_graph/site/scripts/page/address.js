// Queries in the addresses of pages, read and written.
//
// A query that is answered in the page stands behind the `#`, so that it is never sent to a server. One that a server
// answers stands behind the `?`, as it does in the SPARQL Protocol: programs get its answer at the same address.

/** The fields that name the dataset of a query. Source: https://www.w3.org/TR/sparql11-protocol/#query-operation. */
const GRAPHS = ["default-graph-uri", "named-graph-uri"];

/** {query, run}: query is null if the fragment carries none. */
export function readFragment(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
  return { query: fields.get("query"), run: fields.has("run") };
}

export function writtenFragment(query) {
  return `#query=${encodeURIComponent(query)}`;
}

/** {query, run, graphs}: a query behind the `?` is to be run; `graphs` are the fields that name its dataset. */
export function readSearch(search) {
  const fields = new URLSearchParams(search);
  const query = fields.get("query");
  return { query, run: query !== null, graphs: [...fields].filter(([name]) => GRAPHS.includes(name)) };
}

export function writtenSearch(query, graphs) {
  return `?${new URLSearchParams([["query", query], ...graphs])}`;
}
