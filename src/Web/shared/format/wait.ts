const minute = 60;
const hour = 60 * minute;

/** "under 1 min", "3–6 min", "about 4 min", "1.5–2 h": from what half wait to what four of five stay below, in seconds. */
export function waitInterval(p50: number, p80: number): string {
  if (p80 < minute) {
    return "under 1 min";
  }

  const isLong = p80 >= 90 * minute;
  const unit = isLong ? "h" : "min";
  const low = isLong ? halves(p50 / hour) : Math.max(0, Math.floor(p50 / minute));
  const high = isLong ? halves(p80 / hour) : Math.ceil(p80 / minute);
  return low >= high ? `about ${high} ${unit}` : `${low}–${high} ${unit}`;
}

/** "<1", "7", "95": minutes, rounded up, for where there is no room for a word. */
export function waitMinutes(seconds: number): string {
  return seconds < minute ? "<1" : String(Math.ceil(seconds / minute));
}

function halves(hours: number): number {
  return Math.round(hours * 2) / 2;
}
