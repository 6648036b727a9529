// Client of a SPARQL endpoint that can be stopped at any moment.
//
// Sources: https://www.w3.org/TR/sparql11-protocol/#query-operation, https://www.rfc-editor.org/rfc/rfc9457

import { NoAnswer } from "../engine/engine.js";
import { parsed } from "../sparql/ntriples.js";

const ROWS = "application/sparql-results+json";
const GRAPH = "application/n-triples";
const PROBLEM = "application/problem+json";
const BUSY = [429, 503];
const TOO_BIG = 413;

export class Endpoint {
  #address;
  #graphs;
  #changed;
  #waiting = null;

  /** `graphs` are the fields, [name, value], that name the dataset; `changed` is told each state: ready, running. */
  constructor(address, graphs, changed) {
    this.#address = address;
    this.#graphs = graphs;
    this.#changed = changed;
    changed("ready");
  }

  /** The answer, {answer, milliseconds}, to a query of one of the four forms; raises NoAnswer. One at a time. */
  async ask(text, form, seconds) {
    this.stop();
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort("limit"), seconds * 1000);
    const begun = performance.now();
    this.#waiting = waiting;
    this.#changed("running");
    try {
      const answer = await this.#answer(text, form, waiting.signal);
      return { answer, milliseconds: performance.now() - begun };
    } catch (error) {
      throw waiting.signal.aborted ? new NoAnswer(waiting.signal.reason) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends what runs, if anything does: the server hears that nobody waits any more. */
  stop() {
    this.#waiting?.abort("stopped");
  }

  async #answer(text, form, signal) {
    const type = form === "SELECT" || form === "ASK" ? ROWS : GRAPH;
    const body = new URLSearchParams([["query", text], ...this.#graphs]);
    const headers = { Accept: type };
    const [response, content] = await received(this.#address, { method: "POST", headers, body, signal });
    if (!response.ok) throw refusal(response, content);
    if (typeOf(response) !== type) throw new NoAnswer("unanswered", "", { status: response.status });
    return type === ROWS ? { json: content } : { triples: parsed(content) };
  }
}

async function received(address, options) {
  try {
    const response = await fetch(address, options);
    return [response, await response.text()];
  } catch (error) {
    // The only other thing that is raised is that nothing came, or not all.
    throw new NoAnswer("unreachable", String(error));
  }
}

/** Why a server gives no answer; `detail` is its own sentence, if it has one. */
function refusal(response, content) {
  const { status } = response;
  const { detail = "", line, column } = typeOf(response) === PROBLEM ? JSON.parse(content) : {};
  if (BUSY.includes(status)) {
    const seconds = /^\d+$/.exec(response.headers.get("Retry-After") ?? "")?.[0];
    return new NoAnswer(seconds ? "busy_for" : "busy", "", { detail, seconds });
  }
  if (status === TOO_BIG) return new NoAnswer("too_big", "", { detail });
  if (status < 500 && detail) return new NoAnswer("refused", detail, { line, column });
  return new NoAnswer("unanswered", "", { detail, status });
}

function typeOf(response) {
  return (response.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
}
