const oldest = 130;

/**
 * A birth date as people type it, `yyyy-MM-dd`: "3/7/1992", "3-7-92", "03071992" (month first) or "1992-03-07".
 * Undefined where it is no day, or none on which somebody living was born.
 * @param today `yyyy-MM-dd`
 */
export function birthDateOf(text: string, today: string): string | undefined {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const parted = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/.exec(typed);
  const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
  const found = iso
    ? { year: iso[1]!, month: iso[2]!, day: iso[3]! }
    : parted || digits
      ? { month: (parted ?? digits)![1]!, day: (parted ?? digits)![2]!, year: (parted ?? digits)![3]! }
      : undefined;
  if (!found) {
    return undefined;
  }

  const year = found.year.length === 4 ? Number(found.year) : century(Number(found.year), Number(today.slice(0, 4)));
  const month = Number(found.month);
  const day = Number(found.day);
  const date = new Date(Date.UTC(year, month - 1, day));
  const written = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && written <= today && year >= Number(today.slice(0, 4)) - oldest ? written : undefined;
}

/** Two digits mean the last such year that has begun. */
function century(twoDigits: number, thisYear: number): number {
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear ? year - 100 : year;
}
