import { describe, expect, it } from "vitest";
import type { OrderFieldBody, ServiceBody } from "#shared/api/schema";
import { entriesOf, faultsOf, initialValues, orderOf } from "../../pages/provider/order/order-draft";

const field = (name: string, kind: OrderFieldBody["kind"], required = true): OrderFieldBody => ({
  name, kind, required, label: name, unit: null, choices: null,
});
const service: ServiceBody = {
  id: "botox",
  name: "Botox",
  modalities: ["live"],
  credentials: ["MD"],
  prescription: false,
  orderForm: [
    field("product", "text"),
    field("areas", "list"),
    field("maximumUnits", "number"),
    field("validUntil", "date"),
    field("remarks", "lines", false),
    field("substitutionAllowed", "flag"),
  ],
};
const complete = { product: "onabotulinumtoxinA", areas: "glabella, forehead", maximumUnits: "64", validUntil: "2027-11-25" };
const faults = (values: Record<string, string>) => faultsOf(service, { ...initialValues(service), ...values }, "2026-11-25");

describe("an order", () => {
  it("is complete when all that is required is there", () => expect(faults(complete)).toEqual({}));

  it("names what is missing", () =>
    expect(faults({ areas: " , ", maximumUnits: " " })).toEqual({
      product: "missing", areas: "missing", maximumUnits: "missing", validUntil: "missing",
    }));

  it.each(["sixty", "-1", "1e999x"])("takes no %s for a number", (maximumUnits) =>
    expect(faults({ ...complete, maximumUnits })).toEqual({ maximumUnits: "notANumber" }));

  it("may end today and not before", () => {
    expect(faults({ ...complete, validUntil: "2026-11-25" })).toEqual({});
    expect(faults({ ...complete, validUntil: "2026-11-24" })).toEqual({ validUntil: "past" });
  });

  it("is sent with numbers as numbers, lists as lists, and nothing that was left empty", () =>
    expect(orderOf(service, { ...initialValues(service), ...complete, remarks: " " })).toEqual({
      service: "botox",
      product: "onabotulinumtoxinA",
      areas: ["glabella", "forehead"],
      maximumUnits: 64,
      validUntil: "2027-11-25",
      substitutionAllowed: true,
    }));

  it("begins with what the intake tells", () =>
    expect(initialValues(service, { product: "known", other: "not of this form" })).toEqual({
      product: "known", substitutionAllowed: true,
    }));
});

it("splits a list at commas, semicolons and lines", () =>
  expect(entriesOf("a, b;c\n d ,,")).toEqual(["a", "b", "c", "d"]));
