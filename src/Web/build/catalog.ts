import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const id = "virtual:catalog";
const domain = new URL("../../Domain/", import.meta.url);

function rows(path: string): string[][] {
  const [, ...lines] = readFileSync(new URL(path, domain), "utf8").trim().split("\n");
  return lines.map((line) => line.split(","));
}

/** Gives the pages the domain's own catalogues of states and services: they are written down once, in src/Domain. */
export function catalog(): Plugin {
  return {
    name: "dispatch-catalog",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) {
        return undefined;
      }

      const states = rows("States/states.csv").map(([code, name, , timeZone]) => [code, { name, timeZone }]);
      const services = rows("Services/services.csv").map(([service, name, modalities, , prescription]) => [
        service,
        { name, modalities: modalities!.split(" "), isPrescription: prescription === "yes" },
      ]);
      return [
        `export const states = ${JSON.stringify(Object.fromEntries(states))};`,
        `export const services = ${JSON.stringify(Object.fromEntries(services))};`,
      ].join("\n");
    },
  };
}
