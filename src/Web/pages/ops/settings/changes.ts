/** One statement of a setting as it is read by people: what it is about, and what it says. */
export interface Statement {
  readonly about: string;
  readonly says: string;
}

export interface Change {
  readonly about: string;

  /** Undefined where nothing was said before. */
  readonly before: string | undefined;

  /** Undefined where nothing is said any more. */
  readonly after: string | undefined;
}

/** What changes between two settings, in the order of the one that is to be; what is gone stands last. */
export function changesBetween(before: readonly Statement[], after: readonly Statement[]): readonly Change[] {
  const was = new Map(before.map(({ about, says }) => [about, says]));
  const is = new Map(after.map(({ about, says }) => [about, says]));
  return [
    ...after
      .filter(({ about, says }) => was.get(about) !== says)
      .map(({ about, says }) => ({ about, before: was.get(about), after: says })),
    ...before
      .filter(({ about }) => !is.has(about))
      .map(({ about, says }) => ({ about, before: says, after: undefined })),
  ];
}
