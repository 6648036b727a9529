// An IRI in; the link to its page in the page's language, or to another host, out.

const SUFFIX = (language) => (language === "en" ? ".html" : `.${language}.html`);

/** `documents` are the routes of the site, the narrower before the wider: [prefix, documents, exact], below `base`. */
export function links({ base, documents }, root, language) {
  return (iri) => {
    if (!iri.startsWith(base)) return /^https?:\/\//i.test(iri) ? iri : null;
    const path = iri.slice(base.length);
    const route = documents.find(([prefix, , exact]) =>
      exact ? path === prefix : path.startsWith(prefix) && path !== prefix,
    );
    if (!route) return null;
    const [prefix, stem, exact] = route;
    const document = exact ? stem : stem + path.slice(prefix.length);
    return new URL(encodeURI(document) + SUFFIX(language), root).href;
  };
}
