/** Which rows of a long list are drawn. */
export interface RowWindow {
  readonly first: number;

  /** Exclusive. */
  readonly end: number;
}

// Drawn beyond the edges, so that a quick scroll does not show where the list ends.
const beyond = 8;

/** All in pixels. */
export function windowAt(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  // Moves in steps: most scrolled pixels change nothing. A list may have become shorter than it is scrolled to.
  const top = Math.min(Math.floor(scrollTop / rowHeight), Math.max(0, count - 1));
  const first = Math.max(0, top - beyond - (top % 4));
  return { first, end: Math.min(count, top + Math.ceil(height / rowHeight) + beyond + 4) };
}

/** Where a list is scrolled to so that a row is in sight, and moved no more than needed. */
export function scrollInto(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  return top < scrollTop ? top : top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}
