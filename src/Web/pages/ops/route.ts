export const areas = ["overview", "consults", "providers", "hours", "promises", "distribution"] as const;

export type Area = (typeof areas)[number];

/** Where on the page one is; kept behind the `#` of the address, so that it can be linked to. */
export interface Route {
  readonly area: Area;

  /** Of the area of consults: the state whose queue is listed. */
  readonly state?: string;

  /** Of the area of consults: which one is explained. */
  readonly consult?: string;
}

/** @returns undefined where the hash is none of this page's */
export function parseRoute(hash: string): Route | undefined {
  const [area, first, second] = hash.replace(/^#/, "").split("/");
  if (!areas.includes(area as Area)) {
    return undefined;
  }

  if (area !== "consults") {
    return { area: area as Area };
  }

  const parts = [first, second].filter((part): part is string => Boolean(part));
  const state = parts.find((part) => /^[A-Z]{2}$/.test(part));
  const consult = parts.find((part) => part.startsWith("cns_"));
  return { area, ...(state ? { state } : {}), ...(consult ? { consult } : {}) };
}

export function formatRoute({ area, state, consult }: Route): string {
  return `#${[area, state, consult].filter(Boolean).join("/")}`;
}
