// The field that a comment is written in, with marks under the text. One face, two makes: see makeEditor.

import { BackdropEditor } from "./backdrop.js";
import { element } from "./dom.js";
import { Marks, drawsHighlights } from "./highlight.js";

/**
 * Makes the best editor that this browser can have: editable text with highlights, else a text field with a
 * layer of lines behind it. Both have node, value, caret, draw(parts, chosen) and focus(), and tell onInput(),
 * onPaste(text) and onPlace(caret, byKeyboard).
 */
export function makeEditor(place, attributes, listeners) {
  const editor = drawsHighlights() ? new HighlightEditor(attributes) : new BackdropEditor(attributes);
  place.replaceChildren(editor.frame);
  listen(editor, listeners);
  return editor;
}

function listen(editor, { onInput, onPaste, onPlace }) {
  editor.node.addEventListener("input", onInput);
  editor.node.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    // The browser pastes first, then it is looked at.
    setTimeout(() => onPaste?.(pasted));
  });
  editor.node.addEventListener("click", () => onPlace?.(editor.caret, false));
  editor.node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onPlace?.(editor.caret, true);
  });
}

class HighlightEditor {
  #marks = new Marks();

  constructor(attributes) {
    this.node = element("div", {
      class: "editor", contenteditable: "plaintext-only", role: "textbox", "aria-multiline": "true", spellcheck: "true", ...attributes,
    });
    this.frame = this.node;
  }

  get value() {
    let value = "";
    for (const piece of pieces(this.node)) value += piece.text;
    return value;
  }

  set value(text) {
    this.#marks.clear();
    this.node.textContent = text;
  }

  /** Where the caret stands, in UTF-16 units; null where it is elsewhere or text is selected. */
  get caret() {
    const selection = getSelection();
    if (!selection.isCollapsed || !this.node.contains(selection.anchorNode)) return null;
    const { anchorNode, anchorOffset } = selection;
    const next = anchorNode.nodeType === Node.TEXT_NODE ? anchorNode : anchorNode.childNodes[anchorOffset];
    let length = 0;
    for (const { node, text } of pieces(this.node)) {
      if (node === anchorNode) return length + anchorOffset;
      if (next && (node === next || next.contains(node))) return length;
      length += text.length;
    }
    return length;
  }

  draw(parts, chosen) {
    this.#marks.clear();
    const all = Array.from(pieces(this.node));
    for (const part of parts) {
      const range = rangeOf(all, part.start, part.end);
      if (range) this.#marks.add(range, part.labels, { chosen: part.number === chosen });
    }
  }

  focus() {
    this.node.focus();
  }

  discard() {
    this.#marks.clear();
  }
}

/**
 * Walks through the text of a node. Browsers keep line breaks as characters, but what is dictated or put in by other
 * programs may come as blocks; a break that only keeps an empty line open is no character.
 */
function* pieces(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) yield { node, text: node.data };
    else if (node.nodeName === "BR" ? node.nextSibling : node.previousSibling) yield { node, text: "\n" };
  }
}

function rangeOf(all, start, end) {
  const range = new Range();
  let place = 0;
  let begun = false;
  for (const { node, text } of all) {
    const next = place + text.length;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!begun && start < next) {
        range.setStart(node, Math.max(0, start - place));
        begun = true;
      }
      if (begun) range.setEnd(node, Math.min(end - place, text.length));
    }
    if (end <= next) break;
    place = next;
  }
  return begun && !range.collapsed ? range : null;
}
