import { Unreachable } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";

/** Why a request was in vain, in words. What is a fault of the page itself is thrown on. */
export function wordsFor(fault: unknown): string {
  if (fault instanceof Refusal) {
    return ops.refused(fault.type, fault.message);
  }

  if (fault instanceof Unreachable) {
    return shared.unreachable;
  }

  throw fault;
}
