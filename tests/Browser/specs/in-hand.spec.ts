import { isClean } from "../harness/axe";
import { ConsolePage } from "../harness/console";
import type { Clinic, People } from "../harness/people";
import { expect, test } from "../harness/test";

const first = { givenName: "Amelia", familyName: "Reyes", birthDate: "1992-03-03" };
const second = { givenName: "Nora", familyName: "Lindqvist", birthDate: "1988-07-19" };

test("what is clicked in one patient's order changes no other patient's", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  for (const patient of [first, second]) {
    await take(console, people, clinic, state, { patient, services: ["glp1"], modality: "async" });
    await console.start();
    await console.consult.getByText("Approve", { exact: true }).click();
  }

  const allowed = page.locator("consult-view").getByRole("checkbox", { name: "Substitution allowed", includeHidden: true });
  await expect(allowed).toHaveCount(2);
  await console.consult.getByText("Substitution allowed").click();
  await expect(allowed.first()).toBeChecked();
  await expect(allowed.last()).not.toBeChecked();
  await console.consult.getByText("Medical judgement").click();
  await expect(console.consult.getByLabel("Medical judgement")).toBeFocused();
  await console.consult.getByText("Dose", { exact: true }).click();
  await expect(console.consult.getByLabel("Dose", { exact: true })).toBeFocused();
  await isClean(page, "two orders");
});

/** Asks for a consult of these, and accepts its offer. */
async function take(console: ConsolePage, people: People, clinic: Clinic, state: string, more: { patient: typeof first }): Promise<void> {
  await people.request(clinic, state, more);
  await console.accept.click();
  await expect(console.page.getByRole("heading", { name: `${more.patient.givenName} ${more.patient.familyName}` })).toBeFocused();
}
