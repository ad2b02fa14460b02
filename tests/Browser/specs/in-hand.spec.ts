import { isClean } from "../harness/axe";
import { ConsolePage } from "../harness/console";
import type { Clinic, People } from "../harness/people";
import { expect, test } from "../harness/test";

const first = { givenName: "Amelia", familyName: "Reyes", birthDate: "1992-03-03" };
const second = { givenName: "Nora", familyName: "Lindqvist", birthDate: "1988-07-19" };

interface Asked {
  readonly patient: typeof first;
  readonly services?: readonly string[];
  readonly modality?: string;
}

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

test("a decision that is not signed yet is not lost without asking", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const provider = await people.provider([state]);
  const console = await ConsolePage.open(context, server.address, provider);
  const { page } = console;
  await console.goOnDuty();
  await take(console, people, clinic, state, { patient: first });
  await console.start();
  await console.consult.getByText("Deny", { exact: true }).click();
  await console.consult.getByLabel("Medical judgement").fill("A contraindication.");
  const asked = page.waitForEvent("dialog");

  // It does not come to an end as long as the page stays.
  void page.reload().catch(() => undefined);
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await expect(console.consult.getByLabel("Medical judgement")).toHaveValue("A contraindication.");

  const signOut = page.getByRole("button", { name: "Sign out" });
  page.once("dialog", (leaving) => void leaving.dismiss());
  await signOut.click();
  await expect(console.consult.getByLabel("Medical judgement")).toHaveValue("A contraindication.");
  await console.isLive();

  // Nobody is there to answer when the session ends.
  await people.endSessions(provider);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("notes that are not saved yet stay where their consult is moved to", async ({ context, server, people, state }) => {
  let isAway = false;
  await context.route("**/notes", (route) =>
    isAway && route.request().method() === "PUT" ? route.abort("connectionrefused") : route.continue());
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  for (const patient of [first, second]) {
    await take(console, people, clinic, state, { patient, modality: "async" });
  }

  isAway = true;
  const notes = console.consult.getByLabel("Notes, only for you");
  await notes.fill("Typed while the server was away.");
  await expect(console.consult.getByText("Not saved: the server does not answer")).toBeVisible();
  await console.consult.evaluate((view) => {
    const [before] = document.querySelectorAll("consult-view");
    before!.before(view);
  });
  await expect(notes).toHaveValue("Typed while the server was away.");
  isAway = false;
  await expect(console.consult.getByText(/^Saved \d/)).toBeVisible();
  await expect(notes).toHaveValue("Typed while the server was away.");
});

/** Asks for a consult of these, and accepts its offer. */
async function take(console: ConsolePage, people: People, clinic: Clinic, state: string, more: Asked): Promise<void> {
  await people.request(clinic, state, more);
  await console.accept.click();
  await expect(console.page.getByRole("heading", { name: `${more.patient.givenName} ${more.patient.familyName}` })).toBeFocused();
}
