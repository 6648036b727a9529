// View of an answer: in words, as a chart, as a table, as files.

import { element } from "../page/element.js";
import { bars } from "./bars.js";
import { FORMATS } from "./formats.js";
import { table } from "./table.js";

/** The parts of the view. `name` is what files are called. */
export function view(answer, { data, cell, columns, words, name }) {
  if (answer.kind === "boolean") {
    return [element("p", { class: "truth" }, words(answer.truth ? "yes" : "no")), files(answer, { data, words, name })];
  }
  if (answer.rows.length === 0) return [element("p", {}, words("no_rows"))];
  const chart = bars(answer, { cell, caption: (label, number) => words("bars", { label, number }) });
  const caption = words(answer.kind === "graph" ? "triples_caption" : "rows_caption", { n: answer.rows.length });
  return [...(chart ? [chart] : []), ...table(answer, { cell, columns, caption, words }), files(answer, { data, words, name })];
}

function files(answer, { data, words, name }) {
  const buttons = FORMATS[answer.kind].map(([suffix, type, write]) => {
    const save = () => download(`${name}.${suffix}`, type, write(answer, data));
    return element(
      "li",
      {},
      element("button", { type: "button", click: save }, words("download", { format: suffix.toUpperCase() })),
    );
  });
  return element("ul", { class: "answer-files", "aria-label": words("downloads") }, ...buttons);
}

function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
