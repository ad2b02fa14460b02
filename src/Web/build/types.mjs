// Writes shared/api/schema.ts from openapi.json, which is the served document (see build/openapi.mjs).
import { readFile, writeFile } from "node:fs/promises";
import openapiTypescript, { astToString } from "openapi-typescript";

const source = new URL("../openapi.json", import.meta.url);
const target = new URL("../shared/api/schema.ts", import.meta.url);

const text = astToString(await openapiTypescript(source, { alphabetize: false, rootTypes: true, rootTypesNoSchemaPrefix: true }));
const before = await readFile(target, "utf8").catch(() => "");
if (before !== text) {
  await writeFile(target, text);
}
