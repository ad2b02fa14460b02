import type { ConsultStatus } from "#shared/api/schema";

/** One consult as the table knows it: never its patient. Times are milliseconds since 1970. */
export interface ConsultRow {
  readonly id: string;
  readonly status: ConsultStatus;
  readonly state: string;
  readonly requestedAt: number;
  readonly acceptBy: number;
  readonly acceptedAt: number | undefined;
  readonly updatedAt: number;
  readonly version: number;
}

/** Empty words let everything through. */
export interface RowFilter {
  readonly show: "all" | "open" | "late" | "ended";
  readonly state: string;

  /** Part of an id. */
  readonly id: string;
}

export interface RowSort {
  readonly by: "requestedAt" | "wait" | "state" | "status";
  readonly isDescending: boolean;
}

export const everything: RowFilter = { show: "all", state: "", id: "" };
export const newestFirst: RowSort = { by: "requestedAt", isDescending: true };

export function isOpen(status: ConsultStatus): boolean {
  return status === "waiting" || status === "offered" || status === "assigned" || status === "inProgress";
}

/** Whether it was accepted after the promised time, or still waits beyond it. */
export function isLate({ status, acceptBy, acceptedAt, updatedAt }: ConsultRow, now: number): boolean {
  return (acceptedAt ?? (isOpen(status) ? now : updatedAt)) > acceptBy;
}

export function matches(row: ConsultRow, filter: RowFilter, now: number): boolean {
  return (
    (filter.state === "" || row.state === filter.state)
    && (filter.id === "" || row.id.includes(filter.id))
    && (filter.show === "all"
      || (filter.show === "open" && isOpen(row.status))
      || (filter.show === "ended" && !isOpen(row.status))
      || (filter.show === "late" && isOpen(row.status) && isLate(row, now)))
  );
}
