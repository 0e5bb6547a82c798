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

/** Runs of text with one look each, as nodes; `said` may make more of a text than its letters. */
export function spans(paragraph, said = (text) => [text]) {
  return paragraph.flatMap((span) => {
    if (span.link) return link(span.link, {}, span.text);
    const look = span.bold ? "strong" : span.italic ? "em" : null;
    return look ? el(look, {}, ...said(span.text)) : said(span.text);
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
