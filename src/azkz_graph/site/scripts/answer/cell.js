// Cells of a table: our things by their name with a link, texts with their language.

import { element } from "../page/element.js";
import { label, named } from "../sparql/naming.js";
import { shorten } from "../sparql/prefixes.js";
import { written } from "../sparql/terms.js";
import { links } from "./links.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float", "nonNegativeInteger"].map((name) => XSD + name);
const RIGHT_TO_LEFT = /^(ar|fa|he|ur|yi)\b/;

export const direction = (language) => (RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr");
export const isNumber = (term) => term?.type === "literal" && NUMBERS.includes(term.datatype);

/** What makes the contents of cells; `data` is the site's, `root` leads to its root. */
export function cells(data, root, language) {
  const terms = named(data);
  const href = links(data, root, language);

  function thing({ value }) {
    const name = shorten(value, data.prefixes);
    const known = terms.get(value);
    const found = known && label(known, language);
    const code = element("code", { dir: "ltr" }, name);
    const shown = found ? [bdi(found[1], found[0]), " ", code] : [code];
    const address = href(value);
    if (!address) return element("span", {}, ...shown);
    const outside = !value.startsWith(data.base);
    return element(
      "a",
      { href: address, rel: outside && "noopener noreferrer", class: outside && "outside" },
      ...shown,
    );
  }

  function bdi(text, tag) {
    return tag === language ? element("bdi", {}, text) : element("bdi", { lang: tag, dir: direction(tag) }, text);
  }

  function literal(term) {
    const tag = term["xml:lang"];
    if (!tag)
      return isNumber(term) ? element("data", { value: term.value }, term.value) : element("bdi", {}, term.value);
    return element("span", {}, bdi(term.value, tag), " ", element("span", { class: "tag", dir: "ltr" }, tag));
  }

  return (term) => {
    if (!term) return "";
    if (term.type === "uri") return thing(term);
    if (term.type === "literal") return literal(term);
    return element("code", { dir: "ltr" }, written(term));
  };
}
