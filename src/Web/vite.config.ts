import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { catalog } from "./build/catalog";
import { compressed } from "./build/compress";
import { shell } from "./build/shell";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env["DISPATCH_SERVER"] ?? "http://127.0.0.1:5080";

// Each folder of pages/ that holds an index.html is a page, served under its name.
const pages = Object.fromEntries(
  readdirSync(here("pages"))
    .map((name) => [name, here(`pages/${name}/index.html`)] as const)
    .filter(([, path]) => existsSync(path)),
);

export default defineConfig({
  root: here("pages"),
  plugins: [shell(), catalog(), compressed()],
  build: {
    outDir: process.env["DISPATCH_WEB_OUT"] ?? here("../Api/wwwroot"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: pages,
      // Comments of a library that Rollup would have placed elsewhere.
      onwarn: (warning, warn) => warning.code === "INVALID_ANNOTATION" || warn(warning),
    },
  },
  server: {
    fs: { allow: [here("."), here("../Domain")] },
    proxy: { "/v1": server, "/openapi": server, "/hubs": { target: server, ws: true } },
  },
  test: {
    root: here("."),
    include: ["tests/**/*.test.ts"],
    // Zone and locale of the viewer are given in each test; nothing may depend on the machine's.
    env: { TZ: "America/Los_Angeles" },
  },
});
