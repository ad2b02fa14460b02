import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ProviderConsultBody, ServiceBody } from "#shared/api/schema";
import { Refusal } from "#shared/api/problem";
import { announce } from "#shared/components/announcer";
import { describedBy, field } from "#shared/components/field";
import "#shared/components/dialog";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import { today } from "#shared/format/time";
import { serverClock } from "#shared/live/server-clock";
import { Watch } from "#shared/live/watch";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import type { Console } from "../console";
import { dutyPreferences } from "../duty/duty-preferences";
import { bodyMassIndex } from "../consult/intake-view";
import { faultsOf, initialValues, orderOf, type FieldFault, type OrderValues } from "./order-draft";
import { orderForm } from "./order-form";

const strings = provider.decision;
const decisions = ["approved", "denied", "referred"] as const;
type Decision = (typeof decisions)[number];

export interface Signed {
  readonly consultId: string;
  readonly decision: Decision;
  readonly justification: string;
  readonly orders: readonly Record<string, unknown>[];
  readonly wrapUp: boolean;
}

/** The decision, its reasons and its orders; signed after a second look. `sign` carries it out. */
@customElement("decision-form")
export class DecisionForm extends LightElement {
  @property({ attribute: false }) console!: Console;
  @property({ attribute: false }) consult!: ProviderConsultBody;

  /** Carries out the signature; throws what the server refused. */
  @property({ attribute: false }) sign!: (signed: Signed) => Promise<void>;
  @state() private decision: Decision | undefined;
  @state() private justification = "";
  @state() private orders: Readonly<Record<string, OrderValues>> = {};
  @state() private isChecked = false;
  @state() private isReviewing = false;
  @state() private isSigning = false;
  @state() private wrapUp = dutyPreferences().wrapUp;
  @state() private refusal = "";

  #watch: Watch | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch ??= new Watch(this, this.console.catalogue.state);
  }

  /** Whether something was chosen or typed: it is kept nowhere else until it is signed. */
  get isDirty(): boolean {
    return this.decision !== undefined || this.justification.trim() !== "" || Object.keys(this.orders).length > 0;
  }

  protected override render() {
    const { consultId, status } = this.consult;
    const isStarted = status === "inProgress";
    const services = this.#services();
    const { decisionFault, justificationFault, orderFaults, count, lacksForm } = this.#faults(services);
    return html`<form class="card decision" novalidate @submit=${this.#review} aria-labelledby="decision-heading-${consultId}">
      <div class="card-head"><h3 id="decision-heading-${consultId}">${strings.heading}</h3></div>
      <div class="card-body decision-body">
        <fieldset class="field" aria-describedby=${decisionFault ? `decision-error-${consultId}` : nothing}>
          <legend class="visually-hidden">${strings.legend}</legend>
          <div class="segments decisions">
            ${decisions.map(
              (one) => html`<label class=${one}>
                <input
                  type="radio"
                  name="decision-${consultId}"
                  .checked=${this.decision === one}
                  @change=${() => (this.decision = one)}
                />${strings[one]}
              </label>`,
            )}
          </div>
          ${decisionFault ? html`<p class="error" id="decision-error-${consultId}"><ui-icon name="alert"></ui-icon>${strings.choose}</p>` : nothing}
        </fieldset>
        ${this.decision ? this.#justification(justificationFault) : nothing}
        ${this.decision === "approved" ? this.#orders(services, orderFaults) : nothing}
        <div class="decision-foot">
          ${this.isChecked && count > 0 ? html`<p class="error-count">${strings.errors(count)}</p>` : nothing}
          ${this.isChecked && lacksForm ? html`<p class="error-count">${strings.lacksForm}</p>` : nothing}
          ${isStarted ? nothing : html`<p class="muted small">${strings.notStarted}</p>`}
          <button class="button primary" type="submit" ?disabled=${!isStarted}>${strings.sign}</button>
        </div>
      </div>
      ${this.#dialog()}
    </form>`;
  }

  #justification(hasFault: boolean): TemplateResult {
    const id = `justification-${this.consult.consultId}`;
    const hint = strings.justificationHint[this.decision!];
    const error = hasFault ? strings.justify : undefined;
    return field({
      id,
      label: strings.justification,
      hint,
      error,
      control: html`<textarea
        class="input"
        id=${id}
        maxlength="10000"
        aria-required="true"
        aria-invalid=${hasFault ? "true" : nothing}
        aria-describedby=${describedBy(id, hint, error)}
        .value=${this.justification}
        @input=${(e: InputEvent) => (this.justification = (e.target as HTMLTextAreaElement).value)}
      ></textarea>`,
    });
  }

  #orders(services: readonly ServiceBody[], faults: Readonly<Record<string, Readonly<Record<string, FieldFault>>>>) {
    if (services.length < this.consult.services.length) {
      return this.console.catalogue.state.value.is === "loading" ? skeleton(4, strings.loadingForm) : this.#failure();
    }

    return services.map((service) =>
      orderForm(this.consult.consultId, service, this.#valuesOf(service), faults[service.id] ?? {}, (name, value) => {
        this.orders = { ...this.orders, [service.id]: { ...this.#valuesOf(service), [name]: value } };
      }),
    );
  }

  #failure(): TemplateResult {
    return html`<ui-state
      kind="error"
      heading=${strings.formFailed}
      text=${shared.unreachable}
      .action=${html`<button type="button" class="button form-retry" @click=${this.#loadForm}>${shared.retry}</button>`}
    ></ui-state>`;
  }

  #dialog(): TemplateResult {
    const services = this.decision === "approved" ? provider.services(this.consult.services) : provider.signing.none;
    return html`<ui-dialog
      heading=${provider.signing.heading}
      .open=${this.isReviewing}
      .content=${html`
        <p class="muted">${provider.signing.lead}</p>
        <dl class="answers">
          <div><dt>${provider.signing.decision}</dt><dd>${this.decision ? strings[this.decision] : ""}</dd></div>
          <div><dt>${provider.signing.orders}</dt><dd>${services}</dd></div>
          <div class="long"><dt>${strings.justification}</dt><dd>${this.justification}</dd></div>
        </dl>
        <label class="choice"
          ><input type="checkbox" .checked=${this.wrapUp} @change=${(e: Event) => (this.wrapUp = (e.target as HTMLInputElement).checked)} />${provider.signing.wrapUp}</label
        >
        ${this.refusal ? html`<p class="refusal"><ui-icon name="alert"></ui-icon>${this.refusal}</p>` : nothing}
      `}
      .actions=${html`
        <button type="button" class="button" @click=${this.#close}>${shared.cancel}</button>
        <button type="button" class="button primary" autofocus ?disabled=${this.isSigning} @click=${this.#sign}>
          ${this.isSigning ? provider.signing.signing : provider.signing.sign}
        </button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  #services(): readonly ServiceBody[] {
    return this.console.catalogue.of(this.consult.services);
  }

  #valuesOf(service: ServiceBody): OrderValues {
    const bmi = bodyMassIndex((this.consult.intake ?? {}) as Record<string, unknown>);
    return this.orders[service.id] ?? initialValues(service, bmi === undefined ? {} : { bmi: bmi.toFixed(1) });
  }

  #faults(services: readonly ServiceBody[]) {
    const isApproved = this.decision === "approved";
    const day = today(serverClock.date());
    const found = Object.fromEntries(
      isApproved ? services.map((service) => [service.id, faultsOf(service, this.#valuesOf(service), day)]) : [],
    ) as Record<string, Readonly<Record<string, FieldFault>>>;
    const decisionFault = this.decision === undefined;
    const justificationFault = !decisionFault && this.justification.trim() === "";
    const lacksForm = isApproved && services.length < this.consult.services.length;
    const count = Number(decisionFault) + Number(justificationFault)
      + Object.values(found).reduce((sum, faults) => sum + Object.keys(faults).length, 0);

    // Faults are named once somebody meant to be done, not while they type.
    return this.isChecked
      ? { decisionFault, justificationFault, orderFaults: found, count, lacksForm }
      : { decisionFault: false, justificationFault: false, orderFaults: {}, count, lacksForm };
  }

  async #review(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.isChecked = true;
    const { count, lacksForm } = this.#faults(this.#services());
    if (count === 0 && !lacksForm) {
      this.refusal = "";
      this.isReviewing = true;
      return;
    }

    await this.updateComplete;
    const first = this.querySelector<HTMLElement>("[aria-invalid='true']")
      ?? this.querySelector<HTMLElement>(lacksForm ? ".form-retry" : ".decisions input");
    first?.focus();
  }

  // Inside another element's content `this` would be that element.
  readonly #loadForm = async (): Promise<void> => {
    await this.console.catalogue.load();
    await this.updateComplete;

    // The button went away under the focus.
    if (document.activeElement === document.body) {
      this.querySelector<HTMLElement>(".order .input, .form-retry")?.focus();
    }
  };

  readonly #sign = async (): Promise<void> => {
    this.isSigning = true;
    this.refusal = "";
    try {
      const services = this.decision === "approved" ? this.#services() : [];
      await this.sign({
        consultId: this.consult.consultId,
        decision: this.decision!,
        justification: this.justification.trim(),
        orders: services.map((service) => orderOf(service, this.#valuesOf(service))),
        wrapUp: this.wrapUp,
      });
      this.isReviewing = false;
    } catch (fault) {
      const { type, message } = Refusal.ofHub(fault);
      this.refusal = provider.refused(type, message);
      announce(this.refusal);
    } finally {
      this.isSigning = false;
    }
  };

  readonly #close = (): void => {
    this.isReviewing = false;
  };
}
