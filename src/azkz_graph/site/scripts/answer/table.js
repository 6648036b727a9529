// Table of terms that grows by a page at a time.

import { element } from "../page/element.js";
import { isNumber } from "./cell.js";

export const PAGE = 500;

/** A scrolling region with the table; `more` is the button that adds the next rows, null if there are no more. `columns` are headings by variable. */
export function table({ variables, rows }, { cell, columns = {}, caption, words }) {
  const body = element("tbody");
  const numeric = (column) => rows.every((row) => isNumber(row[column]));
  const th = (name, column) => element("th", { scope: "col", class: numeric(column) && "number" }, columns[name] ?? name);
  const head = element("tr", {}, ...variables.map(th));
  const made = element("table", {}, element("caption", {}, caption), element("thead", {}, head), body);
  const region = element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": caption }, made);
  const button = element("button", { type: "button", click: add });
  let shown = 0;

  function add() {
    const first = shown;
    body.append(
      ...rows.slice(shown, shown + PAGE).map((row) => element("tr", {}, ...row.map((term) => td(term, cell)))),
    );
    shown = Math.min(rows.length, shown + PAGE);
    button.hidden = shown === rows.length;
    button.textContent = words("more_rows", { shown, all: rows.length });
    if (first > 0) focusRow(body.rows[first]);
  }

  add();
  return [region, button];
}

const td = (term, cell) => element("td", { class: isNumber(term) && "number" }, cell(term));

/** The first of the added rows, so that the keyboard goes on from there. */
function focusRow(row) {
  row.tabIndex = -1;
  row.focus();
}
