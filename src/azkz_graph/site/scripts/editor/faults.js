// Marks on the line and at the character of a fault.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const setFault = StateEffect.define();
const line = Decoration.line({ class: "cm-fault" });
const here = Decoration.mark({ class: "cm-fault-here" });

export const faultMarks = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((each) => each.is(setFault));
    if (effect) return effect.value ? marked(transaction.state.doc, effect.value) : Decoration.none;
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marked(doc, fault) {
  const { from, to } = doc.line(Math.min(fault.line, doc.lines));
  const place = Math.min(from + fault.column - 1, to);
  const marks = [line.range(from)];
  if (place < to) marks.push(here.range(place, to));
  return Decoration.set(marks);
}

/** Shows where the fault is; takes the marks away if it is null or has no place. */
export function showFault(view, fault) {
  view.dispatch({ effects: setFault.of(fault?.line ? fault : null) });
}

/** Puts the cursor at the fault. */
export function goTo(view, { line: number, column }) {
  const { from, to } = view.state.doc.line(Math.min(number, view.state.doc.lines));
  view.dispatch({ selection: { anchor: Math.min(from + column - 1, to) }, scrollIntoView: true });
  view.focus();
}
