import { test as base } from "@playwright/test";
import { DispatchServer } from "./dispatch-server";
import { People } from "./people";

interface Shared {
  /** One server for all tests of a run: each has a state and people of its own. */
  readonly server: DispatchServer;
  readonly people: People;
}

interface Own {
  /** A state that no other test asks for consults in. */
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
  state: async ({}, use) => use(states[taken++ % states.length]!),
});

export { expect } from "@playwright/test";
