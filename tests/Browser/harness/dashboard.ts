import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { signIn } from "./console";
import type { Clinic } from "./people";

/** The clinic's dashboard as a person uses it. */
export class DashboardPage {
  constructor(readonly page: Page) {}

  /** Signs the browser in and opens the dashboard. */
  static async open(context: BrowserContext, address: string, clinic: Clinic, search = ""): Promise<DashboardPage> {
    await signIn(context, address, clinic.apiKey);
    const dashboard = new DashboardPage(await context.newPage());
    await dashboard.page.goto(`${address}/clinic${search}`);
    await dashboard.isLive();
    return dashboard;
  }

  get rows(): Locator {
    return this.page.locator(".rows-window [role=row]");
  }

  get grid(): Locator {
    return this.page.getByRole("grid");
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  async isLive(): Promise<void> {
    await expect(this.page.getByText("Live", { exact: true })).toBeVisible();
  }

  /** Asks for a new consult as somebody does who knows the form: no pointer. */
  async ask(given: string, family: string, state: string): Promise<void> {
    await this.write(given, family, state);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toHaveCount(0);
  }

  /** Opens the form and types what `ask` asks for. */
  async write(given: string, family: string, state: string): Promise<void> {
    const { keyboard } = this.page;
    await this.page.getByRole("button", { name: "New consult" }).focus();
    await keyboard.press("Enter");
    await expect(this.page.getByLabel("First name")).toBeFocused();
    await keyboard.type(given);
    await keyboard.press("Tab");
    await keyboard.type(family);
    await keyboard.press("Tab");
    await keyboard.type("030392");
    await keyboard.press("Tab");
    await keyboard.press("Control+A");
    await keyboard.type(state);
    await keyboard.press("Tab");
    await expect(this.page.getByRole("checkbox", { name: "Botox" })).toBeFocused();
    await keyboard.press("Space");
  }
}
