import { get, remove, Unreachable } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { SessionBody } from "#shared/api/schema";
import { ask } from "#shared/components/question";
import { toast } from "#shared/components/toasts";
import { shared } from "#strings/shared";

export type Kind = SessionBody["kind"];

const longestAnswer = 5_000;

const pageOf: Record<Kind, string> = { provider: "/provider", clinic: "/clinic", operator: "/ops", wall: "/wall" };

export function pageFor(kind: Kind): string {
  return pageOf[kind];
}

/** The session that this browser has for a page; undefined when there is none. @throws Unreachable */
export async function findSession(kind: Kind): Promise<SessionBody | undefined> {
  try {
    const { sessions } = await get("/v1/session", { query: { kind }, signal: AbortSignal.timeout(longestAnswer) });
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
let isSigningOut = false;

// Nobody is asked again for what they have agreed to lose. A page's guard comes after this: it is set once the page is there.
let isAgreed = false;
window.addEventListener("beforeunload", (event) => isAgreed && event.stopImmediatePropagation());

/**
 * Ends the session and goes to where one signs in. Whoever has something unsaved is asked before; one stays, and is told so,
 * when the session could not be ended.
 */
export async function signOut(kind: Kind): Promise<void> {
  if (isSigningOut) {
    return;
  }

  isSigningOut = true;
  try {
    if (hasUnsaved() && !(await ask({ heading: shared.losesHeading, text: shared.losesText, yes: shared.signOut }))) {
      return;
    }

    await endSession(kind);
    isAgreed = true;
    leave(kind, "signedOut");
  } catch {
    toast(shared.notSignedOut, "bad");
  } finally {
    isSigningOut = false;
  }
}

/** Ends the session and goes to a page that needs none of it. @throws Unreachable, Refusal; then one stays signed in */
export async function signOutTo(page: string, kind: Kind): Promise<void> {
  await endSession(kind);
  location.assign(page);
}

/** Also where it has ended already. @throws Unreachable, Refusal; then it stands, and the page goes on */
export async function endSession(kind: Kind): Promise<void> {
  isLeaving = true;
  try {
    await remove("/v1/session", { query: { kind }, signal: AbortSignal.timeout(longestAnswer) });
  } catch (fault) {
    if (!(fault instanceof Refusal && fault.status === 401)) {
      isLeaving = false;
      throw fault;
    }
  }
}

/** @param why `idle` is told to the person */
export function goToSignIn(kind: Kind, why: "none" | "idle"): void {
  if (!isLeaving) {
    isLeaving = true;
    window.addEventListener("beforeunload", tellWhoStays);
    leave(kind, why);
  }
}

/** The browser asks whoever has something unsaved. Nothing goes on, also not this timer, before that is answered. */
function tellWhoStays(event: Event): void {
  window.removeEventListener("beforeunload", tellWhoStays);
  if (event.defaultPrevented) {
    setTimeout(() => toast(shared.signedOff, "bad"));
  }
}

/** Asks the page's guard, as the browser does when the page is left. */
function hasUnsaved(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

function leave(kind: Kind, why: "none" | "idle" | "signedOut"): void {
  const search = new URLSearchParams({ next: pageFor(kind) });
  if (why !== "none") {
    search.set("why", why);
  }

  location.assign(`/sign-in?${search}`);
}
