// The page: puts its parts together. Nothing is kept but the choice of language.

import { showQuality } from "./about.js";
import { Cards } from "./cards.js";
import { CommentView, errorText } from "./comment.js";
import { startContributing } from "./contribute.js";
import { showDisagreements, startDisagreements } from "./disagreements.js";
import { at } from "./dom.js";
import { Files } from "./files.js";
import { showLegends } from "./legend.js";
import { Source } from "./source.js";
import { loadLabels } from "./state.js";
import { announcement } from "./summary.js";
import { loadTexts, rememberLanguage, setLanguage, text } from "./texts.js";

const QUIET = 900;

let single;
let cards;
let files;
let source;
let example = 0;
let telling = 0;

/** Tells those who do not see it, once, and not while they are writing. */
function announce(message, { after = 0 } = {}) {
  clearTimeout(telling);
  telling = setTimeout(() => {
    if (at("status").textContent !== message) at("status").textContent = message;
  }, after);
}

function tellSingle({ analysis, error, value }) {
  if (error) announce(`${text("errorTitle")}. ${errorText(error, value)}`, { after: QUIET });
  else announce(analysis ? announcement(analysis) : "", { after: QUIET });
}

function showExample() {
  const examples = text("examples");
  source.withdraw();
  single.set(examples[example % examples.length]);
  example += 1;
  single.check();
}

function startSingle() {
  at("comment-field").replaceChildren();
  single = new CommentView({
    field: at("comment-field"),
    answer: at("answer"),
    attributes: { id: "comment", "aria-labelledby": "comment-label", "aria-describedby": "comment-help" },
    told: tellSingle,
    onPaste: (pasted) => source.consider(pasted),
  });
  at("example").addEventListener("click", showExample);
  at("clear").addEventListener("click", () => {
    source.withdraw();
    single.set("");
    announce("");
    single.editor.focus();
  });
  addEventListener("online", () => single.error && single.check());
}

function chooseLanguage(name) {
  setLanguage(name);
  rememberLanguage();
  showAll();
}

function showAll() {
  single.render();
  cards.render();
  files.render();
  source.render();
  showDisagreements();
  showScheme();
}

/** What needs the label scheme; the field works without, and the scheme is asked for again with the next comment. */
async function showScheme() {
  await loadLabels().catch(() => {});
  showLegends();
  await showQuality();
}

await loadTexts();
cards = new Cards(announce);
source = new Source(cards, () => files, announce);
files = new Files({
  mayRead: () => source.mayReplace(),
  onRead: (answer, name) => source.showDocument(answer, name),
  onProblem: (message) => announce(message),
});
startSingle();
startDisagreements(announce);
startContributing(() => (cards.open ? cards.values : [single.value]).filter((value) => value.trim()));
for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => chooseLanguage(node.dataset.language));
}
document.documentElement.dataset.ready = "";
await showScheme();
