const minute = 60;
const hour = 60 * minute;

/** "45 s", "3 min 05 s", "1 h 12 min": two units at most, nothing below a second. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) {
    return `${whole} s`;
  }

  if (whole < hour) {
    const rest = whole % minute;
    return rest === 0 ? `${whole / minute} min` : `${Math.floor(whole / minute)} min ${two(rest)} s`;
  }

  const minutes = Math.floor((whole % hour) / minute);
  return minutes === 0 ? `${Math.floor(whole / hour)} h` : `${Math.floor(whole / hour)} h ${two(minutes)} min`;
}

/** "0:45", "3:05", "1:12:09": for what counts while somebody looks. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const tail = two(whole % minute);
  const minutes = Math.floor((whole % hour) / minute);
  return whole < hour ? `${minutes}:${tail}` : `${Math.floor(whole / hour)}:${two(minutes)}:${tail}`;
}

/** The same in the form of the datetime attribute: "PT185S". */
export function isoDuration(seconds: number): string {
  return `PT${Math.max(0, Math.floor(seconds))}S`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
