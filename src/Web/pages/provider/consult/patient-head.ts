import { html, nothing, type TemplateResult } from "lit";
import type { ProviderConsultBody } from "#shared/api/schema";
import { ageInYears, calendarDay, today } from "#shared/format/time";
import { serverClock } from "#shared/live/server-clock";
import { provider } from "#strings/provider";

const sexes: Readonly<Record<string, string>> = { female: "F", male: "M" };

/** Who the patient is, in one line that can be read across the desk. */
export function patientHead({ consultId, patient, intake }: ProviderConsultBody): TemplateResult {
  if (!patient) {
    const text = intake === undefined ? provider.consult.patientLoading : provider.consult.patientErased;
    return html`<h2 class="patient-name" id="patient-${consultId}" tabindex="-1">${text}</h2>`;
  }

  const age = patient.birthDate ? ageInYears(patient.birthDate, today(serverClock.date())) : undefined;
  const sex = patient.sex ? (sexes[patient.sex.toLowerCase()] ?? patient.sex) : undefined;
  const contact = [patient.phone, patient.email].filter((entry) => entry);
  return html`<h2 class="patient-name" id="patient-${consultId}" tabindex="-1">${patient.givenName} ${patient.familyName}</h2>
    <p class="patient-line">
      ${age === undefined ? nothing : html`<strong>${provider.consult.years(age)}</strong>`}
      ${sex ? html`<span>${sex}</span>` : nothing}
      ${patient.birthDate ? html`<span>${provider.consult.born(calendarDay(patient.birthDate))}</span>` : nothing}
      ${contact.map((entry) => html`<span>${entry}</span>`)}
    </p>`;
}
