// Completion of what stands before the cursor: keywords, variables, prefixes, and our terms and things by their prefixed
// name or by a label in any language.

import { compared, label } from "../sparql/naming.js";
import { variablesIn } from "../sparql/tokens.js";

const MOST = 50;
/** The rank of names that have what was typed as a later word. */
const WORD = 1000;
const KEYWORDS = `SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH ORDER BY GROUP BY HAVING LIMIT
  OFFSET CONSTRUCT DESCRIBE ASK PREFIX EXISTS NOT EXISTS UNDEF COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG
  LANGMATCHES DATATYPE BOUND IRI CONTAINS STRSTARTS STRENDS REGEX REPLACE CONCAT LCASE UCASE YEAR MONTH DAY IF
  COALESCE IN`.split(/\s+/);

/** A source of completions for CodeMirror; labels are shown in the language where no other was typed. */
export function completion(data, language) {
  const things = data.terms.map(([name, kind, labels]) => thing(name, kind, labels, language));
  const words = [...new Set(KEYWORDS)].map((word) => ({ label: word, type: "keyword" }));
  const prefixes = Object.entries(data.prefixes).map(([prefix, space]) => ({
    label: `${prefix}:`,
    detail: space,
    type: "namespace",
  }));

  return (context) => {
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) return variables(context, variable);
    const typed = context.matchBefore(/[\p{L}\p{N}_.'’ʼ׳-]*:?[\p{L}\p{N}_.'’ʼ׳-]*/u);
    if (!typed || (typed.from === typed.to && !context.explicit)) return null;
    const begun = compared(typed.text);
    const found = fitting(things, begun);
    const options = typed.text.includes(":") ? found : [...begin(words, begun), ...found, ...begin(prefixes, begun)];
    return { from: typed.from, options: options.slice(0, MOST), filter: false };
  };
}

const begin = (options, begun) => options.filter(({ label }) => label.toLowerCase().startsWith(begun));

function variables(context, { from, to, text }) {
  const others = context.state.sliceDoc(0, from) + context.state.sliceDoc(to);
  const options = [...variablesIn(others)].filter((name) => name.startsWith(text));
  return { from, options: options.map((label) => ({ label, type: "variable" })), filter: false };
}

/** `keys` are what a thing is found by, each with the label that is shown then. */
function thing(name, kind, labels, language) {
  const shown = label({ labels }, language)?.[1] ?? "";
  const names = [name, name.slice(name.indexOf(":") + 1)].map((each) => [each.toLowerCase(), shown]);
  const keys = [...names, ...Object.values(labels).map((each) => [compared(each), each])];
  const type = /Property$/.test(kind) ? "property" : /Class$/.test(kind) ? "class" : "constant";
  return { name, type, keys };
}

/** The terms of which a name begins so, then other things, then those of which a word of a name does; shorter first. */
function fitting(things, begun) {
  const found = things.flatMap(({ name, type, keys }) => {
    const ranked = keys.map(([key, detail]) => ({ rank: rank(key, begun), detail })).filter(({ rank }) => rank);
    if (ranked.length === 0) return [];
    const best = ranked.reduce((one, other) => (other.rank < one.rank ? other : one));
    const later = type === "constant" && best.rank < WORD ? 500 : 0;
    return [{ rank: best.rank + later, option: { label: name, detail: best.detail, type } }];
  });
  return found.sort((one, other) => one.rank - other.rank).map(({ option }) => option);
}

/** How far a name is from what was typed; 0 if it is something else. */
function rank(key, begun) {
  if (key.startsWith(begun)) return 1 + key.length;
  return key.includes(` ${begun}`) || key.includes(`-${begun}`) ? WORD + key.length : 0;
}
