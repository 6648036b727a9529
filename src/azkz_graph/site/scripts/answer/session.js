// Session that asks queries, reports their progress and shows the answers.

import { element } from "../page/element.js";
import { fault, toldFault } from "../sparql/fault.js";
import { declarations } from "../sparql/prefixes.js";
import { form, prefixesIn, refused } from "../sparql/tokens.js";
import { unknownNames } from "../sparql/unknown.js";
import { read } from "./answer.js";
import { view } from "./view.js";

/** The state of the page for each reason why there is no answer; the reason is the key of its sentence. */
const STATES = {
  stopped: "stopped",
  limit: "stopped",
  broken: "failed",
  busy: "stopped",
  busy_for: "stopped",
  too_big: "stopped",
  unreachable: "failed",
  unanswered: "failed",
};

/**
 * `answering` makes what answers, an Engine or an Endpoint, of what hears its states. `status` and `region` are the
 * elements of the words and of the answer; `columns` are headings by variable; `told` hears of faults, null for none.
 */
export class Session {
  #parts;
  #answerer;
  #asked = 0;

  constructor({ answering, data, cell, columns, words, status, region, told }) {
    this.#parts = { data, cell, columns, words, status, region, told };
    this.#answerer = answering((state) => this.#answererIs(state));
  }

  /** Asks the text, and shows the answer or why there is none. `name` is what its files are called. */
  async run(text, seconds, name) {
    const { data, told, region } = this.#parts;
    told(null);
    const mine = ++this.#asked;
    const kind = form(text);
    const word = refused(text);
    if (word || !kind)
      return this.#faulty(word ? { key: "refused", values: { word } } : { key: "no_query", values: {} });
    const head = declarations(prefixesIn(text), data.prefixes);
    region.setAttribute("aria-busy", "true");
    this.#say("running", "running");
    try {
      // A byte order mark counts as a character in the editor, so a space keeps the places of faults.
      const found = await this.#answerer.ask(head + text.replace(/^\ufeff/, " "), kind, seconds);
      if (mine === this.#asked) this.#show(read(found.answer), found.milliseconds, name, text);
    } catch (error) {
      if (mine === this.#asked) this.#failed(error, text, head.length, seconds);
    }
    if (mine === this.#asked) region.removeAttribute("aria-busy");
  }

  stop() {
    this.#answerer.stop();
  }

  #answererIs(state) {
    if (state === "failed") this.#say("failed", "failed");
    else if (this.#asked === 0) this.#say(state, state);
  }

  #say(state, key, values) {
    const { status, words } = this.#parts;
    status.dataset.state = state;
    status.textContent = words(key, values);
  }

  #show(answer, milliseconds, name, text) {
    const { data, cell, columns, words, region } = this.#parts;
    const unknown = unknownNames(text, data).map(({ name, near }) =>
      element("p", { class: "fault" }, words(near.length ? "unknown_near" : "unknown", { name, near: near.join(", ") })),
    );
    region.replaceChildren(...unknown, ...view(answer, { data, cell, columns, words, name }));
    const values = { n: answer.rows.length, ms: Math.max(1, Math.round(milliseconds)) };
    this.#say("answered", answer.kind === "boolean" ? "answered" : `${answer.kind}_in`, values);
  }

  #failed(error, text, shift, seconds) {
    if (!error.reason) throw error;
    this.#parts.region.replaceChildren();
    const { reason, message, values } = error;
    if (reason === "fault") return this.#faulty(fault(text, message, shift));
    if (reason === "refused") return this.#faulty(toldFault(message, values, shift));
    this.#say(STATES[reason], reason, { seconds, ...values });
    if (values.detail) this.#parts.told({ key: "fault_other", values: { what: values.detail } });
  }

  #faulty(found) {
    this.#parts.region.replaceChildren();
    this.#parts.region.removeAttribute("aria-busy");
    this.#say("faulty", "faulty");
    this.#parts.told(found);
  }
}
