const counts = new Intl.NumberFormat();
const percents = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });

/** "12,345". */
export function count(n: number): string {
  return counts.format(n);
}

/** "93%"; an en dash where there was nothing to take a share of. */
export function share(part: number, whole: number): string {
  return whole > 0 ? percents.format(part / whole) : "–";
}

const rates = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const small = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const bytes = ["B", "kB", "MB", "GB", "TB"];

/** Of 0 to 1: "93%"; an en dash where there is none. */
export function percent(part: number | null | undefined): string {
  return part === null || part === undefined ? "–" : percents.format(part);
}

/** What happens per second: "12.3", below one "0.25", nothing "0". */
export function rate(perSecond: number): string {
  return perSecond === 0 ? "0" : perSecond < 1 ? small.format(perSecond) : rates.format(perSecond);
}

/** A time below a second: "0.3 ms", "12 ms", "1.2 s"; an en dash where there is none. */
export function milliseconds(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) {
    return "–";
  }

  return seconds >= 1
    ? `${rates.format(seconds)} s`
    : `${seconds < 0.01 ? rates.format(seconds * 1000) : counts.format(Math.round(seconds * 1000))} ms`;
}

/** "512 MB". */
export function size(n: number): string {
  const unit = Math.min(bytes.length - 1, n > 0 ? Math.floor(Math.log10(n) / 3) : 0);
  return `${counts.format(Math.round(n / 1000 ** unit))} ${bytes[unit]}`;
}
