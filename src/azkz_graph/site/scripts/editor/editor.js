// Editor for SPARQL in place of a text area.

import { autocompletion, closeCompletion, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, StreamLanguage } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { completion } from "./completion.js";
import { faultMarks } from "./faults.js";
import { theme } from "./theme.js";

/**
 * The editor's view. It lives in a shadow tree: there its styles are sheets of the tree, which the page's policy
 * allows, and no style element, which it does not.
 */
export function editor(place, { text, label, data, run, changed }) {
  const tree = place.attachShadow({ mode: "open" });
  const leave = Prec.high(keymap.of([{ key: "Escape", run: tabLeaves }]));
  const runs = Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]));
  const keys = keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]);
  const attributes = { "aria-label": label, dir: "ltr", tabindex: "0", spellcheck: "false", translate: "no" };
  const extensions = [
    runs,
    leave,
    keys,
    lineNumbers(),
    history(),
    bracketMatching(),
    faultMarks,
    theme,
    StreamLanguage.define(sparql),
    autocompletion({ override: [completion(data, document.documentElement.lang)], icons: false }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(attributes),
    EditorView.updateListener.of((update) => update.docChanged && changed()),
    EditorView.domEventHandlers({ beforeinput: replaceSelection, blur: (_, view) => void view.setTabFocusMode(false) }),
  ];
  return new EditorView({ root: tree, parent: tree, state: EditorState.create({ doc: text, extensions }) });
}

/** Escape closes the list of completions; without one it lets the next Tab leave the editor. */
function tabLeaves(view) {
  if (completionStatus(view.state)) return closeCompletion(view);
  view.setTabFocusMode(true);
  return true;
}

/**
 * Types over what is selected. A browser that does so itself keeps the look of what was there by a style attribute,
 * against the page's policy.
 */
function replaceSelection({ inputType, data }, view) {
  if (inputType !== "insertText" || data === null || view.composing || view.state.selection.main.empty) return false;
  view.dispatch({ ...view.state.replaceSelection(data), userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** Puts another text into the editor. */
export function replaceText(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
}
