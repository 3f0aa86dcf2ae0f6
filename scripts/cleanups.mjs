// @ts-check

/** What has to be undone at the end, newest first. What is added after the end is undone at once. */
export class Cleanups {
  /** @type {(() => unknown)[]} */
  #steps = [];
  #ended = false;

  /** @param {() => unknown} step */
  async add(step) {
    if (this.#ended) await step();
    else this.#steps.push(step);
  }

  async run() {
    this.#ended = true;
    for (const step of this.#steps.splice(0).reverse()) await step();
  }
}
