// Prefixed names of IRIs, and IRIs of prefixed names, by an object of namespaces.

const LOCAL = /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** The IRI as prefixed name under the longest prefix that fits, else in angle brackets. */
export function shorten(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(
    ([, space]) => iri.startsWith(space) && LOCAL.test(iri.slice(space.length)),
  );
  if (fitting.length === 0) return `<${iri}>`;
  const [prefix, space] = fitting.reduce((one, other) => (other[1].length > one[1].length ? other : one));
  return `${prefix}:${iri.slice(space.length)}`;
}

/** The IRI that a prefixed name or an IRI, in angle brackets or not, stands for; null if it is neither. */
export function expand(name, prefixes) {
  const bare = name.replace(/^</, "").replace(/>$/, "");
  const colon = bare.indexOf(":");
  if (colon < 0 || bare.includes(" ")) return null;
  const [prefix, local] = [bare.slice(0, colon), bare.slice(colon + 1)];
  if (Object.hasOwn(prefixes, prefix)) return prefixes[prefix] + local;
  return local.startsWith("//") || prefix === "urn" ? bare : null;
}

/** PREFIX lines, as one line, of those prefixes that are used; a query that declares one itself overrides it. */
export function declarations(used, prefixes) {
  const known = [...used].filter((prefix) => Object.hasOwn(prefixes, prefix));
  return known.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}> `).join("");
}
