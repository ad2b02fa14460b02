import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

// Server, bot and browser share the machine's cores: a server that refuses what it has no time for would be measured, not
// the page.
process.env["Dispatch__Admission__Enabled"] ??= "false";

// Measures and reports; asserts nothing. See docs/benchmarks.md.
export default defineConfig({
  ...base,
  testDir: "bench",
  testMatch: "*.bench.ts",
  timeout: 3_600_000,
  reporter: [["line"]],
  use: { ...base.use, trace: "off" },
});
