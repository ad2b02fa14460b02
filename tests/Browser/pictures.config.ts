import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

// Takes the pictures that README.md shows. See pictures/pages.pictures.ts.
export default defineConfig({
  ...base,
  testDir: "pictures",
  testMatch: "*.pictures.ts",
  timeout: 600_000,
  reporter: [["line"]],
  use: { ...base.use, trace: "off", actionTimeout: 60_000 },
  expect: { timeout: 60_000 },
});
