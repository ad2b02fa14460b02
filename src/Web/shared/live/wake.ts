import { everySecond } from "./ticker";

// A second that took this long was one in which the computer slept, or the page was frozen.
const sleptFor = 5_000;

/** Calls back when the network, the page or the computer comes back from being away. @returns its own undo */
export function onWake(listener: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === "visible") {
      listener();
    }
  };
  let last = Date.now();
  const undoTick = everySecond(() => {
    const now = Date.now();
    if (now - last > sleptFor) {
      listener();
    }

    last = now;
  });
  window.addEventListener("online", listener);
  window.addEventListener("pageshow", listener);
  document.addEventListener("visibilitychange", whenVisible);
  return () => {
    undoTick();
    window.removeEventListener("online", listener);
    window.removeEventListener("pageshow", listener);
    document.removeEventListener("visibilitychange", whenVisible);
  };
}
