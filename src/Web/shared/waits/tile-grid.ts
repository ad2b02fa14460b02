/** Where each state's tile stands: rows from north to south, columns from west to east, two letters a tile. */
const rows = [
  "AK .. .. .. .. .. .. .. .. .. ME",
  ".. .. .. .. .. .. .. .. .. VT NH",
  "WA ID MT ND MN IL WI MI NY RI MA",
  "OR NV WY SD IA IN OH PA NJ CT ..",
  "CA UT CO NE MO KY WV VA MD DE ..",
  ".. AZ NM KS AR TN NC SC DC .. ..",
  ".. .. .. OK LA MS AL GA .. .. ..",
  "HI .. .. TX .. .. .. .. FL .. ..",
];

export interface Tile {
  readonly state: string;

  /** From 1, as CSS grids count. */
  readonly row: number;
  readonly column: number;
}

/** In reading order. */
export const tiles: readonly Tile[] = rows.flatMap((row, y) =>
  row.split(" ").flatMap((state, x) => (state === ".." ? [] : [{ state, row: y + 1, column: x + 1 }])));

export type Direction = "left" | "right" | "up" | "down";

/** The nearest tile in a direction: in the same row or column first, else the closest one of the next. */
export function neighbour(state: string, direction: Direction): string {
  const from = tiles.find((tile) => tile.state === state)!;
  const sign = direction === "left" || direction === "up" ? -1 : 1;
  const isSideways = direction === "left" || direction === "right";
  const along = (tile: Tile) => sign * (isSideways ? tile.column - from.column : tile.row - from.row);
  const across = (tile: Tile) => Math.abs(isSideways ? tile.row - from.row : tile.column - from.column);
  const nearest = tiles
    .filter((tile) => along(tile) > 0 && (!isSideways || across(tile) === 0))
    .sort((a, b) => along(a) + 2 * across(a) - along(b) - 2 * across(b))[0];
  return nearest?.state ?? state;
}
