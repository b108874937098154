// The coder's page: one comment at a time, its parts fixed, labels by keys or buttons, everything kept at once.

import { Saving } from "./saving.js";
import { at, element } from "../dom.js";

const NOTE_PAUSE = 800;
const KEYS_OFF = "tilbakemelding.keys-off";

const work = JSON.parse(at("work").textContent);
const parts = work.items.flatMap((item, index) =>
  item.segments.map((segment, place) => ({ ...segment, item, index, place })),
);
const undone = [];
let current = 0;
let noteTimer = 0;

const say = (key, facts = {}) =>
  work.texts[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

const saving = new Saving({
  round: work.round,
  person: work.person,
  told: (state) => {
    at("saved").textContent = say(state);
    at("saved").dataset.state = state;
    showSubmit();
  },
  clashed: (path, present) => {
    const [kind, id] = path.split("/");
    if (kind === "notes") work.items.find((item) => item.id === id).note = present;
    else parts.find((part) => part.id === id).vote = present;
    show();
    at("clash").hidden = false;
    at("clash").textContent = say("clash");
  },
});

const coded = (part) => part.vote.version > 0 || part.vote.set;
const votePath = (part) => `votes/${part.id}`;

function keep(part, vote) {
  part.vote = { ...part.vote, ...vote, set: true };
  saving.put(votePath(part), { labels: part.vote.labels, wrong_segment: part.vote.wrong_segment });
  at("clash").hidden = true;
  show();
}

function change(vote) {
  const part = parts[current];
  undone.push([part, { labels: part.vote.labels, wrong_segment: part.vote.wrong_segment }]);
  keep(part, vote);
}

function toggle(code) {
  const { labels } = parts[current].vote;
  if (!code) change({ labels: [] });
  else change({ labels: labels.includes(code) ? labels.filter((one) => one !== code) : [...labels, code].sort() });
}

function undo() {
  const [part, vote] = undone.pop() ?? [];
  if (!part) return;
  current = parts.indexOf(part);
  keep(part, vote);
}

function go(to) {
  keepNote();
  current = Math.max(0, Math.min(parts.length - 1, to));
  at("clash").hidden = true;
  show();
}

function goToComment(step) {
  const wanted = parts[current].index + step;
  const found = parts.findIndex((part) => part.index === wanted);
  if (found >= 0) go(found);
}

function show() {
  const part = parts[current];
  const own = parts.filter(({ index }) => index === part.index);
  at("place").textContent = say("place", {
    n: part.index + 1, all: work.items.length, part: part.place + 1, parts: own.length,
  });
  at("question").textContent = say("question");
  at("comment").lang = part.item.form;
  at("comment").replaceChildren(...shown(part, own));
  for (const node of document.querySelectorAll("[data-label]")) {
    const { label } = node.dataset;
    const pressed = label ? part.vote.labels.includes(label) : coded(part) && part.vote.labels.length === 0;
    node.setAttribute("aria-pressed", String(pressed));
  }
  at("wrong").setAttribute("aria-pressed", String(part.vote.wrong_segment));
  if (document.activeElement !== at("note")) at("note").value = part.item.note.text;
  at("previous").disabled = current === 0;
  at("next").disabled = current === parts.length - 1;
  at("undo").disabled = undone.length === 0;
  at("progress").max = parts.length;
  at("progress").value = parts.filter(coded).length;
  showSubmit();
}

/** The comment with its parts as buttons, and what stands between them as it is. */
function shown(part, own) {
  const characters = [...part.item.text];
  const nodes = [];
  let done = 0;
  for (const one of own) {
    nodes.push(characters.slice(done, one.start).join(""));
    const state = `${say("part", { n: one.place + 1 })}, ${say(coded(one) ? "coded" : "notCoded")}: `;
    const node = element(
      "button",
      { type: "button", class: "segment", "aria-current": one === part ? "true" : null, "data-coded": coded(one) },
      element("span", { class: "ds-sr-only" }, state),
      characters.slice(one.start, one.end).join(""),
    );
    node.addEventListener("click", () => go(parts.indexOf(one)));
    nodes.push(node);
    done = one.end;
  }
  nodes.push(characters.slice(done).join(""));
  return nodes;
}

function showSubmit() {
  const left = parts.filter((part) => !coded(part)).length;
  at("left").textContent = left ? say("left", { n: left }) : say("ready");
  at("submit").querySelector("button").disabled = left > 0 || !saving.done;
}

function keepNote() {
  clearTimeout(noteTimer);
  const { item } = parts[current];
  const text = at("note").value;
  if (text === item.note.text) return;
  item.note.text = text;
  saving.put(`notes/${item.id}`, { text });
}

const actions = {
  ArrowRight: () => go(current + 1),
  ArrowDown: () => go(current + 1),
  ArrowLeft: () => go(current - 1),
  ArrowUp: () => go(current - 1),
  PageDown: () => goToComment(1),
  PageUp: () => goToComment(-1),
  Enter: () => goToComment(1),
  0: () => toggle(""),
  f: () => change({ wrong_segment: !parts[current].vote.wrong_segment }),
  n: () => at("note").focus(),
  u: undo,
  "?": () => at("keys").showModal(),
};
work.labels.forEach(({ code }, index) => {
  actions[index + 1] = () => toggle(code);
});

function keysOn() {
  return at("keys-on").checked;
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || at("keys").open) return;
  if (event.target === at("note")) {
    if (event.key === "Escape") at("note").blur();
    return;
  }
  const pressing = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
  if (!keysOn() || (event.key === "Enter" && pressing)) return;
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

for (const node of document.querySelectorAll("[data-label]")) {
  node.addEventListener("click", () => toggle(node.dataset.label));
}
at("wrong").addEventListener("click", actions.f);
at("previous").addEventListener("click", () => go(current - 1));
at("next").addEventListener("click", () => go(current + 1));
at("undo").addEventListener("click", undo);
at("help").addEventListener("click", actions["?"]);
at("note").addEventListener("input", () => {
  clearTimeout(noteTimer);
  noteTimer = setTimeout(keepNote, NOTE_PAUSE);
});
at("note").addEventListener("change", keepNote);
at("keys-on").checked = localStorage.getItem(KEYS_OFF) === null;
at("keys-on").addEventListener("change", () => {
  if (keysOn()) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

for (const part of parts) saving.know(votePath(part), part.vote.version);
for (const item of work.items) saving.know(`notes/${item.id}`, item.note.version);
for (const [path, value] of saving.left()) {
  const part = parts.find((one) => votePath(one) === path);
  if (part) keep(part, value);
}
current = Math.max(0, parts.findIndex((part) => !coded(part)));
at("saved").textContent = say("saved");
show();
document.documentElement.dataset.ready = "";
