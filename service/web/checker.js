// Has a comment analysed while it is written: after a short pause, and only ever the newest text counts.

import { LIMIT, loadLabels } from "./state.js";
import { ServiceError, analyse } from "./service.js";
import { countCharacters } from "./offsets.js";

const PAUSE = 150;

export class Checker {
  #timer = 0;
  #running = null;
  #told;

  /** `told` is called with {busy}, {analysis} or {error} of the newest text. */
  constructor(told) {
    this.#told = told;
  }

  /** Looks at the text once the writer pauses. */
  later(text) {
    this.stop();
    if (text.trim()) this.#timer = setTimeout(() => this.now(text), PAUSE);
  }

  /** Looks at the text at once; returns the error, if any. */
  async now(text, { signal } = {}) {
    this.stop();
    const mine = new AbortController();
    this.#running = mine;
    signal?.addEventListener("abort", () => mine.abort(), { once: true });
    const outcome = { busy: false };
    this.#told({ busy: true });
    try {
      if (countCharacters(text) > LIMIT) throw new ServiceError("text-too-long");
      await loadLabels();
      outcome.analysis = await analyse(text, mine.signal);
    } catch (failure) {
      if (failure.name === "AbortError") return null;
      outcome.error = failure;
    }
    if (this.#running !== mine) return null;
    this.#running = null;
    this.#told(outcome);
    return outcome.error ?? null;
  }

  /** Forgets what was asked for: its answer will not be told. */
  stop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
    this.#told({ busy: false });
  }
}
