// What the resident said, kept on this device until the server has it: first in, first out, one at a time.
// A message keeps its key however often it is sent, so a lost answer costs nothing.

import { forget, keep, kept } from "./store.js";

const LONGEST_PAUSE = 30000;

export class Queue {
  #messages = [];
  #busy = false;
  #pause = 1000;
  #timer = 0;

  /** `post` sends one message; `settled` hears what became of it; `stuck` what is in the way, if anything. */
  constructor(post, settled, stuck) {
    this.post = post;
    this.settled = settled;
    this.stuck = stuck;
    addEventListener("online", () => this.hurry());
  }

  /** Takes up what an earlier visit could not send. */
  async resume() {
    this.#messages = [...(await kept()), ...this.#messages];
    this.#run();
    return this.#messages;
  }

  async add(message) {
    this.#messages.push(message);
    await keep(message);
    this.#run();
  }

  hurry() {
    this.#pause = 1000;
    this.#run();
  }

  async #run() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    while (this.#messages.length && (await this.#sendFirst()));
    this.#busy = false;
  }

  async #sendFirst() {
    const message = this.#messages[0];
    const outcome = await this.post(message);
    if (outcome.later !== undefined) {
      this.stuck(outcome.why);
      this.#timer = setTimeout(() => this.#run(), Math.max(outcome.later, this.#pause));
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
      return false;
    }
    this.stuck("");
    this.#pause = 1000;
    this.#messages.shift();
    await forget(message.key);
    this.settled(message, outcome);
    return true;
  }
}
