// Makes and finds elements. Text is only ever text, never markup.

const SVG = "http://www.w3.org/2000/svg";

let made = 0;

export const at = (id) => document.getElementById(id);

/** Makes an element; attributes that are null, undefined or false are left out, true is an empty attribute. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Makes a part of a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** Makes a button that does something. */
export function button(label, action, attributes = {}) {
  const node = element("button", { type: "button", class: "ds-button", "data-variant": "secondary", ...attributes }, label);
  node.addEventListener("click", action);
  return node;
}

/** Returns an id that no other element has. */
export function newId(name) {
  made += 1;
  return `${name}-${made}`;
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}
