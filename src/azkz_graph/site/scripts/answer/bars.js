// Bars for rows with one column of numbers: a list that reads as text, name before number.

import { element } from "../page/element.js";
import { isNumber } from "./cell.js";

const FEWEST = 2;
const MOST = 40;

/** The figure; null where rows are no chart: none or several columns of numbers, too many rows, a negative number. */
export function bars({ variables, rows }, { cell, caption }) {
  const numeric = variables.map((_, column) => column).filter((column) => rows.every((row) => isNumber(row[column])));
  const named = variables.findIndex((_, column) => !numeric.includes(column) && rows.every((row) => row[column]));
  if (numeric.length !== 1 || named < 0 || rows.length < FEWEST || rows.length > MOST) return null;
  const values = rows.map((row) => Number(row[numeric[0]].value));
  const largest = Math.max(...values);
  if (values.some((value) => !(value >= 0)) || largest === 0) return null;
  const items = rows.map((row, place) => item(cell(row[named]), row[numeric[0]].value, values[place] / largest));
  return element(
    "figure",
    { class: "answer-bars" },
    element("figcaption", {}, caption(variables[named], variables[numeric[0]])),
    element("ul", {}, ...items),
  );
}

function item(name, number, part) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  // Set through the object model, which the page's policy allows, and not as an attribute, which it does not.
  bar.style.inlineSize = `${part * 100}%`;
  return element(
    "li",
    {},
    element("span", { class: "name" }, name),
    " ",
    element("data", { value: number }, number),
    bar,
  );
}
