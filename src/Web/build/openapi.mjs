// Takes openapi.json from a running server: npm run openapi -- http://127.0.0.1:5080
import { writeFile } from "node:fs/promises";
import { snapshotOf } from "./snapshot.mjs";

const server = process.argv[2];
if (!server) {
  console.error("Expected the address of a running server: npm run openapi -- http://127.0.0.1:5080");
  process.exit(1);
}

const answer = await fetch(new URL("/openapi/v1.json", server));
if (!answer.ok) {
  console.error(`The server answered ${answer.status}.`);
  process.exit(1);
}

await writeFile(new URL("../openapi.json", import.meta.url), snapshotOf(await answer.json()));
