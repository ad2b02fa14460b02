import { put } from "#shared/api/client";
import type { SessionBody } from "#shared/api/schema";
import { serverClock } from "#shared/live/server-clock";
import { Store } from "#shared/live/store";
import { everySecond } from "#shared/live/ticker";
import { findSession, goToSignIn, type Kind } from "./session";
import { endOf, type SessionEnd } from "./session-end";

// The server asks for no more than one a minute.
const tellEvery = 60_000;
const longestAnswer = 5_000;

/**
 * Tells the server that somebody is here while keys and pointer move, and knows when the session would end. A page that
 * nobody touches goes on until then; one that was signed off goes to where one signs in.
 */
export class SessionKeeper {
  readonly end = new Store<SessionEnd | undefined>(undefined);
  readonly #kind: Kind;
  #toldAt = 0;
  #askedAt = 0;

  constructor(kind: Kind, session: SessionBody) {
    this.#kind = kind;
    this.#take(session);
    for (const name of ["keydown", "pointerdown", "wheel"] as const) {
      document.addEventListener(name, () => this.#active(), { passive: true, capture: true });
    }

    everySecond(() => void this.#look());
  }

  /** "I am still here." @throws Unreachable, Refusal */
  async stay(): Promise<void> {
    this.#toldAt = Date.now();
    const { sessions } = await put("/v1/session", undefined, { query: { kind: this.#kind }, signal: AbortSignal.timeout(longestAnswer) });
    this.#take(sessions.find((session) => session.kind === this.#kind));
  }

  #active(): void {
    if (Date.now() - this.#toldAt >= tellEvery) {
      void this.stay().catch(() => undefined);
    }
  }

  /** The session may have been carried on elsewhere: asked each minute, and before it is taken to have ended. */
  async #look(): Promise<void> {
    const end = this.end.value;
    const isOver = end !== undefined && serverClock.now() >= end.at;
    if (Date.now() - this.#askedAt < (isOver ? 5_000 : tellEvery)) {
      return;
    }

    this.#askedAt = Date.now();
    try {
      const session = await findSession(this.#kind);
      if (session) {
        this.#take(session);
      } else {
        goToSignIn(this.#kind, "idle");
      }
    } catch {
      // The network is away: whoever needs it says so.
    }
  }

  #take(session: SessionBody | undefined): void {
    this.#askedAt = Date.now();
    this.end.set(session && endOf(session));
  }
}
