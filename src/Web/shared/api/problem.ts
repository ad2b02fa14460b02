import type { ProblemBody } from "./schema";

const prefix = "urn:dispatch:problem:";
const hubProblem = new RegExp(`${prefix}([a-z0-9-]+): (.*)$`, "s");

/** A refusal of the server, by REST or by a hub: `type` is stable, decide by it. */
export class Refusal extends Error {
  readonly type: string;

  /** 0 where a hub refused: it has no status. */
  readonly status: number;
  readonly errors: Readonly<Record<string, readonly string[]>>;

  constructor(type: string, detail: string, status = 0, errors: Readonly<Record<string, readonly string[]>> = {}) {
    super(detail);
    this.type = type;
    this.status = status;
    this.errors = errors;
  }

  static of(problem: Partial<ProblemBody>, status: number): Refusal {
    return new Refusal(
      shortType(problem.type ?? "internal"),
      problem.detail ?? problem.title ?? "",
      status,
      problem.errors ?? {},
    );
  }

  /** A hub's error reads `…urn:dispatch:problem:TYPE: message`; anything else is `internal` with its own text. */
  static ofHub(fault: unknown): Refusal {
    if (fault instanceof Refusal) {
      return fault;
    }

    const text = fault instanceof Error ? fault.message : String(fault);
    const match = hubProblem.exec(text);
    return match ? new Refusal(match[1]!, match[2]!) : new Refusal("internal", text);
  }
}

function shortType(type: string): string {
  return type.startsWith(prefix) ? type.slice(prefix.length) : type;
}
