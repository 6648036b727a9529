// Fields of a form: filled from the address, kept in it, and completed from lists.

import { label } from "../sparql/naming.js";
import { element } from "./element.js";

/** Fills the fields from the address; whether it has any. */
export function fill(fields) {
  const given = new URLSearchParams(location.search);
  const found = fields.filter(({ name }) => given.get(name));
  for (const field of found) field.value = given.get(field.name);
  return found.length > 0;
}

export function keepInAddress(fields) {
  const given = new URLSearchParams(fields.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  history.replaceState(null, "", `${location.pathname}${given.size ? `?${given}` : ""}`);
}

/** The lists that fields of things and of terms are completed from. */
export function lists({ terms }, fields, language) {
  const isTerm = ([name, kind]) => name.startsWith("azkz:") || /(Property|Class)$/.test(kind);
  return ["entity", "term"]
    .filter((type) => fields.some((field) => field.getAttribute("list") === `known-${type}`))
    .map((type) => {
      const fitting = terms.filter((each) => isTerm(each) === (type === "term"));
      const options = fitting.map(([name, , labels]) =>
        element("option", { value: name }, label({ labels }, language)?.[1] ?? ""),
      );
      return element("datalist", { id: `known-${type}` }, ...options);
    });
}
