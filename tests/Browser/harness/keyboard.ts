import { expect, type Locator, type Page } from "@playwright/test";

const furthest = 150;

/** Presses Tab until what is looked for has the focus, from wherever it is now. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let i = 0; i < furthest && !(await target.evaluate((element) => element === document.activeElement)); i++) {
    await page.keyboard.press("Tab");
  }

  await expect(target).toBeFocused();
}
