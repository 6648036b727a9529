// Links of IRIs to their pages in the page's language, or to other hosts.

const SUFFIX = (language) => (language === "en" ? ".html" : `.${language}.html`);

/** `documents` are the routes of the site, the narrower before the wider: [pattern of what is below `base`, documents]. */
export function links({ base, documents }, root, language) {
  const routes = documents.map(([pattern, stem]) => [new RegExp(`^${pattern}$`), stem]);
  return (iri) => {
    if (!iri.startsWith(base)) return /^https?:\/\//i.test(iri) ? iri : null;
    const path = iri.slice(base.length);
    const route = routes.find(([pattern]) => pattern.test(path));
    if (!route) return null;
    const [pattern, stem] = route;
    return new URL(encodeURI(path.replace(pattern, `${stem}$1`)) + SUFFIX(language), root).href;
  };
}
