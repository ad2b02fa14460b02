import {
  distributionAsStatements, faultsOfDistribution, readDistribution, writeDistribution, type DistributionDocument, type DistributionDraft,
} from "./distribution-draft";
import { faultsOfHours, hoursAsStatements, readHours, writeHours, type HoursDocument, type HoursDraft } from "./hours-draft";
import { faultsOfPromises, promisesAsStatements, readPromises, writePromises, type PromisesDocument, type PromisesDraft } from "./promises-draft";
import type { SettingShape } from "./setting-desk";

export const hoursShape: SettingShape<HoursDraft> = {
  kind: "service-hours",
  read: (document) => readHours(document as HoursDocument),
  write: writeHours,
  faults: faultsOfHours,
  statements: hoursAsStatements,
};

export const promisesShape: SettingShape<PromisesDraft> = {
  kind: "sla-policy",
  read: (document) => readPromises(document as PromisesDocument),
  write: writePromises,
  faults: faultsOfPromises,
  statements: promisesAsStatements,
};

export const distributionShape: SettingShape<DistributionDraft> = {
  kind: "distribution-policy",
  read: (document) => readDistribution(document as DistributionDocument),
  write: writeDistribution,
  faults: faultsOfDistribution,
  statements: distributionAsStatements,
};
