import type { OrderFieldBody, ServiceBody } from "#shared/api/schema";

/** What is typed into an order's fields, by name: as text, and true or false where a field is a yes or no. */
export type OrderValues = Readonly<Record<string, string | boolean>>;

/** What is wrong with a field. */
export type FieldFault = "missing" | "notANumber" | "past";

/** The values that a form begins with: what is known by field name, and yes for every yes or no. */
export function initialValues(service: ServiceBody, known: OrderValues = {}): OrderValues {
  return Object.fromEntries(
    service.orderForm.flatMap(({ name, kind }) => {
      const value = known[name] ?? (kind === "flag" ? true : undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Faults by the field's name; empty when the order can be signed. @param today the viewer's day, yyyy-MM-dd */
export function faultsOf(service: ServiceBody, values: OrderValues, today: string): Readonly<Record<string, FieldFault>> {
  const faults: Record<string, FieldFault> = {};
  for (const field of service.orderForm) {
    const fault = faultOf(field, values[field.name], today);
    if (fault) {
      faults[field.name] = fault;
    }
  }

  return faults;
}

/** The order as the contract has it; what was left empty is left out. */
export function orderOf(service: ServiceBody, values: OrderValues): Record<string, unknown> {
  const order: Record<string, unknown> = { service: service.id };
  for (const field of service.orderForm) {
    const value = values[field.name];
    if (typeof value === "boolean") {
      order[field.name] = value;
    } else if (value?.trim()) {
      order[field.name] = parsed(field, value.trim());
    }
  }

  return order;
}

/** Entries of a list as it is typed: separated by commas or lines. */
export function entriesOf(text: string): readonly string[] {
  return text.split(/[,;\n]/).map((entry) => entry.trim()).filter((entry) => entry.length > 0);
}

function faultOf(field: OrderFieldBody, value: string | boolean | undefined, today: string): FieldFault | undefined {
  if (typeof value === "boolean") {
    return undefined;
  }

  const text = value?.trim() ?? "";
  if (text === "") {
    return field.required && field.kind !== "flag" ? "missing" : undefined;
  }

  if (field.kind === "number" && !(Number(text) >= 0)) {
    return "notANumber";
  }

  if (field.kind === "date" && text < today) {
    return "past";
  }

  return field.kind === "list" && field.required && entriesOf(text).length === 0 ? "missing" : undefined;
}

function parsed(field: OrderFieldBody, text: string): unknown {
  switch (field.kind) {
    case "number":
      return Number(text);
    case "list":
      return entriesOf(text);
    default:
      return text;
  }
}
