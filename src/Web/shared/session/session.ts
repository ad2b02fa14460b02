import { get, remove, Unreachable } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { SessionBody } from "#shared/api/schema";

export type Kind = SessionBody["kind"];

const pageOf: Record<Kind, string> = { provider: "/provider", clinic: "/clinic", operator: "/ops", wall: "/wall" };

export function pageFor(kind: Kind): string {
  return pageOf[kind];
}

/** The session that this browser has for a page; undefined when there is none. @throws Unreachable */
export async function findSession(kind: Kind): Promise<SessionBody | undefined> {
  try {
    const { sessions } = await get("/v1/session", { query: { kind }, signal: AbortSignal.timeout(5_000) });
    return sessions.find((session) => session.kind === kind);
  } catch (fault) {
    if (fault instanceof Refusal && fault.status === 401) {
      return undefined;
    }

    throw fault;
  }
}

/** Whether the session stands, as far as can be known: nobody is signed off because the network is away. */
export async function isSignedIn(kind: Kind): Promise<boolean> {
  try {
    return (await findSession(kind)) !== undefined;
  } catch (fault) {
    if (fault instanceof Unreachable || fault instanceof Refusal) {
      return true;
    }

    throw fault;
  }
}

// Where the page goes is decided once: what else ends on the way changes nothing.
let isLeaving = false;

/** Ends the session and goes to where one signs in. */
export async function signOut(kind: Kind): Promise<void> {
  isLeaving = true;
  await remove("/v1/session", { query: { kind } }).catch(() => undefined);
  leave(kind, "signedOut");
}

/** Ends the session and goes to a page that needs none of it. @throws Unreachable, Refusal; then one stays signed in */
export async function signOutTo(page: string, kind: Kind): Promise<void> {
  isLeaving = true;
  try {
    await remove("/v1/session", { query: { kind } });
  } catch (fault) {
    isLeaving = false;
    throw fault;
  }

  location.assign(page);
}

/** @param why `idle` is told to the person */
export function goToSignIn(kind: Kind, why: "none" | "idle"): void {
  if (!isLeaving) {
    isLeaving = true;
    leave(kind, why);
  }
}

function leave(kind: Kind, why: "none" | "idle" | "signedOut"): void {
  const search = new URLSearchParams({ next: pageFor(kind) });
  if (why !== "none") {
    search.set("why", why);
  }

  location.assign(`/sign-in?${search}`);
}
