// Builds elements. Text only ever becomes text: nothing here, or anywhere, parses HTML.

/** An element; properties starting with `on` are listeners, false ones are left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== "" && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== "" && child !== false));
  return node;
}

/** A link where it is one that a browser may follow, else only its words. */
export function link(address, properties, ...children) {
  if (!/^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(address)) return el("span", {}, ...children);
  const elsewhere = /^https?:/i.test(address) ? { target: "_blank", rel: "noopener" } : {};
  return el("a", { href: address, ...elsewhere, ...properties }, ...children);
}

/** Runs of text with one look each, as nodes. */
export function spans(paragraph) {
  return paragraph.map((span) => {
    let node = span.text;
    if (span.italic) node = el("em", {}, node);
    if (span.bold) node = el("strong", {}, node);
    return span.link ? link(span.link, {}, node) : node;
  });
}

/** A number that no other message has; `crypto.randomUUID` would need https, which a hall may lack. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let counter = 0;

/** An id for labels to point to. */
export const fresh = () => `n${(counter += 1)}`;
