// The fragment of an address in; the query that it carries out, and the way back.
//
// The query stands behind the `#`, so that it is never sent to a server.

/** {query, run}: query is null if the fragment carries none. */
export function readFragment(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
  return { query: fields.get("query"), run: fields.has("run") };
}

export function writtenFragment(query) {
  return `#query=${encodeURIComponent(query)}`;
}
