import type { Plugin } from "vite";

const line = /^<page-shell of="([a-z-]+)" title="([^"]+)" opening="([^"]+)"><\/page-shell>\s*$/;

/**
 * Makes a whole document of a page's one line: its name, its title, and what is read until its script runs. The element
 * NAME-page, its style NAME.css and main.ts are the page's own.
 */
export function shell(): Plugin {
  return {
    name: "dispatch-shell",
    transformIndexHtml: {
      order: "pre",
      handler(html, { filename }) {
        const [, name, title, opening] = line.exec(html) ?? [];
        if (!name) {
          throw new Error(`${filename}: expected one <page-shell of title opening>.`);
        }

        return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Dispatch</title>
    <link rel="icon" href="../icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="../../shared/design/index.css" />
    <link rel="stylesheet" href="./${name}.css" />
    <script type="module" src="./main.ts"></script>
  </head>
  <body>
    <${name}-page>
      <header class="app-bar"><span class="brand">Dispatch</span></header>
      <main class="opening" aria-busy="true"><p class="muted">${opening}</p></main>
    </${name}-page>
    <noscript><p class="opening">This page needs JavaScript.</p></noscript>
  </body>
</html>
`;
      },
    },
  };
}
