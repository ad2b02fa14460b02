import { ops } from "#strings/ops";
import type { Statement } from "./changes";

const strings = ops.hours;

export const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export type Day = (typeof days)[number];

export interface Window {
  readonly from: string;
  readonly to: string;
}

export interface Holiday {
  /** `yyyy-MM-dd`; empty while it is being typed. */
  readonly date: string;

  /** None: closed all day. */
  readonly windows: readonly Window[];
}

/** Service hours day by day, as they are edited. */
export interface HoursDraft {
  readonly timeZone: string;
  readonly weekly: Readonly<Record<Day, readonly Window[]>>;
  readonly holidays: readonly Holiday[];
}

/** The document of the setting `service-hours`, as docs/operations.md describes it. */
export interface HoursDocument {
  readonly timeZone: string;
  readonly weekly: readonly { readonly days: readonly Day[]; readonly from: string; readonly to: string }[];
  readonly holidays?: readonly { readonly date: string; readonly windows?: readonly Window[] }[];
}

/** Where editing begins when nothing is set: every day from eight to eight. */
export function newHours(timeZone: string): HoursDraft {
  const window = { from: "08:00", to: "20:00" };
  return { timeZone, weekly: everyDay(() => [window]), holidays: [] };
}

export function readHours(document: HoursDocument): HoursDraft {
  return {
    timeZone: document.timeZone,
    weekly: everyDay((day) =>
      document.weekly.filter((entry) => entry.days.includes(day)).map(({ from, to }) => ({ from, to })).sort(byTime)),
    holidays: (document.holidays ?? []).map(({ date, windows }) => ({ date, windows: windows ?? [] })),
  };
}

/** The document that says the same: a window that several days have is written once. */
export function writeHours({ timeZone, weekly, holidays }: HoursDraft): HoursDocument {
  const entries = new Map<string, { days: Day[]; from: string; to: string }>();
  for (const day of days) {
    for (const { from, to } of weekly[day]) {
      const key = `${from}-${to}`;
      const entry = entries.get(key) ?? { days: [], from, to };
      entry.days.push(day);
      entries.set(key, entry);
    }
  }

  return {
    timeZone: timeZone.trim(),
    weekly: [...entries.values()],
    holidays: holidays.map(({ date, windows }) => (windows.length > 0 ? { date, windows } : { date })),
  };
}

/** What is wrong, in words; what only the server knows is left to it. */
export function faultsOfHours({ timeZone, weekly, holidays }: HoursDraft): readonly string[] {
  const dates = holidays.map((holiday) => holiday.date);
  return [
    ...(timeZone.trim() === "" ? [strings.wrongZone] : []),
    ...days.filter((day) => weekly[day].some((window) => !isWindow(window))).map((day) => strings.wrongWindow(strings.days[day]!)),
    ...(dates.some((date) => date === "") || new Set(dates).size < dates.length ? [strings.wrongDate] : []),
    ...holidays
      .filter((holiday) => holiday.windows.some((window) => !isWindow(window)))
      .map((holiday) => strings.wrongWindow(strings.holiday(holiday.date))),
  ];
}

export function hoursAsStatements(draft: HoursDraft | undefined): readonly Statement[] {
  if (!draft) {
    return [];
  }

  const says = (windows: readonly Window[]) =>
    windows.length === 0 ? strings.closed : [...windows].sort(byTime).map(({ from, to }) => `${from}–${to}`).join(", ");
  return [
    { about: strings.timeZone, says: draft.timeZone.trim() },
    ...days.map((day) => ({ about: strings.days[day]!, says: says(draft.weekly[day]) })),
    ...draft.holidays.map(({ date, windows }) => ({ about: strings.holiday(date), says: says(windows) })),
  ];
}

/** Whether it is written right and of at least a minute: `HH:mm` to a later `HH:mm`, at most `24:00`. */
export function isWindow({ from, to }: Window): boolean {
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  return time.test(from) && (time.test(to) || to === "24:00") && from < to;
}

function everyDay(of: (day: Day) => readonly Window[]): Record<Day, readonly Window[]> {
  return Object.fromEntries(days.map((day) => [day, of(day)])) as Record<Day, readonly Window[]>;
}

function byTime(a: Window, b: Window): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}
