import { expect, it } from "vitest";
import type { ServiceBody } from "#shared/api/schema";
import { Catalogue } from "../../pages/provider/order/catalogue";

const services: ServiceBody[] = ["botox", "glp1"].map((id) => ({
  id, name: id, modalities: ["live"], credentials: ["MD"], prescription: false, orderForm: [],
}));

it("says that it could not be read, and can be read again", async () => {
  let fault: Error | undefined = new Error("closed");
  const catalogue = new Catalogue(() => (fault ? Promise.reject(fault) : Promise.resolve(services)));
  await catalogue.load();
  expect([catalogue.state.value.is, catalogue.of(["botox"])]).toEqual(["failed", []]);
  fault = undefined;
  const again = catalogue.load();
  expect(catalogue.state.value.is).toBe("loading");
  await again;
  expect(catalogue.of(["glp1", "unheard-of"]).map(({ id }) => id)).toEqual(["glp1"]);
});

it("is read once, however often it is asked for", async () => {
  let reads = 0;
  const catalogue = new Catalogue(() => {
    reads++;
    return Promise.resolve(services);
  });
  await Promise.all([catalogue.load(), catalogue.load()]);
  await catalogue.load();
  expect(reads).toBe(1);
});
