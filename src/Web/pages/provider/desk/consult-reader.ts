import { Refusal } from "#shared/api/problem";
import type { ProviderConsultBody } from "#shared/api/schema";

const firstGap = 500;
const longestGap = 5_000;

/** Reads the consults that the desk lacks: each until it was read, is not to be had, or is not wanted any more. */
export class ConsultReader {
  readonly #read: (consultId: string) => Promise<ProviderConsultBody>;
  readonly #found: (consult: ProviderConsultBody) => void;

  /** By consult: what stands for its being wanted, so that an answer to an earlier want is known as one. */
  readonly #wanted = new Map<string, { timer?: ReturnType<typeof setTimeout> }>();

  constructor(read: (consultId: string) => Promise<ProviderConsultBody>, found: (consult: ProviderConsultBody) => void) {
    this.#read = read;
    this.#found = found;
  }

  want(consultId: string): void {
    if (!this.#wanted.has(consultId)) {
      this.#wanted.set(consultId, {});
      void this.#try(consultId, firstGap);
    }
  }

  /** Wants these and no others. */
  wantOnly(consultIds: readonly string[]): void {
    [...this.#wanted.keys()].filter((id) => !consultIds.includes(id)).forEach((id) => this.leave(id));
    consultIds.forEach((id) => this.want(id));
  }

  leave(consultId: string): void {
    clearTimeout(this.#wanted.get(consultId)?.timer);
    this.#wanted.delete(consultId);
  }

  async #try(consultId: string, gap: number): Promise<void> {
    const want = this.#wanted.get(consultId);
    if (!want) {
      return;
    }

    const isWanted = () => this.#wanted.get(consultId) === want;
    try {
      const consult = await this.#read(consultId);
      if (isWanted()) {
        this.leave(consultId);
        this.#found(consult);
      }
    } catch (fault) {
      if (!isWanted()) {
        return;
      }

      if (fault instanceof Refusal && fault.status === 404) {
        // Not this provider's any more.
        this.leave(consultId);
      } else {
        want.timer = setTimeout(() => void this.#try(consultId, Math.min(longestGap, gap * 2)), gap);
      }
    }
  }
}
