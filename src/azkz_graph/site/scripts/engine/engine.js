// Engine that answers queries in a worker and can be stopped at any moment.
//
// A query runs in a worker. Nothing but the end of the worker stops one; another worker then takes its place.

/**
 * Why there is no answer: `reason` is stopped, limit, fault or broken, or one of an endpoint's own; `message` is what
 * the engine or the endpoint says itself, `values` are what else is known.
 */
export class NoAnswer extends Error {
  constructor(reason, message = "", values = {}) {
    super(message);
    this.reason = reason;
    this.values = values;
  }
}

export class Engine {
  #source;
  #trig;
  #changed;
  #address;
  #worker;
  #module;
  #ready = false;
  #waiting = null;
  #timer;

  /** `changed` is told each state: loading, ready, running, failed. */
  constructor({ worker, wasm }, trig, changed) {
    this.#source = wasm;
    this.#trig = trig;
    this.#changed = changed;
    this.#address = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
    this.#start();
  }

  /** The answer, {answer, milliseconds}, to a query of one of the four forms; raises NoAnswer. One at a time. */
  ask(text, form, seconds) {
    this.stop();
    return new Promise((resolve, reject) => {
      this.#waiting = { ask: { text, form, base: document.baseURI }, seconds, resolve, reject };
      if (this.#ready) this.#run();
      else if (!this.#worker) this.#start();
    });
  }

  /** Ends what runs, if anything does. */
  stop(reason = "stopped") {
    if (!this.#waiting) return;
    const { reject, runs } = this.#waiting;
    this.#end();
    if (runs) this.#restart();
    reject(new NoAnswer(reason));
  }

  #start() {
    this.#changed("loading");
    try {
      this.#worker = new Worker(this.#address);
    } catch (error) {
      return this.#broken(String(error));
    }
    this.#worker.onmessage = ({ data }) => this.#told(data);
    this.#worker.onerror = (event) => this.#broken(event.message ?? "");
    this.#worker.postMessage({ start: { wasm: this.#module ?? this.#source, trig: this.#trig } });
  }

  #restart() {
    this.#worker?.terminate();
    this.#ready = false;
    this.#start();
  }

  #run() {
    const { ask, seconds } = this.#waiting;
    this.#waiting.runs = true;
    this.#changed("running");
    this.#timer = setTimeout(() => this.stop("limit"), seconds * 1000);
    this.#worker.postMessage({ ask });
  }

  #end() {
    clearTimeout(this.#timer);
    this.#waiting = null;
  }

  #told(data) {
    if (data.ready) {
      this.#module = data.ready;
      this.#ready = true;
      this.#changed("ready");
      if (this.#waiting) this.#run();
    } else if (data.answer) {
      const { resolve } = this.#waiting;
      this.#end();
      this.#changed("ready");
      resolve(data);
    } else if (data.fatal) {
      this.#broken(data.fault);
    } else {
      const { reject } = this.#waiting;
      this.#end();
      this.#changed("ready");
      reject(new NoAnswer("fault", data.fault));
    }
  }

  /** The worker cannot go on: another takes its place if this one had been ready, else there is no engine. */
  #broken(message) {
    const waiting = this.#waiting;
    this.#end();
    if (this.#ready) {
      this.#restart();
    } else {
      this.#worker?.terminate();
      this.#worker = null;
      this.#changed("failed");
    }
    waiting?.reject(new NoAnswer("broken", message));
  }
}
