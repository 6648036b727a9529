// Links of IRIs to their pages in the page's language, or to other hosts.

const SUFFIX = (language) => (language === "en" ? ".html" : `.${language}.html`);

/**
 * `documents` are the routes of the site, the narrower before the wider: [pattern of what is below `base`, documents].
 * `sections` are what is a section of a page, by the path of the page.
 */
export function links({ base, documents, sections }, root, language) {
  const routes = documents.map(([pattern, stem]) => [new RegExp(`^${pattern}$`), stem]);
  const hosts = new Map(Object.entries(sections).flatMap(([page, paths]) => paths.map((path) => [path, page])));
  return (iri) => {
    if (!iri.startsWith(base)) return /^https?:\/\//i.test(iri) ? iri : null;
    const path = iri.slice(base.length);
    if (hosts.has(path)) {
      return new URL(`${hosts.get(path)}${SUFFIX(language)}#${path.replaceAll("/", "-")}`, root).href;
    }
    const route = routes.find(([pattern]) => pattern.test(path));
    if (!route) return null;
    const [pattern, stem] = route;
    const [place, fragment] = encodeURI(path.replace(pattern, `${stem}$1`)).split("#");
    return new URL(place + SUFFIX(language) + (fragment ? `#${fragment}` : ""), root).href;
  };
}
