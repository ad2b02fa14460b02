import { Refusal } from "#shared/api/problem";

// Whoever asks for the same after this means another consult; a server is seldom away for longer.
const keptFor = 60 * 60_000;
const keptMost = 50;

// Of what is answered with 5xx, these are decided before anything is begun.
const decidedFirst: readonly string[] = ["closed", "draining"];

/** Whether a request may have taken effect although it failed: no answer came, or none of somebody who knows. */
export function mayBeMade(fault: unknown): boolean {
  return !(fault instanceof Refusal) || ((fault.status >= 500 || fault.status === 408) && !decidedFirst.includes(fault.type));
}

/**
 * The idempotency keys of what was asked for and not answered with a consult, each by the body that it was sent with. The
 * same body gets the same key, also from a form that was closed in between, so that one consult is made of it; a key never
 * goes with another body, which the server would refuse.
 */
export class RequestKeys {
  readonly #newKey: () => string;

  /** The one that was tried last is the last. */
  readonly #tries = new Map<string, { readonly key: string; readonly at: number }>();

  constructor(newKey: () => string) {
    this.#newKey = newKey;
  }

  /** The key to ask with. @param body as it is sent @param now in milliseconds */
  for(body: string, now: number): string {
    const last = this.#tries.get(body);
    const key = last && now - last.at < keptFor ? last.key : this.#newKey();
    this.keep(body, key, now);
    return key;
  }

  /** It was tried with this key, and may have been made. */
  keep(body: string, key: string, now: number): void {
    this.#tries.delete(body);
    this.#tries.set(body, { key, at: now });
    for (const [oldest] of this.#tries) {
      if (this.#tries.size <= keptMost) {
        break;
      }

      this.#tries.delete(oldest);
    }
  }

  /** It was answered with its consult: who asks for the same again means another one. */
  made(body: string): void {
    this.#tries.delete(body);
  }
}
