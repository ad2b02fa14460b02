import type { ClinicConsultChangedMessage, ConsultTableBody } from "#shared/api/schema";
import { isOpen, matches, type ConsultRow, type RowFilter, type RowSort } from "./consult-row";

/**
 * A clinic's consults, tens of thousands of them. A row keeps its place in memory for good; what is seen is a list of
 * places, filtered and sorted.
 */
export class ConsultRows {
  readonly #rows: ConsultRow[] = [];
  readonly #places = new Map<string, number>();

  get length(): number {
    return this.#rows.length;
  }

  row(place: number): ConsultRow {
    return this.#rows[place]!;
  }

  find(id: string): ConsultRow | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#rows[place];
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Takes a whole table in; what was heard since it was read is newer and stays. */
  load(table: ConsultTableBody): void {
    // Oldest first, so that what comes later follows in order.
    for (let i = table.ids.length - 1; i >= 0; i--) {
      this.#put({
        id: table.ids[i]!,
        status: table.statuses[i]!,
        state: table.states[i]!,
        requestedAt: table.requestedAt[i]!,
        acceptBy: table.acceptBy[i]!,
        acceptedAt: table.acceptedAt[i] ?? undefined,
        updatedAt: table.updatedAt[i]!,
        version: table.versions[i]!,
      });
    }
  }

  /** @returns whether it was news. */
  apply(message: ClinicConsultChangedMessage, now: number): boolean {
    return this.#put({
      id: message.consultId,
      status: message.status,
      state: message.state,
      requestedAt: Date.parse(message.requestedAt),
      acceptBy: Date.parse(message.acceptBy),
      acceptedAt: message.acceptedAt ? Date.parse(message.acceptedAt) : undefined,
      updatedAt: now,
      version: message.version,
    });
  }

  /** The places of the rows that a filter lets through, in the order of a sort, when the server's clock shows `now`. */
  view(filter: RowFilter, sort: RowSort, now: number): number[] {
    const places: number[] = [];
    for (let place = 0; place < this.#rows.length; place++) {
      if (matches(this.#rows[place]!, filter, now)) {
        places.push(place);
      }
    }

    const sign = sort.isDescending ? -1 : 1;
    if (sort.by === "state" || sort.by === "status") {
      const { by } = sort;
      places.sort((a, b) => {
        const one = this.#rows[a]![by];
        const other = this.#rows[b]![by];
        return one === other ? b - a : one < other ? -sign : sign;
      });
    } else {
      const { by } = sort;
      const keys = new Float64Array(this.#rows.length);
      for (const place of places) {
        keys[place] = key(this.#rows[place]!, by, now);
      }

      // Reversed first: newest first is the usual order, and a sorted list is sorted in one pass.
      places.reverse().sort((a, b) => sign * (keys[a]! - keys[b]!) || b - a);
    }

    return places;
  }

  #put(row: ConsultRow): boolean {
    const place = this.#places.get(row.id);
    if (place === undefined) {
      this.#places.set(row.id, this.#rows.length);
      this.#rows.push(row);
      return true;
    }

    if (this.#rows[place]!.version >= row.version) {
      return false;
    }

    this.#rows[place] = row;
    return true;
  }
}

function key(row: ConsultRow, by: "requestedAt" | "wait", now: number): number {
  return by === "requestedAt" ? row.requestedAt : waitKey(row, now);
}

/** Who still waits has waited longest of those who asked at the same time. */
function waitKey({ status, requestedAt, acceptedAt, updatedAt }: ConsultRow, now: number): number {
  const end = acceptedAt ?? (isOpen(status) ? now : updatedAt);
  return end - requestedAt;
}
