import { Refusal } from "#shared/api/problem";
import type { OwnProfileBody } from "#shared/api/schema";
import { signalr } from "#shared/live/hub-transport";
import { serverClock } from "#shared/live/server-clock";
import { Store } from "#shared/live/store";
import { TabGroup } from "#shared/live/tab-group";
import { onWake } from "#shared/live/wake";
import { goToSignIn, isSignedIn } from "#shared/session/session";
import type { DeskCommands } from "./desk/desk-link";
import { DeskLink } from "./desk/desk-link";
import { emptyDesk, type DeskState, type SharedDesk } from "./desk/desk-state";
import { Catalogue } from "./order/catalogue";

/** The provider's console as its views see it: what is known, and what can be asked. */
export class Console {
  readonly shared = new Store<SharedDesk>({ desk: emptyDesk, link: { is: "connecting", staleSince: undefined }, spoken: [] });
  readonly role: TabGroup<SharedDesk>["role"];

  /** A console without its catalogue still takes offers. */
  readonly catalogue = new Catalogue();
  readonly #tabs: TabGroup<SharedDesk>;
  #link: DeskLink | undefined;

  constructor(provider: OwnProfileBody, readonly onOffers: (offerIds: readonly string[], desk: DeskState) => void) {
    this.#tabs = new TabGroup<SharedDesk>(`dispatch.provider.${provider.id}`);
    this.role = this.#tabs.role;
    this.#tabs.state.subscribe((shared) => {
      if (shared) {
        if (shared.link.is === "live" && this.shared.value.link.is !== "live") {
          void this.catalogue.load();
        }

        this.shared.set(shared);
        if (shared.link.is === "signedOut") {
          goToSignIn("provider", "idle");
        }
      }
    });
  }

  start(): void {
    void this.#tabs.join((last) => {
      this.#link = new DeskLink(last, {
        transport: () => signalr("/hubs/provider"),
        isSignedIn: () => isSignedIn("provider"),
        now: () => serverClock.now(),
        publish: (shared) => this.#tabs.publish(shared),
        onOffers: this.onOffers,
      });
      this.#link.start();
      onWake(() => this.#link?.wake());
      return this.#link.carryOut;
    });
    void this.catalogue.load();
  }

  /** Asks for what only the leading tab can do. @throws Refusal */
  async ask<C extends keyof DeskCommands>(
    command: C,
    ...args: Parameters<DeskCommands[C]>
  ): Promise<Awaited<ReturnType<DeskCommands[C]>>> {
    try {
      return await this.#tabs.call<Awaited<ReturnType<DeskCommands[C]>>>(command, ...args);
    } catch (fault) {
      throw Refusal.ofHub(fault);
    }
  }
}
