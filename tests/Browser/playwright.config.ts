import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// Browsers are not downloaded: the system's is used, without a window's own pages where there is one.
const executablePath =
  process.env["CHROMIUM"] ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path)) ?? "chromium";

export default defineConfig({
  testDir: "specs",
  outputDir: "../../artifacts/browser/results",
  snapshotPathTemplate: "screenshots/{arg}{ext}",
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  forbidOnly: true,
  reporter: [["list"], ["./harness/summary-reporter.ts"]],
  expect: {
    timeout: 10_000,
    // Fonts are drawn a little differently by each version of the browser.
    toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: "disabled", stylePath: "harness/still.css" },
  },
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, args: ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"] },
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
    // A trace costs as much as the test; --trace retain-on-failure keeps one.
    trace: "off",
    screenshot: "only-on-failure",
    actionTimeout: 10_000,
  },
});
