// How a question is best answered otherwise than by a button: a slider, a date, a place, a photo, a search.
// Each only prepares a message; all of it can also be written in the answer field.

import { el, fresh } from "./dom.js";
import { photo } from "./photo.js";
import { word } from "./words.js";

/** The entry's own control, or null where the answer field serves. */
export function entry(asked, act) {
  if (!asked) return null;
  if (asked.slider) return slider(asked, act);
  return BY_KIND[asked.kind]?.(asked, act) ?? null;
}

const BY_KIND = {
  date: picker("date"),
  time: picker("time"),
  datetime: picker("datetime-local"),
  place,
  image,
  audio: upload("audio/*", "audio"),
  video: upload("video/*", "video"),
  file: upload("", "file"),
  survey: upload(".xlsx,.xls,.yaml,.yml", "survey_file"),
  search,
};

const STEP = { type: "button", class: "key step" };

function slider(asked, act) {
  const id = fresh();
  const bounds = { min: asked.lowest, max: asked.highest, step: asked.step || "1" };
  const input = el("input", { type: "range", id, ...bounds });
  input.value = (Number(input.min) + Number(input.max)) / 2; // the middle step: the bounds came after the value
  const shown = el("output", { for: id }, input.value);
  const show = () => (shown.textContent = input.value);
  const step = (label, sign, move) =>
    el("button", { ...STEP, "aria-label": label, onclick: () => (move(), show()) }, sign);
  input.addEventListener("input", show);
  return form(
    () => act.say(input.value),
    el("label", { for: id, class: "spoken" }, asked.prompt || word("number")),
    shown,
    el("div", { class: "slide" },
      step(word("smaller"), "−", () => input.stepDown()),
      input,
      step(word("bigger"), "+", () => input.stepUp())),
    el("div", { class: "ends", "aria-hidden": "true" },
      el("span", {}, asked.lowest),
      el("span", {}, asked.highest)),
  );
}

/** The browser's own picker of that type; what it gives is understood as if it were typed. */
function picker(type) {
  return (asked, act) => {
    const id = fresh();
    const input = el("input", { type, id, min: asked.lowest, max: asked.highest, required: true });
    return form(() => act.say(input.value), el("label", { for: id }, asked.prompt || word(asked.kind)), input);
  };
}

function place(asked, act) {
  const trouble = el("p", { class: "notice", role: "status" });
  const found = ({ coords }) => {
    const { latitude, longitude, altitude, accuracy } = coords;
    act.place({ latitude, longitude, altitude: altitude ?? 0, accuracy: accuracy ?? 0 });
  };
  const ask = () => {
    const lost = () => (trouble.textContent = word("place_refused"));
    if (!navigator.geolocation) return lost();
    navigator.geolocation.getCurrentPosition(found, lost, { enableHighAccuracy: true, timeout: 15000 });
  };
  return el("div", { class: "entry" },
    el("button", { type: "button", class: "key primary", onclick: ask }, word("place")), trouble);
}

function image(asked, act) {
  const input = el("input", { type: "file", accept: "image/*", class: "spoken" });
  input.addEventListener("change", async () => input.files[0] && act.file(await photo(input.files[0])));
  return el("div", { class: "entry" }, el("label", { class: "key primary file" }, input, word("photo")));
}

/** A file as it is, under its own name. */
function upload(accept, name) {
  return (asked, act) => {
    const input = el("input", { type: "file", accept, class: "spoken" });
    input.addEventListener("change", () => input.files[0] && act.file(input.files[0], input.files[0].name));
    return el("div", { class: "entry" }, el("label", { class: "key primary file" }, input, word(name)));
  };
}

function search(asked, act) {
  const id = fresh();
  const input = el("input", { type: "search", id, autocomplete: "off", required: true });
  return form(() => act.say(input.value), el("label", { for: id }, asked.prompt || word("search")), input);
}

function form(done, ...controls) {
  const submit = (event) => {
    event.preventDefault();
    done();
  };
  const confirm = el("button", { class: "key primary" }, word("confirm"));
  return el("form", { class: "entry", onsubmit: submit }, ...controls, confirm);
}
