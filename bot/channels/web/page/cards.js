// One card: a question, its choices, nothing else. The question stays; its controls go when it is answered.

import { el, fresh, link, spans } from "./dom.js";
import { entry } from "./entries.js";
import { keys, tickAsIn } from "./keys.js";
import { word } from "./words.js";

export class Card {
  constructor(card, seq, act) {
    this.seq = seq;
    this.about = card.about;
    this.ticking = 0;
    this.act = { ...act, press: (key) => act.press(key, this), tick: (press) => act.tick(press, this) };
    this.element = el("article", { class: "card", tabindex: "-1" });
    this.show(card);
  }

  /** Shows another state of the same question; boxes are only set, so that nothing is read out again. */
  show(card) {
    const before = this.card;
    this.card = card;
    if (before && this.ticking === 0 && tickAsIn(card.keys, this.element)) this.#notice(card);
    else if (!before || this.ticking === 0) this.#build(card);
  }

  /** The server has answered a tick: once it has answered all, what it holds is what is shown. */
  ticked() {
    this.ticking -= 1;
    if (this.ticking === 0) this.show(this.card);
  }

  get live() {
    return Boolean(this.controls?.isConnected);
  }

  settle() {
    if (!this.live) return;
    this.controls.remove();
    this.element.classList.add("settled");
  }

  #build(card) {
    const id = fresh();
    this.element.lang = card.lang;
    this.element.dir = card.dir;
    this.element.setAttribute("aria-labelledby", id);
    this.notice = el("p", { class: "notice", role: "status" });
    this.controls = controls(card, id, this.act);
    this.element.replaceChildren(
      ...[
        card.head && el("p", { class: "head" }, card.head),
        card.section && el("h2", { class: "section", dir: "auto" }, card.section),
        el("div", { id, class: "body", lang: card.body_lang }, ...paragraphs(card.body, this.act)),
        card.hint && el("p", { class: "hint", dir: "auto" }, card.hint),
        card.file && file(card.file),
        card.lines.length && lines(card.lines, this.act),
        this.notice,
        this.controls,
      ].filter(Boolean),
    );
    this.#notice(card);
  }

  #notice(card) {
    this.notice.textContent = card.notice;
  }
}

/** Everything to press or fill in, as one group that bears the question's name; null if there is nothing. */
function controls(card, labelledby, act) {
  const group = el("fieldset", { class: "controls", "aria-labelledby": labelledby });
  const own = entry(card.entry, act);
  group.append(...[own, ...keys(card.keys, act)].filter(Boolean));
  return group.children.length ? group : null;
}

const COMMAND = /(^|[^\p{L}\d/])(\/\p{L}{2,20})(?![\p{L}\d/])/u; // what stands before it, and itself

/** What is said; a command in it, as `/donnees`, can be pressed as well as typed. */
function paragraphs(body, act) {
  const said = (text) => text.split(COMMAND).map((part, n) => (n % 3 === 2 ? command(part, act) : part));
  return body.map((paragraph) => el("p", { dir: "auto" }, ...spans(paragraph, said)));
}

function command(word, act) {
  return el("button", { type: "button", class: "command", onclick: () => act.say(word) }, word);
}

function lines(read, act) {
  const pair = (line) => [
    el("dt", { dir: "auto" }, line.label),
    el("dd", {}, el("span", { dir: "auto" }, line.value), line.press && change(line, act)),
  ];
  return el("dl", { class: "lines" }, ...read.map((line) => el("div", {}, ...pair(line))));
}

/** « Modifier », named after what it changes. */
export function change(line, act) {
  const name = `${word("change")} : ${line.label}`;
  const press = () => act.press({ press: line.press, label: word("change") });
  const looks = { type: "button", class: "change", "aria-label": name };
  return el("button", { ...looks, onclick: press }, word("change"));
}

export function file(shown) {
  const address = `/media/${encodeURIComponent(shown.name)}`;
  if (shown.mime.startsWith("image/")) {
    return el("img", { class: "picture", src: address, alt: shown.alt || shown.title, loading: "lazy" });
  }
  return link(address, { class: "key choice", download: shown.title }, shown.title);
}
