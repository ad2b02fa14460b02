const key = "dispatch.provider.duty";

/** What this browser remembers of how a provider works. */
export interface DutyPreferences {
  /** Kinds of consults to take; those that the provider does not hold are left out when going on duty. */
  readonly modalities: readonly string[];

  /** Whether signing is followed by a pause in which nothing is offered. */
  readonly wrapUp: boolean;
}

const usual: DutyPreferences = { modalities: ["live", "async"], wrapUp: true };

export function dutyPreferences(): DutyPreferences {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<DutyPreferences>) };
  } catch {
    return usual;
  }
}

/** Of the kinds that a provider holds, those that this browser was told to take; all of them when that leaves none. */
export function takenModalities(held: readonly string[]): readonly string[] {
  const taken = held.filter((kind) => dutyPreferences().modalities.includes(kind));
  return taken.length > 0 ? taken : held;
}

export function setModalities(modalities: readonly string[]): void {
  // Nobody is on duty for nothing.
  keep({ ...dutyPreferences(), modalities: modalities.length > 0 ? modalities : usual.modalities });
}

export function setWrapUp(wrapUp: boolean): void {
  keep({ ...dutyPreferences(), wrapUp });
}

function keep(preferences: DutyPreferences): void {
  localStorage.setItem(key, JSON.stringify(preferences));
}
