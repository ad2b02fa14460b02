import { beforeEach, describe, expect, it, vi } from "vitest";
import { TabCallFailed, TabGroup, type Channel, type TabGroupOptions } from "#shared/live/tab-group";

/** The browser's locks and channels, for tabs that a test opens and closes. */
class FakeBrowser {
  #tabs: FakeTab[] = [];
  #holder: FakeTab | undefined;
  readonly #waiting: { tab: FakeTab; start: () => void }[] = [];

  open(): TabGroup<number> {
    const tab = new FakeTab();
    this.#tabs.push(tab);
    const channel: Channel = {
      postMessage: (message) => {
        const copy = structuredClone(message);
        for (const other of this.#tabs.filter((t) => t !== tab)) {
          queueMicrotask(() => other.hear(copy));
        }
      },
      addEventListener: (_, listener) => tab.listeners.push(listener),
      close: () => undefined,
    };
    const request = async (_: string, ...rest: unknown[]): Promise<unknown> => {
      const work = rest.at(-1) as (lock: object | null) => Promise<unknown>;
      const isAsked = rest.length === 2;
      if (!this.#holder) {
        this.#holder = tab;
        return work({});
      }

      return isAsked ? work(null) : new Promise((done) => this.#waiting.push({ tab, start: () => done(work({})) }));
    };
    const group = new TabGroup<number>("desk", {
      locks: { request: request as never },
      channel: () => channel,
      callTimeout: 50,
    } satisfies TabGroupOptions);
    tab.group = group;
    return group;
  }

  close(group: TabGroup<number>): void {
    const tab = this.#tabs.find((t) => t.group === group)!;
    this.#tabs = this.#tabs.filter((t) => t !== tab);
    if (this.#holder === tab) {
      const next = this.#waiting.shift();
      this.#holder = next?.tab;
      next?.start();
    }
  }
}

class FakeTab {
  group: TabGroup<number> | undefined;
  readonly listeners: ((event: MessageEvent) => void)[] = [];

  hear(data: unknown): void {
    this.listeners.forEach((listener) => listener({ data } as MessageEvent));
  }
}

let browser: FakeBrowser;
const settle = () => new Promise((done) => setTimeout(done, 0));

beforeEach(() => {
  browser = new FakeBrowser();
});

describe("TabGroup", () => {
  it("has one leader, and the next one leads on from what it published", async () => {
    const [first, second] = [browser.open(), browser.open()];
    const leadSecond = vi.fn(() => () => Promise.resolve());
    void first.join(() => () => Promise.resolve());
    void second.join(leadSecond);
    await settle();
    expect([first.role.value, second.role.value]).toEqual(["leading", "following"]);
    first.publish(42);
    await settle();
    browser.close(first);
    await settle();
    expect(second.role.value).toBe("leading");
    expect(leadSecond.mock.calls).toEqual([[42]]);
  });

  it("tells a tab that comes later what is known", async () => {
    const first = browser.open();
    void first.join(() => () => Promise.resolve());
    await settle();
    first.publish(7);
    const second = browser.open();
    void second.join(() => () => Promise.resolve());
    await settle();
    expect(second.state.value).toBe(7);
  });

  it("carries out in the leader what another tab asks, and answers or refuses there", async () => {
    const [first, second] = [browser.open(), browser.open()];
    void first.join(() => (method, args) =>
      method === "accept" ? Promise.resolve(`accepted ${args[0]}`) : Promise.reject(new Error("gone")));
    void second.join(() => () => Promise.resolve());
    await settle();
    await expect(second.call("accept", "off_1")).resolves.toBe("accepted off_1");
    await expect(second.call("decline")).rejects.toThrow("gone");
  });

  it("fails what a leader was asked that closed before it answered", async () => {
    const [first, second] = [browser.open(), browser.open()];
    void first.join(() => () => new Promise(() => undefined));
    void second.join(() => () => Promise.resolve());
    await settle();
    const asked = expect(second.call("accept")).rejects.toBeInstanceOf(TabCallFailed);
    await settle();
    browser.close(first);
    await asked;
  });

  it("gives up on a leader that is frozen", async () => {
    const [first, second] = [browser.open(), browser.open()];
    void first.join(() => () => new Promise(() => undefined));
    void second.join(() => () => Promise.resolve());
    await settle();
    await expect(second.call("accept")).rejects.toThrow("did not answer");
  });
});
