import { expect, it } from "vitest";
import { bodyOf, emptyDraft, faultsOf, licensedIn, modalitiesOf, samePerson, stateOf, withinReach } from "../../pages/clinic/request/request-draft";

const today = "2026-11-25";
const draft = {
  ...emptyDraft("ca"),
  given: " Amelia ",
  family: "Reyes",
  born: "3/3/1992",
  services: ["botox"],
  medications: "cetirizine, , ibuprofen",
};

it("an empty form lacks everything but what it remembers, in the order of the form", () =>
  expect(faultsOf(emptyDraft("CA"), today)).toEqual(["given", "family", "born", "services"]));

it("states are known by letters and by name", () => {
  expect(["tx", "Texas", " new york "].map(stateOf)).toEqual(["TX", "TX", "NY"]);
  expect(stateOf("XX")).toBeUndefined();
});

it("a live service leaves no form review", () => {
  expect(modalitiesOf(["botox"])).toEqual(["live", "async"]);
  expect(modalitiesOf(["botox", "peptide"])).toEqual(["live"]);
});

it("what is asked is what was typed, trimmed, and nothing that was not", () => {
  expect(faultsOf(draft, today)).toEqual([]);
  expect(bodyOf(draft, today)).toMatchObject({
    patient: { givenName: "Amelia", familyName: "Reyes", birthDate: "1992-03-03", email: null },
    state: "CA",
    services: ["botox"],
    modality: "live",
    priority: "routine",
    intake: { medications: ["cetirizine", "ibuprofen"] },
  });
  expect(bodyOf({ ...draft, medications: "" }, today).intake).toBeNull();
});

it("asks from a location, and for a provider, where one is chosen", () => {
  expect(bodyOf(draft, today)).toMatchObject({ locationId: null, preferredProviderId: null, preferSameProvider: null });
  expect(bodyOf({ ...draft, location: "loc_1", provider: "prv_1" }, today)).toMatchObject({
    locationId: "loc_1", preferredProviderId: "prv_1", preferSameProvider: null,
  });
  expect(bodyOf({ ...draft, provider: samePerson }, today)).toMatchObject({ preferredProviderId: null, preferSameProvider: true });
});

it("offers those to be preferred who are licensed where the patient is", () => {
  const [ada, bo] = [
    { id: "prv_1", name: "Ada Quincy", credential: "MD", states: ["CA", "TX"] },
    { id: "prv_2", name: "Bo Reyes", credential: "NP", states: ["TX"] },
  ] as const;
  const all = [ada, bo].map((one) => ({ ...one, states: [...one.states] }));
  expect(licensedIn(all, "ca").map((one) => one.id)).toEqual(["prv_1"]);
  expect(licensedIn(all, "").map((one) => one.id)).toEqual(["prv_1", "prv_2"]);
});

it("prefers nobody any more who is not licensed where the patient turns out to be", () => {
  const providers = [{ id: "prv_1", name: "Ada Quincy", credential: "MD" as const, states: ["CA"] }];
  const reach = (state: string, provider: string) => withinReach({ ...draft, state, provider }, providers).provider;
  expect(reach("TX", "prv_1")).toBe("");
  expect(reach("ca", "prv_1")).toBe("prv_1");
  expect(reach("T", "prv_1")).toBe("prv_1");
  expect([reach("TX", samePerson), reach("TX", "")]).toEqual([samePerson, ""]);
});
