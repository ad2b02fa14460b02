/**
 * Loads what makes the page alive once the browser has shown what stands in its HTML: the first paint does not wait for
 * scripts to be read.
 */
export function afterFirstPaint(load: () => Promise<unknown>): void {
  // A frame's callbacks run before it is painted, a task that they queue after it.
  requestAnimationFrame(() => setTimeout(() => void load()));
}
