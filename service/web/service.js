// Asks the service. Whatever goes wrong becomes a ServiceError whose code has a text in errors.

const PATIENCE = 30_000;
const TRIES = 6;
const AT_ONCE = 3;

export class ServiceError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Asks for something; an AbortError is passed on, so that the caller can tell it from a failure. */
export async function ask(path, options = {}) {
  const response = await answer(path, options);
  const body = await content(response, options.signal);
  if (response.ok) return body;
  const error = new ServiceError(body?.code ?? "internal-error");
  error.wait = Number(response.headers.get("Retry-After")) || null;
  throw error;
}

/** Analyses one comment. */
export function analyse(text, signal) {
  const body = JSON.stringify({ text });
  return ask("/v1/analyses", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
}

/** Has a file read and its comments analysed; `choice` may name a sheet and a column. */
export function readFile(file, choice, signal) {
  const form = new FormData();
  form.append("file", file, file.name);
  for (const [name, value] of Object.entries(choice)) if (value) form.append(name, value);
  return ask("/v1/files", { method: "POST", body: form, signal });
}

/** Runs the tasks a few at a time; one that the service has no room for waits as long as it is told to. */
export async function inTurn(tasks, signal) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task && !signal.aborted; task = waiting.shift()) await patiently(task, signal);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function patiently(task, signal) {
  for (let round = 1; !signal.aborted; round += 1) {
    const error = await task(round === TRIES);
    if (!error?.wait) return;
    await new Promise((resolve) => setTimeout(resolve, error.wait * 1000));
  }
}

async function answer(path, options) {
  const limit = AbortSignal.timeout(PATIENCE);
  const signal = options.signal && AbortSignal.any ? AbortSignal.any([options.signal, limit]) : options.signal ?? limit;
  try {
    return await fetch(path, { ...options, signal });
  } catch (failure) {
    throw worded(failure, options.signal);
  }
}

async function content(response, signal) {
  try {
    return await response.json();
  } catch (failure) {
    if (failure.name === "SyntaxError") return null;
    throw worded(failure, signal);
  }
}

function worded(failure, signal) {
  if (signal?.aborted) return new DOMException("superseded", "AbortError");
  return new ServiceError(failure.name === "TimeoutError" ? "timeout" : "network");
}
