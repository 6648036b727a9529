// Tokens of a query, and what its keywords say of it.

const WORD = "[\\p{L}\\p{N}_]";
const TOKEN = new RegExp(
  [
    "#[^\\n]*",
    '<[^<>"{}|^`\\\\\\s]*>',
    "\"{3}[^]*?\"{3}|'{3}[^]*?'{3}|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'",
    `[?$]${WORD}+|@(?:${WORD}|-)+`,
    `(?<prefix>(?:${WORD}|[.-])*):(?:${WORD}|[.:%-]|\\\\.)*`,
    `(?<word>${WORD}+)`,
  ].join("|"),
  "gu",
);

const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];

/** The words of a query that may be keywords, in capitals. */
export function keywords(text) {
  return [...text.matchAll(TOKEN)].flatMap(({ groups }) => (groups.word ? [groups.word.toUpperCase()] : []));
}

/** The word by which a query asks for what is never done, an update or data from elsewhere; null if it does not. */
export function refused(text) {
  const words = keywords(text);
  const first = firstWord(words);
  if (UPDATES.includes(first)) return first;
  return words.includes("SERVICE") ? "SERVICE" : null;
}

/** SELECT, ASK, CONSTRUCT or DESCRIBE; null if the text is no query. */
export function form(text) {
  const first = firstWord(keywords(text));
  return FORMS.includes(first) ? first : null;
}

function firstWord(words) {
  return words.find((word) => word !== "PREFIX" && word !== "BASE");
}

/** The prefixes that the text uses or declares. */
export function prefixesIn(text) {
  const names = [...text.matchAll(TOKEN)].flatMap(({ groups }) => groups.prefix ?? []);
  return new Set(names.filter((name) => name !== "" && name !== "_"));
}

/** The variables of the text, with their mark. */
export function variablesIn(text) {
  return new Set([...text.matchAll(TOKEN)].map(([token]) => token).filter((token) => /^[?$]/.test(token)));
}

/** The prefixed names of the text, each once. */
export function namesIn(text) {
  const tokens = [...text.matchAll(TOKEN)].filter(({ groups }) => groups.prefix);
  return new Set(tokens.map(([token]) => token.replace(/\.+$/, "")));
}
