// Fault of a query, from the message of the engine or a server: its place, and the sentence that says how to mend it.

/** {line, column, key, values}: both count from 1, `key` names the sentence. No place if the engine tells none. */
export function fault(text, message, shift = 0) {
  const match = /error at (\d+):(\d+): ([^]*)/.exec(message);
  if (!match) return { key: "fault_other", values: { what: message.slice(0, 200) } };
  const line = Number(match[1]);
  const column = within(Number(match[2]), line, shift);
  const lines = text.split("\n");
  const before = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("");
  const rest = [[...(lines[line - 1] ?? "")].slice(column - 1).join(""), ...lines.slice(line)].join(" ");
  return { line, column, ...sentence(before, rest.trim(), match[3]) };
}

/** The same of a server's own sentence and the place, if any, that it tells. */
export function toldFault(what, { line, column }, shift) {
  const said = { key: "fault_other", values: { what } };
  return line && column ? { line, column: within(column, line, shift), ...said } : said;
}

/** The column without what was put before the text. */
const within = (column, line, shift) => Math.max(1, column - (line === 1 ? shift : 0));

function sentence(before, rest, expected) {
  if (expected.includes("Prefix not found")) {
    const names = [...before.matchAll(/([\w-]*):[\w%\\.-]*/g)];
    return { key: "fault_prefix", values: { prefix: names.at(-1)?.[1] ?? "" } };
  }
  if (expected.includes("unbound")) return { key: "fault_unbound", values: {} };
  if (rest === "") return { key: "fault_end", values: {} };
  return { key: "fault_from", values: { text: [...rest.replace(/\s+/gu, " ")].slice(0, 30).join("") } };
}
