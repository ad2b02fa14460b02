import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { signIn } from "./console";
import type { DispatchServer } from "./dispatch-server";

/** Operations as a person uses it. */
export class OpsPage {
  constructor(readonly page: Page) {}

  /** Signs the browser in and opens the page. */
  static async open(context: BrowserContext, server: DispatchServer, hash = ""): Promise<OpsPage> {
    await signIn(context, server.address, server.operatorToken);
    const ops = new OpsPage(await context.newPage());
    await ops.page.goto(`${server.address}/ops${hash}`);
    await ops.isLive();
    return ops;
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  get events(): Locator {
    return this.page.locator("events-panel .event");
  }

  async isLive(): Promise<void> {
    await expect(this.page.getByText("Live", { exact: true })).toBeVisible();
  }

  async go(area: "Overview" | "Consults" | "Providers" | "Service hours" | "Promises" | "Distribution"): Promise<void> {
    await this.page.getByRole("tab", { name: area }).click();
    await expect(this.page.getByRole("tab", { name: area })).toHaveAttribute("aria-selected", "true");
  }

  /** The row of a state, by its name. */
  stateRow(name: string): Locator {
    return this.page.locator("states-table tbody tr", { has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** The row of a provider in whatever table is shown. */
  providerRow(name: string): Locator {
    return this.page.locator("tbody tr", { hasText: name });
  }
}
