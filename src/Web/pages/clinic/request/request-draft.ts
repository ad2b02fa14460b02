import type { ClinicProviderBody, RequestConsultBody } from "#shared/api/schema";
import { birthDateOf } from "#shared/format/birth-date";
import { services, states } from "virtual:catalog";

/** What is typed into the form, as it is typed. */
export interface RequestDraft {
  readonly given: string;
  readonly family: string;
  readonly born: string;
  readonly state: string;
  readonly services: readonly string[];
  readonly modality: string;
  readonly isUrgent: boolean;

  /** An id; empty where the clinic has no locations, or none is named. */
  readonly location: string;

  /** An id, `same` for whoever served the patient last, or empty for anybody. */
  readonly provider: string;
  readonly allergies: string;
  readonly medications: string;
  readonly phone: string;
  readonly email: string;
}

export const samePerson = "same";

/** In the order of the form. */
export const checked = ["given", "family", "born", "state", "services"] as const;
export type Checked = (typeof checked)[number];

export function emptyDraft(state: string): RequestDraft {
  return {
    given: "",
    family: "",
    born: "",
    state,
    services: [],
    modality: "live",
    isUrgent: false,
    location: "",
    provider: "",
    allergies: "",
    medications: "",
    phone: "",
    email: "",
  };
}

/** Which fields are not as they must be. @param today `yyyy-MM-dd` */
export function faultsOf(draft: RequestDraft, today: string): readonly Checked[] {
  const isRight: Record<Checked, boolean> = {
    given: draft.given.trim() !== "",
    family: draft.family.trim() !== "",
    born: birthDateOf(draft.born, today) !== undefined,
    state: stateOf(draft.state) !== undefined,
    services: draft.services.length > 0,
  };
  return checked.filter((name) => !isRight[name]);
}

/** By its two letters or its name, in any case. */
export function stateOf(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  return Object.keys(states).find((code) => code.toLowerCase() === typed || states[code]!.name.toLowerCase() === typed);
}

/** Who of these could be asked there; of anybody's state where none is typed yet. */
export function licensedIn(providers: readonly ClinicProviderBody[], state: string): readonly ClinicProviderBody[] {
  const code = stateOf(state);
  return code ? providers.filter((provider) => provider.states.includes(code)) : providers;
}

/** Without a preferred provider who cannot be asked where the patient is: nobody would see that the consult waits for them. */
export function withinReach(draft: RequestDraft, providers: readonly ClinicProviderBody[]): RequestDraft {
  const canStay = ["", samePerson].includes(draft.provider) || licensedIn(providers, draft.state).some(({ id }) => id === draft.provider);
  return canStay ? draft : { ...draft, provider: "" };
}

/** As it is written in a note. */
export function nameOf(draft: RequestDraft): string {
  return `${draft.given.trim()} ${draft.family.trim()}`;
}

/** How all of these services can be held. */
export function modalitiesOf(chosen: readonly string[]): readonly string[] {
  return ["live", "async"].filter((modality) => chosen.every((id) => services[id]?.modalities.includes(modality)));
}

/** What is asked of the server. Only of a draft without faults. */
export function bodyOf(draft: RequestDraft, today: string): RequestConsultBody {
  const medications = draft.medications.split(",").map((one) => one.trim()).filter((one) => one !== "");
  const intake = {
    ...(draft.allergies.trim() ? { allergies: draft.allergies.trim() } : {}),
    ...(medications.length > 0 ? { medications } : {}),
  };
  return {
    patient: {
      givenName: draft.given.trim(),
      familyName: draft.family.trim(),
      birthDate: birthDateOf(draft.born, today) ?? null,
      email: draft.email.trim() || null,
      phone: draft.phone.trim() || null,
      sex: null,
    },
    state: stateOf(draft.state) ?? null,
    services: [...draft.services],
    modality: draft.modality,
    intake: Object.keys(intake).length > 0 ? intake : null,
    priority: draft.isUrgent ? "urgent" : "routine",
    preferredProviderId: draft.provider === samePerson ? null : draft.provider || null,
    preferSameProvider: draft.provider === samePerson ? true : null,
    preferredLanguage: null,
    locationId: draft.location || null,
    externalId: null,
    queueUntilOpen: true,
  };
}
