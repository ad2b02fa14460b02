// Readers drop what follows the text before it too closely, and fall behind what comes faster than they read.
const gap = 150;
const perCharacter = 40;

/** How many texts wait for their turn; when more comes in, the oldest are not said: news that is late helps nobody. */
export const longestQueue = 4;

/** Says one text after the other, with a pause around each and the time to read it. */
export class Speech {
  readonly #say: (text: string) => void;
  readonly #queue: string[] = [];
  #isBusy = false;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  add(text: string): void {
    this.#queue.push(text);
    if (this.#queue.length > longestQueue) {
      this.#queue.shift();
    }

    if (!this.#isBusy) {
      void this.#speak();
    }
  }

  async #speak(): Promise<void> {
    this.#isBusy = true;
    for (let text = this.#queue.shift(); text !== undefined; text = this.#queue.shift()) {
      this.#say("");
      await new Promise((done) => setTimeout(done, gap));
      this.#say(text);
      await new Promise((done) => setTimeout(done, gap + text.length * perCharacter));
    }

    this.#isBusy = false;
  }
}
