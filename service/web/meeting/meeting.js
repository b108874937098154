// The meeting by keyboard, and the live check of the better version. Without it the forms work as they are.

const PAUSE = 400;

const open = () => document.querySelector("details.meeting-segment[open] form");
const typing = (node) => node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && node.type === "text");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "ArrowRight") document.getElementById("next")?.click();
  else if (event.key === "ArrowLeft") document.getElementById("previous")?.click();
  else if (/^[1-5]$/.test(event.key)) open()?.querySelectorAll("input[type=checkbox]")[Number(event.key) - 1]?.click();
  else if (event.key === "Enter" && event.target === document.body) open()?.requestSubmit();
  else return;
  event.preventDefault();
});

const field = document.getElementById("text");
const place = document.getElementById("check");
let timer = 0;
let asked = 0;

async function check() {
  const { labels, texts } = JSON.parse(field.dataset.check);
  asked += 1;
  const mine = asked;
  if (!field.value.trim()) {
    place.textContent = "";
    return;
  }
  try {
    const answer = await fetch("/v1/analyses", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: field.value }),
    });
    if (!answer.ok || mine !== asked) return;
    const found = await answer.json();
    const carried = new Set(found.segments.flatMap((segment) => segment.labels));
    const names = Object.entries(labels).filter(([code]) => carried.has(code)).map(([, name]) => name);
    place.textContent = [
      found.points_forward.value ? texts.forward : texts.notForward,
      names.length ? `${texts.holds} ${names.join(", ")}.` : texts.holdsNone,
      ...found.hints.map((hint) => hint.message),
    ].join(" ");
  } catch {
    place.textContent = "";
  }
}

if (field && !field.disabled) {
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  check();
}
