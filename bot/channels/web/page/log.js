// The conversation as it stands on the page: every card stays, with its answer beside it.

import { Card, change, file } from "./cards.js";
import { el } from "./dom.js";
import { word } from "./words.js";

export class Log {
  #seen = new Set();
  #cards = [];
  #waiting = new Map();
  #said = null;
  #lost = false;

  /** `act` is what controls may do; `asked` hears which entry the answer field should be good for. */
  constructor(root, act, asked) {
    this.root = root;
    this.act = act;
    this.asked = asked;
    this.talk = "";
    this.newest = 0;
  }

  get empty() {
    return this.#seen.size === 0;
  }

  get cursor() {
    return this.talk && `${this.talk}.${this.newest}`;
  }

  /** Takes an event once, whether the stream or the answer to a post brings it. True if it was new. */
  receive({ talk, seq, card }) {
    if (talk !== this.talk) this.#afresh(talk);
    if (this.#seen.has(seq)) return false;
    this.#seen.add(seq);
    this.newest = Math.max(this.newest, seq);
    if (card.mine) this.#mine(card);
    else this.#theirs(card, seq);
    return true;
  }

  /** Shows what was said at once, marked as waiting. */
  wait(message) {
    if (message.said) this.#waiting.set(message.key, this.#bubble(message.said, "waiting"));
    this.#reveal(this.root.lastElementChild);
  }

  /** The server has it; its own row shows it, or nothing does. */
  arrived(message) {
    this.#waiting.get(message.key)?.remove();
    this.#waiting.delete(message.key);
  }

  /** It will never be taken: it stays, and says why. */
  refused(message, why) {
    const bubble = this.#waiting.get(message.key) ?? this.#bubble(message.said || "…", "");
    bubble.className = "mine refused";
    bubble.append(el("p", { class: "mark", role: "alert" }, why));
    this.#waiting.delete(message.key);
  }

  /** Another respondent's conversation, or none any more: what is shown goes. */
  #afresh(talk) {
    for (const node of [...this.root.children]) {
      if (!node.matches(".waiting")) node.remove();
    }
    this.talk = talk;
    this.newest = 0;
    this.#seen.clear();
    this.#cards = [];
    this.#said = null;
  }

  #mine(card) {
    const text = card.body.map((paragraph) => paragraph.map((span) => span.text).join("")).join("\n");
    if (text.startsWith("/start")) return;
    const held = [...this.#waiting].find(([, bubble]) => bubble.dataset.said === text);
    if (held) this.arrived({ key: held[0] });
    const last = this.#cards.at(-1);
    if (last?.card.keys.flat().some((key) => key.primary && key.label === text)) this.#settle(last);
    this.#said = this.#bubble(text, "", card.file);
  }

  /** A box ticked or a page turned alters the card that asks; whatever answers words comes below them. */
  #theirs(card, seq) {
    const same = !this.#said && !card.appends && this.#asking(card.about);
    if (same) {
      same.show(card);
      return;
    }
    if (!card.appends) this.#moveOn();
    if (this.#said) this.#answered(this.#said, card.done.at(-1));
    this.#said = null;
    const shown = new Card(card, seq, this.act);
    this.#cards.push(shown);
    this.root.append(shown.element);
    this.asked(card);
    this.#refocus(shown);
    this.#reveal(shown.element);
  }

  #asking(about) {
    return about && this.#cards.find((shown) => shown.live && shown.about === about);
  }

  /** What was asked before is no longer pressed. A receipt stays good for what it offers. */
  #moveOn() {
    for (const shown of this.#cards) if (!shown.card.appends) this.#settle(shown);
  }

  #settle(shown) {
    this.#lost ||= shown.element.contains(document.activeElement);
    shown.settle();
  }

  /** Whoever pressed a button with the keyboard goes on from the next card, not from the top of the page. */
  #refocus(shown) {
    const elsewhere = !this.root.contains(document.activeElement);
    if (this.#lost && elsewhere) shown.element.focus({ preventScroll: true });
    this.#lost = false;
  }

  /** Puts what was understood, and « Modifier », beside what was said; not a line of an earlier answer. */
  #answered(bubble, line) {
    const earlier = [...this.root.querySelectorAll(".mine[data-press]")];
    if (!line || earlier.some((older) => older.dataset.press === line.press)) return;
    const other = line.value && line.value !== bubble.dataset.said;
    const understood = other && el("p", { class: "understood", dir: "auto" }, `✓ ${line.value}`);
    const again = line.press && change(line, { press: (key) => this.act.press(key, null) });
    if (understood || again) bubble.append(el("div", { class: "after" }, understood, again));
    if (!again) return;
    earlier.filter((older) => question(older.dataset.press) === question(line.press)).forEach(supersede);
    bubble.dataset.press = line.press;
  }

  #bubble(text, state, shown) {
    const picture = shown ? file(shown) : null;
    const bubble = el(
      "div",
      { class: `mine ${state}`, "data-said": text },
      el("span", { class: "spoken" }, `${word("you")} : `),
      picture,
      picture ? null : el("span", { class: "said", dir: "auto" }, text),
      state && el("p", { class: "mark" }, word(state)),
    );
    this.root.append(bubble);
    return bubble;
  }

  /** Brings the newest into sight, but never past its own beginning. */
  #reveal(node) {
    if (!node || this.root.hasAttribute("aria-busy")) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const block = node.offsetHeight > innerHeight * 0.7 ? "start" : "end";
    node.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }
}

/** The session and question of a press, `s12.3` of `s12.3.2.open`. */
const question = (press) => press.split(".").slice(0, 2).join(".");

function supersede(bubble) {
  delete bubble.dataset.press;
  bubble.querySelector(".change")?.replaceWith(el("p", { class: "mark" }, word("changed")));
}
