import type { DistributionPolicy } from "#shared/api/schema";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import type { Statement } from "./changes";

const strings = ops.distribution;

export const policies = ["longestIdle", "roundRobin", "leastFlexible"] as const satisfies readonly DistributionPolicy[];

export interface StatePolicy {
  /** Its code; empty while none is chosen. */
  readonly state: string;
  readonly policy: DistributionPolicy;
}

/** Who is asked first, as it is edited. */
export interface DistributionDraft {
  /** Of the states that are not listed. */
  readonly policy: DistributionPolicy;
  readonly states: readonly StatePolicy[];
}

/** The document of the setting `distribution-policy`, as docs/matching.md describes it. */
export interface DistributionDocument {
  readonly policy: DistributionPolicy;
  readonly states?: readonly StatePolicy[];
}

/** What holds where nothing is set. */
export const builtIn: DistributionDraft = { policy: "longestIdle", states: [] };

export function readDistribution({ policy, states }: DistributionDocument): DistributionDraft {
  return { policy, states: states ?? [] };
}

export function writeDistribution({ policy, states }: DistributionDraft): DistributionDocument {
  return states.length > 0 ? { policy, states } : { policy };
}

/** What is wrong, in words. */
export function faultsOfDistribution({ states }: DistributionDraft): readonly string[] {
  const codes = states.map(({ state }) => state);
  return codes.includes("") || new Set(codes).size < codes.length ? [strings.wrongState] : [];
}

export function distributionAsStatements(draft: DistributionDraft | undefined): readonly Statement[] {
  const says = (policy: DistributionPolicy) => domain.policy[policy] ?? policy;
  return draft
    ? [
        { about: strings.everywhere, says: says(draft.policy) },
        ...draft.states.map(({ state, policy }) => ({ about: domain.state(state), says: says(policy) })),
      ]
    : [];
}
