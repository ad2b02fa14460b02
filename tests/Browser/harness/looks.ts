import type { Page } from "@playwright/test";
import { expect, test } from "./test";

const sizes = { narrow: { width: 360, height: 740 }, wide: { width: 1920, height: 1080 } };

/** Compares what is in sight of a page, or all of it, with the committed picture of that name. */
export type Looks = (page: Page, name: string, fullPage?: boolean) => Promise<void>;

/** Declares tests once for each colour scheme and size that pages are pictured in. */
export function inEachLook(declare: (looks: Looks) => void): void {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, viewport] of Object.entries(sizes)) {
      test.describe(`${colorScheme}, ${size}`, () => {
        // The policy of the pages would keep out the style that holds still what moves.
        test.use({ colorScheme, viewport, bypassCSP: true });
        declare(async (page, name, fullPage = false) => {
          await page.evaluate(() => document.fonts.ready);
          await page.mouse.move(0, 0);
          await expect(page).toHaveScreenshot(`${name}-${colorScheme}-${size}.png`, { fullPage });
        });
      });
    }
  }
}

/** Nothing has the focus, and the top of the page is in sight. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
  });
}
