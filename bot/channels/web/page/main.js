// Puts the page together: what is said goes through the queue, what comes back goes into the log.

import { composer } from "./composer.js";
import { uuid } from "./dom.js";
import { Log } from "./log.js";
import { Queue } from "./queue.js";
import { listen, post } from "./wire.js";
import { speak, word } from "./words.js";

const { code, fresh } = document.body.dataset;
const root = document.getElementById("log");
const state = document.getElementById("state");
const pressed = new Map();

const act = {
  say: (text) => send({ text, said: text }),
  place: (place) => send({ place, said: word("place_sent") }),
  file: (file, said = word("photo_sent")) => send({ file, said }),
  press(key, card) {
    if (card?.locked) return;
    if (card) card.locked = true;
    const message = send({ press: key.press, card: card ? String(card.seq) : "", said: key.label });
    pressed.set(message.key, () => card && (card.locked = false));
  },
  tick(press, card) {
    card.ticking += 1;
    const message = send({ press, card: String(card.seq) });
    pressed.set(message.key, () => card.ticked());
  },
};

const suit = composer(document.getElementById("composer"), act.say);
const log = new Log(root, act, suit);
const queue = new Queue((message) => post(message, log.cursor), settled, held);

function send(content) {
  const message = { key: uuid(), ...content };
  log.wait(message);
  queue.add(message);
  return message;
}

function receive(event) {
  if (log.receive(event)) speak(event.card.lang, event.card.dir);
}

function settled(message, outcome) {
  outcome.events?.forEach(receive);
  pressed.get(message.key)?.();
  pressed.delete(message.key);
  if (outcome.refused) log.refused(message, word(outcome.refused === 413 ? "file_too_large" : "refused"));
  else log.arrived(message);
}

/** Says what holds messages up, or nothing. */
function held(why) {
  state.hidden = !why;
  state.textContent = why && word(why);
}

let started = false;

/** Opens the consultation that the address names. */
function start() {
  if (started) return;
  started = true;
  remember(code);
  queue.add({ key: uuid(), start: code });
}

/** All that was said before is shown: go on from there, or begin if this browser is not in it yet. */
function ready() {
  if (recall() !== code || log.empty) start();
  if (!root.hasAttribute("aria-busy")) return;
  root.removeAttribute("aria-busy");
  root.lastElementChild?.scrollIntoView({ block: "end" });
}

const remember = (value) => attempt(() => localStorage.setItem("code", value));
const recall = () => attempt(() => localStorage.getItem("code"));

/** Some browsers keep nothing for anybody: then a reload merely says hello again. */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

document.getElementById("help").addEventListener("click", () => act.say("/help"));
for (const message of await queue.resume()) log.wait(message);
if (fresh === "yes") start();
listen(() => log.cursor, receive, ready, (connected) => connected && queue.hurry());
