// Look of the editor, in the colours of the site's stylesheet.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--accent)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--quiet)" },
  { tag: [tags.string, tags.number, tags.literal, tags.atom], color: "var(--stated)" },
  { tag: tags.variableName, color: "var(--derived)" },
]);

const edge = "1px solid var(--quiet)";
const view = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--ink)", border: edge, borderRadius: "0.25rem" },
  "&.cm-focused": { outline: "0.18rem solid var(--accent)", outlineOffset: "0.15rem" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "0.9rem", lineHeight: "1.5", maxHeight: "min(32rem, 45vh)" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0", minHeight: "14rem" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "none" },
  ".cm-fault": { backgroundColor: "var(--mark)" },
  ".cm-fault-here": { borderBottom: "3px double currentColor" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: edge },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: edge },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--mono)",
    fontSize: "0.9rem",
    maxWidth: "min(40rem, 90vw)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)" },
});

export const theme = [syntaxHighlighting(highlighting), view];
