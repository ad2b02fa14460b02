import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import type { Provider } from "./people";

/** The provider's console as a person uses it. */
export class ConsolePage {
  constructor(readonly page: Page) {}

  /** Signs the browser in and opens the console. */
  static async open(context: BrowserContext, address: string, provider: Provider): Promise<ConsolePage> {
    await signIn(context, address, provider.accessToken);
    const console = new ConsolePage(await context.newPage());
    await console.page.goto(`${address}/provider`);
    await console.isLive();
    return console;
  }

  get offer(): Locator {
    return this.page.locator("offer-card");
  }

  get accept(): Locator {
    return this.offer.getByRole("button", { name: "Accept" });
  }

  get consult(): Locator {
    return this.page.locator("consult-view:not([hidden])");
  }

  /** What interrupted last. */
  get interruption(): Locator {
    return this.page.locator("ui-announcer [role=alert]");
  }

  async isLive(): Promise<void> {
    await expect(this.page.getByText("Live", { exact: true })).toBeVisible();
  }

  async goOnDuty(): Promise<void> {
    await this.page.getByRole("button", { name: "Go on duty" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Go on duty" }).click();
    await expect(this.page.locator(".duty-word")).toHaveText("On duty");
  }

  async start(): Promise<void> {
    await this.consult.getByRole("button", { name: "Start the consult" }).click();
    await expect(this.consult.locator("ui-badge", { hasText: "In progress" })).toBeVisible();
  }

  async decide(decision: "Approve" | "Deny" | "Refer", judgement: string): Promise<void> {
    await this.consult.getByText(decision, { exact: true }).click();
    await this.consult.getByLabel("Medical judgement").fill(judgement);
    if (decision === "Approve") {
      await this.fillOrder();
    }
  }

  /** Every field that the order of a Botox or filler consult needs. */
  async fillOrder(): Promise<void> {
    const order = this.consult.locator(".order");
    await order.getByLabel("History and indications").fill("Glabellar lines; no neuromuscular disease.");
    await order.getByLabel("Product").fill("onabotulinumtoxinA");
    await order.getByLabel("Areas").fill("glabella, forehead");
    await order.getByLabel("Maximum units").fill("64");
    await order.getByLabel("Valid until").fill("2099-11-25");
  }

  async sign(): Promise<void> {
    await this.consult.getByRole("button", { name: "Review and sign" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Sign and complete" }).click();
  }
}

/** Gives the browser a session, as the page where one signs in does. */
export async function signIn(context: BrowserContext, address: string, token: string): Promise<void> {
  const answer = await context.request.post(`${address}/v1/session`, { data: { token }, headers: { Origin: address } });
  expect(answer.status()).toBe(201);
}
