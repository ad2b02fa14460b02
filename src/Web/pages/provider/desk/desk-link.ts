import { get } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type {
  AcceptAnswer,
  CompleteAnswer,
  CompletionBody,
  DeclineAnswer,
  DutyAnswer,
  ProviderConsultBody,
  StatusAnswer,
} from "#shared/api/schema";
import { HubLink, LinkDown } from "#shared/live/hub-link";
import type { HubTransport } from "#shared/live/hub-transport";
import { spokenWith } from "../offers/spoken-offers";
import { ConsultReader } from "./consult-reader";
import { accepted, answering, apply, isServed, messageNames, withConsult, withoutConsult, withoutOffer, type DeskMessage } from "./desk";
import { emptyDesk, type DeskState, type SharedDesk } from "./desk-state";

export interface DeskLinkOptions {
  readonly transport: () => HubTransport;
  readonly isSignedIn: () => Promise<boolean>;
  readonly consult?: (consultId: string) => Promise<ProviderConsultBody>;
  readonly now: () => number;

  /** Hears of each change; the same value is told to the other tabs. */
  readonly publish: (shared: SharedDesk) => void;

  /** Hears of new offers when they are first published, of each once; not when one is sent again. */
  readonly onOffers?: (offerIds: readonly string[], desk: DeskState) => void;
}

// A change after a pause is shown at once, and a stream twenty times a second. One of more than 80 messages a second is
// shown less often, down to twice a second: more than that nobody can follow, and each time costs as much as all that it
// shows, on a slow machine a twentieth of its time.
const shortestGap = 50;
const longestGap = 500;
const hurriesFrom = 80;
const gapPerRate = 3.75;

const readConsult = (id: string): Promise<ProviderConsultBody> =>
  get("/v1/provider/consults/{id}", { path: { id }, headers: { "Dispatch-Background": "true" } });

/** The provider's desk on its live connection, as the leading tab holds it. */
export class DeskLink {
  readonly #options: DeskLinkOptions;
  readonly #link: HubLink;
  readonly #reader: ConsultReader;
  #desk: DeskState;
  #publishedAt = Number.NEGATIVE_INFINITY;
  #isFilling = false;
  #unpublished = 0;
  #gap = shortestGap;
  #newOffers: string[] = [];
  #spoken: readonly string[];
  #publication: ReturnType<typeof setTimeout> | undefined;

  /** @param last what the tab that led before knew */
  constructor(last: SharedDesk | undefined, options: DeskLinkOptions) {
    this.#options = options;
    this.#desk = last?.desk ?? emptyDesk;
    this.#spoken = last?.spoken ?? [];
    this.#link = new HubLink({
      transport: options.transport,
      isSignedIn: options.isSignedIn,
      resume: (link) => link.invoke("Resume", this.#desk.seq),
      now: options.now,
    });
    this.#reader = new ConsultReader(
      options.consult ?? readConsult,
      (consult) => this.#change((desk) => withConsult(desk, consult)),
    );
    for (const is of messageNames) {
      this.#link.on(is, (body: never) => this.#hear({ is, body } as DeskMessage));
    }

    this.#link.state.subscribe(() => this.#publishNow());
  }

  start(): void {
    this.#link.start();
  }

  stop(): Promise<void> {
    return this.#link.stop();
  }

  wake(): void {
    void this.#link.wake();
  }

  /** Carries out what a tab asks; refusals are thrown as `type: message`, so that they cross to another tab. */
  readonly carryOut = async (command: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      const answer = this.#commands[command as keyof DeskCommands](...(args as [never, never]));

      // Who asked sees at once that it is on its way, and then what came of it.
      this.#publishNow();
      return await answer;
    } catch (fault) {
      const refusal = fault instanceof LinkDown ? new Refusal("link-down", fault.message) : Refusal.ofHub(fault);
      throw new Error(`urn:dispatch:problem:${refusal.type}: ${refusal.message}`);
    } finally {
      this.#publishNow();
    }
  };

  readonly #commands: DeskCommands = {
    goOnDuty: (modalities) => this.#changeDuty("GoOnDuty", { modalities }),
    goOffDuty: () => this.#changeDuty("GoOffDuty"),
    takeBreak: () => this.#changeDuty("TakeBreak"),
    accept: async (offerId) => {
      this.#change((desk) => answering(desk, offerId, "accepting"));
      const answer = await this.#ask<AcceptAnswer>(offerId, "AcceptOffer", offerId);
      this.#change((desk) => answer.consult
        ? accepted(desk, offerId, answer.consult)
        : withoutOffer(desk, offerId, answer.reason ?? "unknownOffer", this.#options.now()));
      return answer;
    },
    decline: async (offerId, reason) => {
      this.#change((desk) => answering(desk, offerId, "declining"));
      const answer = await this.#ask<DeclineAnswer>(offerId, "DeclineOffer", offerId, reason);
      this.#change((desk) => withoutOffer(desk, offerId, answer.reason ?? "declined", this.#options.now()));
      return answer;
    },
    startConsult: async (consultId) => {
      const answer = await this.#link.invoke<StatusAnswer>("StartConsult", consultId);
      this.#change((desk) => {
        const held = desk.consults.find((consult) => consult.consultId === consultId);
        return held ? withConsult(desk, { ...held, status: answer.status }) : desk;
      });
      return answer;
    },
    complete: async (consultId, completion) => {
      const answer = await this.#link.invoke<CompleteAnswer>("CompleteConsult", consultId, completion);
      this.#reader.leave(consultId);
      const end = { how: "completed", decision: completion.decision ?? "", orderId: answer.orderId ?? undefined } as const;
      this.#change((desk) => withoutConsult(desk, consultId, end, this.#options.now()));
      return answer;
    },
    release: async (consultId, reason) => {
      this.#change((desk) => ({ ...desk, givingBack: consultId }));
      try {
        const answer = await this.#link.invoke<StatusAnswer>("ReleaseConsult", consultId, reason);
        this.#reader.leave(consultId);
        this.#change((desk) => withoutConsult(desk, consultId, { how: "released" }, this.#options.now()));
        return answer;
      } finally {
        this.#change((desk) => ({ ...desk, givingBack: undefined }));
      }
    },
    reconnect: async () => {
      await this.#link.wake();
    },
  };

  async #changeDuty(method: string, ...args: readonly unknown[]): Promise<DutyAnswer> {
    const answer = await this.#link.invoke<DutyAnswer>(method, ...args);
    this.#change((desk) => ({ ...desk, duty: answer.duty, dayChanges: desk.dayChanges + 1 }));
    return answer;
  }

  async #ask<T>(offerId: string, method: string, ...args: readonly unknown[]): Promise<T> {
    try {
      return await this.#link.invoke<T>(method, ...args);
    } catch (fault) {
      // Whether it was heard is not known; the stream says so once it is back. Until then it can be tried again.
      this.#change((desk) => answering(desk, offerId, undefined));
      throw fault;
    }
  }

  #hear(message: DeskMessage): void {
    const before = this.#desk;
    const { desk, hasGap, unknownConsult } = apply(before, message, this.#options.now());
    if (hasGap) {
      void this.#fill(before.seq);
      return;
    }

    const known = new Set(before.offers.map((offer) => offer.message.offerId));
    this.#newOffers.push(...desk.offers.map((offer) => offer.message.offerId).filter((id) => !known.has(id)));
    this.#change(() => desk);
    if (message.is === "Snapshot") {
      this.#reader.wantOnly(desk.consults.filter((consult) => !consult.patient).map((consult) => consult.consultId));
    } else if (unknownConsult) {
      this.#reader.want(unknownConsult);
    } else if (message.is === "ConsultChanged" && desk !== before && !isServed(message.body.status)) {
      this.#reader.leave(message.body.consultId);
    }
  }

  /** Asks for what is missing, once: each answer brings everything after that number. */
  async #fill(seq: number): Promise<void> {
    if (this.#isFilling) {
      return;
    }

    this.#isFilling = true;
    try {
      await this.#link.invoke("Resume", seq);
    } catch {
      // The next message shows the gap again.
    } finally {
      this.#isFilling = false;
    }
  }

  #change(change: (desk: DeskState) => DeskState): void {
    const next = change(this.#desk);
    if (next !== this.#desk) {
      this.#desk = next;
      this.#publish();
    }
  }

  #publish(): void {
    this.#unpublished++;
    const wait = this.#publishedAt + this.#gap - performance.now();
    if (wait <= 0) {
      this.#publishNow();
    } else {
      this.#publication ??= setTimeout(() => this.#publishNow(), wait);
    }
  }

  #publishNow(): void {
    clearTimeout(this.#publication);
    this.#publication = undefined;
    const now = performance.now();
    const perSecond = (this.#unpublished * 1000) / Math.max(shortestGap, now - this.#publishedAt);
    this.#gap = Math.min(longestGap, shortestGap + Math.max(0, perSecond - hurriesFrom) * gapPerRate);
    this.#publishedAt = now;
    this.#unpublished = 0;
    const desk = this.#desk;
    const isOpen = new Set(desk.offers.map((offer) => offer.message.offerId));
    const newOffers = this.#newOffers.filter((id) => isOpen.has(id));
    this.#newOffers = [];
    this.#spoken = spokenWith(this.#spoken, newOffers, desk.offers);
    this.#options.publish({ desk, link: this.#link.state.value, spoken: this.#spoken });
    if (newOffers.length > 0) {
      this.#options.onOffers?.(newOffers, desk);
    }
  }
}

/** What a tab may ask of the leading one. */
export interface DeskCommands {
  goOnDuty(modalities: readonly string[]): Promise<DutyAnswer>;
  goOffDuty(): Promise<DutyAnswer>;
  takeBreak(): Promise<DutyAnswer>;
  accept(offerId: string): Promise<AcceptAnswer>;
  decline(offerId: string, reason: string | undefined): Promise<DeclineAnswer>;
  startConsult(consultId: string): Promise<StatusAnswer>;
  complete(consultId: string, completion: CompletionBody): Promise<CompleteAnswer>;
  release(consultId: string, reason: string): Promise<StatusAnswer>;

  /** Tries the connection at once. */
  reconnect(): Promise<void>;
}
