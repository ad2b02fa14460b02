import { html, nothing, type TemplateResult } from "lit";
import type { OrderFieldBody, ServiceBody } from "#shared/api/schema";
import { describedBy, field } from "#shared/components/field";
import { provider } from "#strings/provider";
import type { FieldFault, OrderValues } from "./order-draft";

const strings = provider.decision;

/**
 * The form of one service's order, from the catalogue.
 * @param consultId goes into its ids: all consults in hand are in the page at once
 */
export function orderForm(
  consultId: string,
  service: ServiceBody,
  values: OrderValues,
  faults: Readonly<Record<string, FieldFault>>,
  set: (name: string, value: string | boolean) => void,
): TemplateResult {
  return html`<fieldset class="order">
    <legend>${strings.order(service.name)}</legend>
    <div class="order-fields">
      ${service.orderForm.map((one) => orderField(`order-${consultId}-${service.id}-${one.name}`, one, values[one.name], faults[one.name], set))}
    </div>
  </fieldset>`;
}

function orderField(
  id: string,
  one: OrderFieldBody,
  value: string | boolean | undefined,
  fault: FieldFault | undefined,
  set: (name: string, value: string | boolean) => void,
): TemplateResult {
  if (one.kind === "flag") {
    return html`<label class="choice"
      ><input
        type="checkbox"
        .checked=${value === true}
        @change=${(e: Event) => set(one.name, (e.target as HTMLInputElement).checked)}
      />${one.label}</label
    >`;
  }

  const hint = one.kind === "list" ? strings.listHint : undefined;
  const error = fault && strings.faults[fault];
  const label = html`${one.label}${one.required ? nothing : html` <span class="muted">(${strings.optional})</span>`}`;
  return html`<div class="order-field is-${one.kind}">
    ${field({ id, label, hint, error, control: control(id, one, String(value ?? ""), describedBy(id, hint, error), !!fault, set) })}
  </div>`;
}

function control(
  id: string,
  one: OrderFieldBody,
  value: string,
  described: string | typeof nothing,
  isInvalid: boolean,
  set: (name: string, value: string) => void,
): TemplateResult {
  const typed = (e: Event) => set(one.name, (e.target as HTMLInputElement).value);
  const invalid = isInvalid ? "true" : nothing;
  const required = one.required ? "true" : nothing;
  switch (one.kind) {
    case "choice":
      return html`<select class="input" id=${id} .value=${value} aria-required=${required} aria-invalid=${invalid} aria-describedby=${described} @change=${typed}>
        <option value="" ?selected=${value === ""}>${strings.chooseOne}</option>
        ${one.choices?.map((choice) => html`<option ?selected=${choice === value}>${choice}</option>`)}
      </select>`;
    case "lines":
      return html`<textarea class="input" id=${id} .value=${value} aria-required=${required} aria-invalid=${invalid} aria-describedby=${described} @input=${typed}></textarea>`;
    default: {
      const isNumber = one.kind === "number";
      const input = html`<input
        class="input"
        id=${id}
        type=${one.kind === "date" ? "date" : "text"}
        inputmode=${isNumber ? "decimal" : nothing}
        autocomplete="off"
        .value=${value}
        aria-required=${required}
        aria-invalid=${invalid}
        aria-describedby=${described}
        @input=${typed}
      />`;
      return one.unit ? html`<div class="with-unit">${input}<span class="unit">${one.unit}</span></div>` : input;
    }
  }
}
