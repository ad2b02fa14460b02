import { states } from "virtual:catalog";

/** Whose clock and language a time is written for. */
export interface Viewer {
  /** BCP 47; undefined for the browser's. */
  readonly locale: string | undefined;

  /** IANA; undefined for the browser's. */
  readonly timeZone: string | undefined;
}

export const browser: Viewer = { locale: undefined, timeZone: undefined };

const day = 24 * 60 * 60 * 1000;
const quarterHour = 15 * 60 * 1000;

// A table shows hundreds of times a second while it is scrolled: formats are made once, and offsets looked up.
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();
const offsets = new Map<string, string>();
const offsetsKept = 4_000;

const timeOfDay: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
const timeWithSeconds: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit", second: "2-digit" };
const timeWithZone: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
const dayAndTime: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" };
const dayInFigures: Intl.DateTimeFormatOptions = { year: "numeric", month: "numeric", day: "numeric" };
const dayPadded: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit" };
const dayInWords: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", day: "numeric" };
const shortZone: Intl.DateTimeFormatOptions = { timeZoneName: "short" };
const longOffset: Intl.DateTimeFormatOptions = { timeZoneName: "longOffset" };

/** "2:05 PM". */
export function clock(at: Date, viewer: Viewer = browser): string {
  return format(viewer, timeOfDay).format(at);
}

/** "2:05:09 PM". */
export function clockWithSeconds(at: Date, viewer: Viewer = browser): string {
  return format(viewer, timeWithSeconds).format(at);
}

/** "Nov 25, 2:05 PM", without the day where it is the day of `now`. */
export function moment(at: Date, now: Date, viewer: Viewer = browser): string {
  const dayOf = format(viewer, dayInFigures);
  return dayOf.format(at) === dayOf.format(now)
    ? clock(at, viewer)
    : format(viewer, dayAndTime).format(at);
}

/**
 * A time on the clock of a state, with that clock's name: "5:05 PM EST". Undefined where it reads as on the viewer's
 * own clock, and nothing would be said twice.
 */
export function stateClock(at: Date, state: string, viewer: Viewer = browser): string | undefined {
  const timeZone = states[state]?.timeZone;
  if (!timeZone) {
    return undefined;
  }

  const there: Viewer = { locale: viewer.locale, timeZone };
  return offset(at, there) === offset(at, viewer)
    ? undefined
    : format(there, timeWithZone).format(at);
}

/** A calendar day as the contract writes it, `yyyy-MM-dd`: "Nov 25, 2026", the same in every zone. */
export function calendarDay(isoDay: string, viewer: Viewer = browser): string {
  return format({ ...viewer, timeZone: "UTC" }, dayInWords).format(utc(isoDay));
}

/** Whole days from the viewer's day of `now` to a calendar day; negative once it is past. */
export function daysUntil(isoDay: string, now: Date, viewer: Viewer = browser): number {
  return Math.round((utc(isoDay).getTime() - utc(today(now, viewer)).getTime()) / day);
}

/** The viewer's calendar day of `now`: `yyyy-MM-dd`. */
export function today(now: Date, viewer: Viewer = browser): string {
  const parts = format({ locale: "en-US", timeZone: viewer.timeZone }, dayPadded)
    .formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)!.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** Completed years from a birth date to a day, both `yyyy-MM-dd`. */
export function ageInYears(birthDate: string, onDay: string): number {
  const years = Number(onDay.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return onDay.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** "PST": what the viewer's clock is called. */
export function zoneName(at: Date, viewer: Viewer = browser): string {
  return format(viewer, shortZone).formatToParts(at).find((p) => p.type === "timeZoneName")!.value;
}

/** Clocks are set at full quarters of an hour, if at all. */
function offset(at: Date, viewer: Viewer): string {
  const key = `${viewer.timeZone ?? ""} ${Math.floor(at.getTime() / quarterHour)}`;
  let found = offsets.get(key);
  if (found === undefined) {
    found = format({ locale: "en-US", timeZone: viewer.timeZone }, longOffset)
      .formatToParts(at)
      .find((p) => p.type === "timeZoneName")!.value;
    if (offsets.size >= offsetsKept) {
      offsets.clear();
    }

    offsets.set(key, found);
  }

  return found;
}

function utc(isoDay: string): Date {
  return new Date(`${isoDay}T00:00:00Z`);
}

/** @param options one of the constants above, which it is remembered by. */
function format(viewer: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let ofOptions = formats.get(options);
  if (!ofOptions) {
    formats.set(options, (ofOptions = new Map()));
  }

  const key = `${viewer.locale ?? ""} ${viewer.timeZone ?? ""}`;
  let found = ofOptions.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(viewer.locale, viewer.timeZone ? { ...options, timeZone: viewer.timeZone } : options);
    ofOptions.set(key, found);
  }

  return found;
}
