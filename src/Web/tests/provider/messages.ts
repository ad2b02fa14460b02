import type { OfferMessage, ProviderConsultBody } from "#shared/api/schema";

export const offer = (seq: number, offerId = `off_${seq}`): OfferMessage => ({
  seq,
  offerId,
  consultId: `cns_${seq}`,
  state: "CA",
  services: ["botox"],
  modality: "live",
  priority: "routine",
  waitedSeconds: 3,
  offeredAt: "2026-11-25T22:05:00Z",
  expiresAt: "2026-11-25T22:05:30Z",
});

export const consult = (consultId: string, more: Partial<ProviderConsultBody> = {}): ProviderConsultBody => ({
  consultId,
  assignmentNumber: 1,
  status: "assigned",
  state: "CA",
  services: ["botox"],
  modality: "live",
  priority: "routine",
  requestedAt: "2026-11-25T22:05:00Z",
  patient: { givenName: "Amelia", familyName: "Reyes", birthDate: "1992-03-03", email: null, phone: null, sex: null },
  intake: { allergies: "none" },
  ...more,
});
