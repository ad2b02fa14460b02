type Listener = () => void;

const listeners = new Set<Listener>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Calls back at each full second while anybody listens: one timer for all clocks of a page. @returns its own undo */
export function everySecond(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    schedule();
  }

  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearTimeout(timer);
    }
  };
}

function schedule(): void {
  timer = setTimeout(() => {
    schedule();
    for (const listener of [...listeners]) {
      listener();
    }
  }, 1000 - (Date.now() % 1000));
}
