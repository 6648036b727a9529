// Text of a saved query with values in place of the defaults of its parameters.
//
// A parameter is a one-variable VALUES block; azkz_graph/sparql/query_file.py binds by the same rule.

const STEPPED_OVER = [
  "#[^\\n]*",
  "<[^<>\\s]*>",
  '"{3}[^]*?"{3}',
  "'{3}[^]*?'{3}",
  '"(?:[^"\\\\\\n]|\\\\[^])*"',
  "'(?:[^'\\\\\\n]|\\\\[^])*'",
];
const BLOCK = "(?<head>\\bVALUES\\s+[?$](?<name>\\w+)\\s*\\{)(?<default>[^{}]*)\\}";
const TOKEN = new RegExp([...STEPPED_OVER, BLOCK].join("|"), "gi");

/** `values` are texts of RDF terms, by parameter. */
export function bound(text, values) {
  return text.replace(TOKEN, (...match) => {
    const { head, name } = match.at(-1);
    return name && Object.hasOwn(values, name) ? `${head} ${values[name]} }` : match[0];
  });
}
