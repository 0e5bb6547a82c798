// The answer field: one for everything, since every button can also be typed.

import { word } from "./words.js";

const multiline = { wanted: false };
const WRITTEN = new Set(["text", "number", "date", "time", "datetime", "search"]);
const coarse = matchMedia("(pointer: coarse)");

/** Wires the field; `say` gets what is sent. Returns a function that suits the field to a card's entry. */
export function composer(form, say) {
  const field = form.querySelector("textarea");
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  const submit = (event) => {
    event?.preventDefault();
    const text = field.value.trim();
    if (!text) return field.focus();
    field.value = "";
    grow();
    say(text);
  };
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    const newline = event.shiftKey || (multiline.wanted && coarse.matches);
    if (event.key === "Enter" && !event.isComposing && !newline) submit(event);
  });
  form.addEventListener("submit", submit);
  keepAboveKeyboard(form);
  return (card) => suit(field, card);
}

function suit(field, card) {
  multiline.wanted = Boolean(card.entry?.multiline);
  field.rows = multiline.wanted ? 3 : 1;
  field.style.height = "auto";
  const { kind, prompt } = card.entry ?? {};
  field.placeholder = (WRITTEN.has(kind) && prompt) || word("answer");
  field.inputMode = kind === "number" ? "decimal" : "text";
  field.enterKeyHint = multiline.wanted ? "enter" : "send";
}

/** Where a keyboard covers the page instead of making it smaller, the field moves up with it. */
function keepAboveKeyboard(form) {
  const view = window.visualViewport;
  if (!view) return;
  const place = () => {
    const covered = Math.max(0, innerHeight - view.height - view.offsetTop);
    form.style.setProperty("--covered", view.scale > 1.05 ? "0px" : `${covered}px`);
    document.documentElement.style.setProperty("--composer", `${form.offsetHeight}px`);
  };
  view.addEventListener("resize", place);
  new ResizeObserver(place).observe(form);
}
