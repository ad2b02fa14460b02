// Readers take a text that replaces itself for no change: it has to be gone for a moment first.
const gap = 150;

/**
 * Says a text at once, or after a short pause where another one stands: each is heard, the same one again too. The newest
 * wins.
 */
export class Interruption {
  readonly #say: (text: string) => void;
  #stands = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  say(text: string): void {
    clearTimeout(this.#timer);
    if (!this.#stands) {
      this.#stands = true;
      this.#say(text);
      return;
    }

    this.#say("");
    this.#timer = setTimeout(() => this.#say(text), gap);
  }
}
