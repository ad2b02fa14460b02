import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Plugin } from "vite";

const compress = promisify(brotliCompress);
const text = /\.(?:js|css|html|svg|json)$/;

/** Writes NAME.br beside each text file of the build: the server sends it as it is, and compresses nothing by itself. */
export function compressed(): Plugin {
  let folder = "";
  return {
    name: "dispatch-compressed",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true });
      await Promise.all(
        files.filter((name) => text.test(name)).map(async (name) => {
          const path = join(folder, name);
          const bytes = await readFile(path);
          const smaller = await compress(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          });
          await writeFile(`${path}.br`, smaller);
        }),
      );
    },
  };
}
