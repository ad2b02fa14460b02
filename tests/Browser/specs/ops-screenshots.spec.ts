import { given } from "../harness/given/hub";
import { events, overview } from "../harness/given/overview";
import { atRest, inEachLook } from "../harness/looks";
import { OpsPage } from "../harness/ops";
import { test } from "../harness/test";

inEachLook((looks) => {
  test("operations look as they did", async ({ context, server }) => {
    await given(context, "ops", { Overview: overview, Events: events });
    const ops = await OpsPage.open(context, server);
    await ops.stateRow("Nevada").waitFor();
    await ops.events.first().waitFor();
    await looks(ops.page, "ops", true);
    await ops.go("Promises");
    await ops.page.getByRole("button", { name: "Say something here" }).click();
    await atRest(ops.page);
    await looks(ops.page, "ops-promises", true);
  });
});
