// The site's data and what stands before the cursor in; what could be meant out: keywords, variables, prefixes, and our
// terms and things by their prefixed name or by a label in any language.

import { compared } from "../sparql/naming.js";
import { variablesIn } from "../sparql/tokens.js";

const MOST = 50;
const KEYWORDS = `SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH ORDER BY GROUP BY HAVING LIMIT
  OFFSET CONSTRUCT DESCRIBE ASK PREFIX EXISTS NOT EXISTS UNDEF COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG
  LANGMATCHES DATATYPE BOUND IRI CONTAINS STRSTARTS STRENDS REGEX REPLACE CONCAT LCASE UCASE YEAR MONTH DAY IF
  COALESCE IN`.split(/\s+/);

/** A source of completions for CodeMirror. */
export function completion(data) {
  const things = data.terms.map(([name, kind, labels]) => thing(name, kind, Object.values(labels)));
  const words = [...new Set(KEYWORDS)].map((word) => ({ label: word, type: "keyword" }));
  const prefixes = Object.entries(data.prefixes).map(([prefix, space]) => ({ label: `${prefix}:`, detail: space, type: "namespace" }));

  return (context) => {
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) return variables(context, variable);
    const typed = context.matchBefore(/[\p{L}\p{N}_.'’ʼ׳-]*:?[\p{L}\p{N}_.'’ʼ׳-]*/u);
    if (!typed || (typed.from === typed.to && !context.explicit)) return null;
    const begun = compared(typed.text);
    const simple = [...words, ...prefixes].filter(({ label }) => label.toLowerCase().startsWith(begun));
    const options = typed.text.includes(":") ? fitting(things, begun) : [...simple, ...fitting(things, begun)];
    return { from: typed.from, options: options.slice(0, MOST), filter: false };
  };
}

function variables(context, { from, to, text }) {
  const others = context.state.sliceDoc(0, from) + context.state.sliceDoc(to);
  const options = [...variablesIn(others)].filter((name) => name.startsWith(text));
  return { from, options: options.map((label) => ({ label, type: "variable" })), filter: false };
}

function thing(name, kind, labels) {
  const keys = [name, name.slice(name.indexOf(":") + 1), ...labels].map(compared);
  return { name, kind, labels, keys };
}

/** The things of which a name begins so, then those of which a word of a name does. */
function fitting(things, begun) {
  const first = [];
  const later = [];
  for (const each of things) {
    const place = each.keys.findIndex((key) => key.startsWith(begun));
    const inside = place < 0 ? each.keys.findIndex((key) => key.includes(` ${begun}`) || key.includes(`-${begun}`)) : -1;
    if (place >= 0) first.push(option(each, place));
    else if (inside >= 0) later.push(option(each, inside));
    if (first.length === MOST) break;
  }
  return [...first, ...later];
}

/** What is shown beside the prefixed name is the label that fits, or the first. */
function option({ name, kind, labels }, place) {
  const type = /Property$/.test(kind) ? "property" : /Class$/.test(kind) ? "class" : "constant";
  return { label: name, detail: labels[Math.max(0, place - 2)] ?? "", type };
}
