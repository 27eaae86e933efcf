// Elements: how they are made, and how those on the page become new ones without losing focus or what is open.
// All text goes in as text. Nothing here parses HTML, and the page's policy would not let it.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element; attributes that are null or false are left out, and so are such children. */
export function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Text for those who hear the page alone. */
export function spoken(text) {
  return h("span", { class: "spoken" }, text);
}

/** A name from the data, whose direction of writing stays its own. */
export function named(text) {
  return h("bdi", null, String(text));
}

function key(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.id || node.getAttribute("data-key") : null;
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && key(one) === key(other);
}

function updateAttributes(old, next) {
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && name !== "open") { // a reader opens details, not the data
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
}

function updateChildren(old, next) {
  const wanted = new Set([...next.childNodes].map(key).filter(Boolean));
  const known = new Map();
  for (const child of [...old.childNodes]) {
    const name = key(child);
    if (name && !wanted.has(name)) {
      child.remove();
    } else if (name) {
      known.set(name, child);
    }
  }
  let at = old.firstChild;
  for (const child of [...next.childNodes]) {
    const match = key(child) ? known.get(key(child)) : at && isAlike(at, child) ? at : null;
    if (!match || !isAlike(match, child)) {
      old.insertBefore(child, at);
      continue;
    }
    if (match === at) {
      at = at.nextSibling;
    } else {
      old.insertBefore(match, at);
    }
    update(match, child);
  }
  while (at) {
    const after = at.nextSibling;
    at.remove();
    at = after;
  }
}

function update(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) {
      old.data = next.data;
    }
  } else if (!old.isEqualNode(next)) {
    updateAttributes(old, next);
    updateChildren(old, next);
  }
}

/** Makes the children of an element like the given ones. Focus stays where it is, as long as that is still there. */
export function show(element, ...children) {
  const focused = document.activeElement;
  updateChildren(element, h(element.localName, null, ...children));
  if (focused !== document.activeElement && focused?.isConnected) {
    focused.focus({ preventScroll: true });
  }
}
