// Files: dropped anywhere on the page or chosen, read by the service, forgotten when the page is left.

import { errorText, mayPass } from "./comment.js";
import { at, button, element } from "./dom.js";
import { readFile } from "./service.js";
import { text } from "./texts.js";

const SLOW = 600;

export class Files {
  #file = null;
  #running = null;
  #error = null;
  #listeners;

  /**
   * `mayRead()` is asked before another file is read; `onRead(answer, name)` is called with what the service found,
   * `onProblem(message)` with what went wrong.
   */
  constructor(listeners) {
    this.#listeners = listeners;
    at("file").addEventListener("change", (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) this.#choose(file);
    });
    this.#listenForDrops();
  }

  get name() {
    return this.#file?.name ?? "";
  }

  /** Reads a file, or the same one again with another sheet or column. */
  async read(file, choice = {}) {
    this.stop();
    const mine = new AbortController();
    this.#running = mine;
    const slow = setTimeout(() => this.#tell(element("p", {}, text("readingFile", { name: file.name }))), SLOW);
    try {
      const answer = await readFile(file, choice, mine.signal);
      if (this.#running !== mine) return;
      this.#file = file;
      this.#error = null;
      this.#tell();
      this.#listeners.onRead(answer, file.name);
    } catch (failure) {
      if (failure.name !== "AbortError" && this.#running === mine) this.#fail(failure, () => this.read(file, choice));
    } finally {
      clearTimeout(slow);
    }
  }

  again(choice) {
    return this.read(this.#file, choice);
  }

  stop() {
    this.#running?.abort();
    this.#running = null;
    this.#error = null;
    this.#tell();
  }

  render() {
    if (this.#error) this.#fail(this.#error.failure, this.#error.again);
  }

  async #choose(file) {
    if (await this.#listeners.mayRead()) this.read(file);
  }

  #fail(failure, again) {
    this.#error = { failure, again };
    const message = errorText(failure);
    const nodes = [element("strong", {}, text("errorTitle")), element("span", {}, message)];
    if (mayPass(failure)) nodes.push(button(text("again"), again, { "data-size": "sm" }));
    this.#tell(...nodes);
    at("file-message").scrollIntoView({ block: "nearest" });
    this.#listeners.onProblem(`${text("errorTitle")}. ${message}`);
  }

  #tell(...nodes) {
    const place = at("file-message");
    place.replaceChildren(...nodes);
    place.hidden = !nodes.length;
    place.classList.toggle("message", Boolean(this.#error));
  }

  #listenForDrops() {
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    const mark = (on) => at("drop").classList.toggle("over", on);
    document.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      mark(true);
    });
    document.addEventListener("dragleave", (event) => event.relatedTarget || mark(false));
    document.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      // Without this the browser would leave the page, and the text in it, for the file.
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length) this.#choose(event.dataTransfer.files[0]);
    });
  }
}
