// A card's buttons: large ones for choices, boxes where several may be ticked, quiet ones for the way out.

import { el, link } from "./dom.js";

/** The rows of buttons, as nodes. `act.press(key)` sends one, `act.tick(press)` sets a box. */
export function keys(rows, act) {
  const nodes = [];
  let before = null;
  for (const row of rows) {
    const kind = look(row);
    const joins = before?.classList.contains(kind) && JOINED.has(kind);
    if (!joins) nodes.push((before = el("div", { class: `row ${kind}` })));
    before.append(...row.map((key) => (kind === "boxes" ? box(key, act) : button(key, act))));
  }
  return nodes;
}

// Rows of these are one whole, which breaks where the screen does.
const JOINED = new Set(["boxes", "scale"]);

function look(row) {
  if (row.every((key) => typeof key.chosen === "boolean")) return "boxes";
  if (!row.every(chooses)) return "ways";
  return row.every((key) => [...key.label].length < 4) ? "scale" : "choices";
}

/** Sets the boxes below `root` to what the server holds; false if these are not the same boxes. */
export function tickAsIn(rows, root) {
  const inputs = [...root.querySelectorAll("input[data-box]")];
  const boxes = new Map(inputs.map((input) => [input.dataset.box, input]));
  const ticked = rows.flat().filter((key) => typeof key.chosen === "boolean");
  const same = boxes.size === ticked.length && ticked.every((key) => boxes.has(plain(key.press)));
  if (!same || !boxes.size) return false;
  for (const key of ticked) boxes.get(plain(key.press)).checked = key.chosen;
  return true;
}

// A press that ticks or unticks ends in +3 or -3: it sets a state, so sending it twice does nothing twice.
const plain = (press) => press.replace(/[+-](?=\d+$)/, "");
const setting = (press, on) => press.replace(/[+-](?=\d+$)/, on ? "+" : "-");
// A choice answers a question (`s7.2.1.=3`), or is one of the things that a command offers (`/ideas HAL-7Q4K`).
const chooses = (key) => /\.=/.test(key.press) || (!key.primary && /^\/\S+ \S/.test(key.press));

function button(key, act) {
  const kind = chooses(key) ? "choice" : key.primary ? "primary" : "quiet";
  const current = kind === "choice" && key.primary && "true";
  const looks = { class: `key ${kind}`, dir: "auto", "aria-current": current };
  if (key.link) return link(key.link, looks, key.label);
  return el("button", { type: "button", ...looks, onclick: () => act.press(key) }, key.label);
}

function box(key, act) {
  const input = el("input", { type: "checkbox", "data-box": plain(key.press) });
  input.checked = key.chosen;
  input.addEventListener("change", () => act.tick(setting(key.press, input.checked)));
  return el("label", { class: "key choice box", dir: "auto" }, input, el("span", {}, key.label));
}
