// Sends what the coder has set, one thing at a time, until it is kept; what is waiting outlives the page.
//
// Only labels wait in the browser's own storage, never a text: notes are asked about before the page is left.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

export class Saving {
  #round;
  #key;
  #waiting = new Map();
  #versions = new Map();
  #busy = false;
  #wait = FIRST_WAIT;
  #timer = 0;
  #told;
  #clashed;

  /**
   * `told(state)` hears "saved", "saving", "unsaved" or "refused"; `clashed(path, present)` what is there now where
   * something was changed elsewhere.
   */
  constructor({ round, person, told, clashed }) {
    this.#round = round;
    this.#key = `tilbakemelding.round.${round}.${person}`;
    this.#told = told;
    this.#clashed = clashed;
    addEventListener("online", () => this.#now());
    addEventListener("beforeunload", (event) => {
      if (this.#waiting.size) event.preventDefault();
    });
  }

  /** What was waiting when the page was last left: path → value. */
  left() {
    try {
      return new Map(Object.entries(JSON.parse(localStorage.getItem(this.#key) ?? "{}")));
    } catch {
      return new Map();
    }
  }

  /** Tells which version of a thing the page shows. */
  know(path, version) {
    this.#versions.set(path, version);
  }

  get done() {
    return this.#waiting.size === 0;
  }

  /** Takes a value to be kept; a later one of the same thing takes its place. */
  put(path, value) {
    this.#waiting.delete(path);
    this.#waiting.set(path, value);
    this.#remember();
    this.#told("saving");
    this.#now();
  }

  #now() {
    clearTimeout(this.#timer);
    if (!this.#busy && this.#waiting.size) this.#send();
  }

  async #send() {
    this.#busy = true;
    const [path, value] = this.#waiting.entries().next().value;
    const outcome = await this.#ask(path, value);
    this.#busy = false;
    if (outcome === "later") {
      this.#told("unsaved");
      this.#timer = setTimeout(() => this.#now(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      return;
    }
    this.#wait = FIRST_WAIT;
    if (this.#waiting.get(path) === value) this.#waiting.delete(path);
    this.#remember();
    this.#told(outcome === "refused" ? "refused" : this.#waiting.size ? "saving" : "saved");
    this.#now();
  }

  async #ask(path, value) {
    try {
      const answer = await fetch(`/rounds/${this.#round}/${path}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...value, version: this.#versions.get(path) ?? 0 }),
      });
      if (answer.status >= 500 || answer.status === 429) return "later";
      const told = await answer.json();
      if (answer.ok) {
        this.#versions.set(path, told.version);
        return "kept";
      }
      if (!told.present) return "refused";
      this.#versions.set(path, told.present.version);
      this.#waiting.delete(path);
      this.#clashed(path, told.present);
      return "kept";
    } catch {
      return "later";
    }
  }

  #remember() {
    const labels = [...this.#waiting].filter(([path]) => path.startsWith("votes/"));
    try {
      if (labels.length) localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(labels)));
      else localStorage.removeItem(this.#key);
    } catch {
      // private browsing: what waits is lost with the page, and leaving it is asked about
    }
  }
}
