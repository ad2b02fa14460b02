import { duration } from "#shared/format/duration";
import type { LadderAction, SlaPromise } from "#shared/api/schema";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import type { Statement } from "./changes";

const strings = ops.promises;

export const promiseFields = [
  "firstOfferSeconds", "acceptSeconds", "startSeconds", "completeSeconds", "giveUpSeconds", "inProgressLimitSeconds",
] as const;

export type PromiseField = (typeof promiseFields)[number];

/** Those for which steps can be set. */
export const stepPromises = ["firstOffer", "acceptance", "start", "completion", "giveUp"] as const satisfies readonly SlaPromise[];

export const stepActions = [
  "record", "dropPreferences", "raisePriority", "offerToTwo", "offerToThree", "remindProvider", "tellOperator",
  "tellClinicAndOperator", "tellPatientAndClinic",
] as const satisfies readonly LadderAction[];

export interface Step {
  readonly promise: SlaPromise;

  /** As typed. */
  readonly percent: string;
  readonly action: LadderAction;
}

export interface Rule {
  /** Empty for any. */
  readonly service: string;

  /** Empty for any. */
  readonly modality: string;

  /** Seconds as typed; empty for what is less specific. */
  readonly promises: Readonly<Record<PromiseField, string>>;

  /** Undefined for what is less specific. */
  readonly steps: readonly Step[] | undefined;
}

/** A policy as it is edited. */
export interface PromisesDraft {
  readonly rules: readonly Rule[];
}

/** The document of the setting `sla-policy`. */
export interface PromisesDocument {
  readonly rules: readonly {
    readonly service?: string;
    readonly modality?: string;
    readonly promises?: Readonly<Partial<Record<PromiseField, number>>>;
    readonly steps?: readonly { readonly promise: SlaPromise; readonly percent: number; readonly action: LadderAction }[];
  }[];
}

export const newRule: Rule = { service: "", modality: "", promises: everyField(() => ""), steps: undefined };

export function readPromises(document: PromisesDocument): PromisesDraft {
  return {
    rules: document.rules.map(({ service, modality, promises, steps }) => ({
      service: service ?? "",
      modality: modality ?? "",
      promises: everyField((field) => String(promises?.[field] ?? "")),
      steps: steps?.map((step) => ({ ...step, percent: String(step.percent) })),
    })),
  };
}

export function writePromises({ rules }: PromisesDraft): PromisesDocument {
  return {
    rules: rules.map(({ service, modality, promises, steps }) => {
      const said = promiseFields.filter((field) => promises[field].trim() !== "").map((field) => [field, Number(promises[field])]);
      return {
        ...(service ? { service } : {}),
        ...(modality ? { modality } : {}),
        ...(said.length > 0 ? { promises: Object.fromEntries(said) as Partial<Record<PromiseField, number>> } : {}),
        ...(steps ? { steps: steps.map((step) => ({ ...step, percent: Number(step.percent) })) } : {}),
      };
    }),
  };
}

/** What is wrong, in words; what only the server knows is left to it. */
export function faultsOfPromises({ rules }: PromisesDraft): readonly string[] {
  return rules.flatMap(({ promises, steps }, i) => [
    ...promiseFields
      .filter((field) => !/^\d*$/.test(promises[field].trim()))
      .map((field) => strings.wrongSeconds(i + 1, strings.fields[field]!)),
    ...(steps?.some((step) => !/^([1-9]\d?|100)$/.test(step.percent.trim())) ? [strings.wrongPercent(i + 1)] : []),
  ]);
}

export function promisesAsStatements(draft: PromisesDraft | undefined): readonly Statement[] {
  const seen = new Map<string, number>();
  return (draft?.rules ?? []).flatMap((rule) => {
    const target = [
      rule.service ? domain.service(rule.service) : strings.anyService,
      rule.modality ? domain.modality[rule.modality] : strings.anyModality,
    ].join(", ");

    // Two rules for the same are told apart by their order.
    const times = (seen.get(target) ?? 0) + 1;
    seen.set(target, times);
    const name = times === 1 ? target : `${target} (${times})`;
    const said = promiseFields
      .filter((field) => rule.promises[field].trim() !== "")
      .map((field) => ({ about: `${name}: ${strings.fields[field]!.toLowerCase()}`, says: duration(Number(rule.promises[field])) }));
    const steps = rule.steps && {
      about: `${name}: ${strings.steps.toLowerCase()}`,
      says: rule.steps.length === 0
        ? strings.noSteps
        : rule.steps.map((step) => `${domain.promise[step.promise]} ${step.percent}%: ${domain.ladder[step.action]}`).join("; "),
    };
    const all = [...said, ...(steps ? [steps] : [])];
    return all.length > 0 ? all : [{ about: name, says: strings.asBuiltIn }];
  });
}

function everyField(of: (field: PromiseField) => string): Record<PromiseField, string> {
  return Object.fromEntries(promiseFields.map((field) => [field, of(field)])) as Record<PromiseField, string>;
}
