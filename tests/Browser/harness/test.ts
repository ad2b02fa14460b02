import { test as base } from "@playwright/test";
import { DispatchServer } from "./dispatch-server";
import { People } from "./people";

interface Shared {
  /** One server for all tests of a run: each has a state and people of its own. */
  readonly server: DispatchServer;
  readonly people: People;
}

interface Own {
  /** A state in which nobody waits but whom the test asks for. */
  readonly state: string;
}

const states = "AL AR AZ CO CT DE GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV OH OK OR PA RI SC SD TN UT VA WA WI WV DC".split(" ");
let taken = 0;

export const test = base.extend<Own, Shared>({
  server: [
    async ({}, use) => {
      const server = await DispatchServer.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  people: [async ({ server }, use) => use(new People(server)), { scope: "worker" }],
  state: async ({ people }, use) => {
    const state = states[taken++ % states.length]!;
    await use(state);
    // There are more tests than states.
    await people.cancelOpen(state);
  },
});

export { expect } from "@playwright/test";
