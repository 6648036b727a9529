// The site's data and the engine's source in; what asks queries, tells how it goes, and shows the answers, out.

import { Engine } from "../engine/engine.js";
import { fault } from "../sparql/fault.js";
import { declarations } from "../sparql/prefixes.js";
import { form, prefixesIn, refused } from "../sparql/tokens.js";
import { read } from "./answer.js";
import { view } from "./view.js";

const FAILURES = { stopped: "stopped", limit: "limit", broken: "broken" };

/** `status` and `region` are the elements of the words and of the answer; `told` hears of faults, null for none. */
export class Session {
  #parts;
  #engine;
  #asked = 0;

  constructor({ source, data, cell, words, status, region, told }) {
    this.#parts = { data, cell, words, status, region, told };
    this.#engine = new Engine(source, data.trig, (state) => this.#engineIs(state));
  }

  /** Asks the text, and shows the answer or why there is none. `name` is what its files are called. */
  async run(text, seconds, name) {
    const { data, told, region } = this.#parts;
    told(null);
    const kind = form(text);
    const word = refused(text);
    if (word || !kind)
      return this.#faulty(word ? { key: "refused", values: { word } } : { key: "no_query", values: {} });
    const mine = ++this.#asked;
    const head = declarations(prefixesIn(text), data.prefixes);
    region.setAttribute("aria-busy", "true");
    this.#say("running", "running");
    try {
      const found = await this.#engine.ask(head + text, kind, seconds);
      if (mine === this.#asked) this.#show(read(found.answer), found.milliseconds, name);
    } catch (error) {
      if (mine === this.#asked) this.#failed(error, text, head.length, seconds);
    }
    if (mine === this.#asked) region.removeAttribute("aria-busy");
  }

  stop() {
    this.#engine.stop();
  }

  #engineIs(state) {
    if (state === "failed") this.#say("failed", "failed");
    else if (this.#asked === 0) this.#say(state, state);
  }

  #say(state, key, values) {
    const { status, words } = this.#parts;
    status.dataset.state = state;
    status.textContent = words(key, values);
  }

  #show(answer, milliseconds, name) {
    const { data, cell, words, region } = this.#parts;
    region.replaceChildren(...view(answer, { data, cell, words, name }));
    const values = { n: answer.rows.length, ms: Math.max(1, Math.round(milliseconds)) };
    this.#say("answered", answer.kind === "boolean" ? "answered" : `${answer.kind}_in`, values);
  }

  #failed(error, text, shift, seconds) {
    if (!error.reason) throw error;
    if (error.reason === "fault") return this.#faulty(fault(text, error.message, shift));
    return this.#say(error.reason === "broken" ? "failed" : "stopped", FAILURES[error.reason], { seconds });
  }

  #faulty(found) {
    this.#say("faulty", "faulty");
    this.#parts.told(found);
  }
}
