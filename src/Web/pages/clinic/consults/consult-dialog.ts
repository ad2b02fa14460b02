import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get, post } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { ConsultBody, TimelineEntryBody } from "#shared/api/schema";
import "#shared/components/dialog";
import { describedBy, field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import { timelineOf } from "#shared/components/timeline";
import { toast } from "#shared/components/toasts";
import { calendarDay } from "#shared/format/time";
import { waitInterval } from "#shared/format/wait";
import { clinic } from "#strings/clinic";
import { domain as words } from "#strings/domain";
import { shared } from "#strings/shared";
import { readClinicNames } from "./clinic-names";
import { isOpen } from "./consult-row";

const strings = clinic.detail;
const longestReason = 500;

/** One consult as it stands, and what happened to it. Read again whenever `version` changes. */
@customElement("consult-dialog")
export class ConsultDialog extends LightElement {
  @property() consultId = "";
  @property({ type: Number }) version = 0;
  @state() private consult: ConsultBody | undefined;
  @state() private entries: readonly TimelineEntryBody[] = [];
  @state() private names: ReadonlyMap<string, string> = new Map();
  @state() private hasFailed = false;
  @state() private isWithdrawing = false;
  @state() private isSending = false;
  @state() private reason = "";
  @state() private fault = "";

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("consultId")) {
      this.consult = undefined;
      this.entries = [];
      this.hasFailed = this.isWithdrawing = false;
      this.reason = this.fault = "";
    }

    if (this.consultId && (changed.has("consultId") || changed.has("version"))) {
      void this.#load();
    }
  }

  protected override render() {
    const patient = this.consult?.patient;
    return html`<ui-dialog
      heading=${patient ? `${patient.givenName} ${patient.familyName}` : strings.heading}
      .open=${this.consultId !== ""}
      .content=${this.#content()}
      .actions=${this.#actions()}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    ></ui-dialog>`;
  }

  #content(): TemplateResult {
    if (!this.consult) {
      return this.hasFailed
        ? html`<ui-state
            kind="error"
            heading=${strings.failed}
            text=${shared.unreachable}
            .action=${html`<button class="button" @click=${() => void this.#load()}>${shared.retry}</button>`}
          ></ui-state>`
        : skeleton(5, shared.loading);
    }

    return html`${facts(this.consult, preferredIn(this.entries), this.names)}
      <h3>${strings.timeline}</h3>
      ${timelineOf(this.entries, this.consult.state)} ${this.isWithdrawing ? this.#reasonField() : nothing}`;
  }

  #reasonField(): TemplateResult {
    const error = this.fault || undefined;
    return html`<form id="withdraw-form" @submit=${this.#withdraw}>
      ${field({
        id: "withdraw-reason",
        label: strings.cancelReason,
        error,
        control: html`<input
          class="input"
          id="withdraw-reason"
          maxlength=${longestReason}
          autocomplete="off"
          .value=${this.reason}
          aria-invalid=${error ? "true" : nothing}
          aria-describedby=${describedBy("withdraw-reason", undefined, error)}
          @input=${(e: InputEvent) => (this.reason = (e.target as HTMLInputElement).value)}
        />`,
      })}
    </form>`;
  }

  #actions(): TemplateResult | undefined {
    if (!this.consult || !isOpen(this.consult.status)) {
      return undefined;
    }

    return this.isWithdrawing
      ? html`<button class="button" @click=${() => (this.isWithdrawing = false)}>${shared.cancel}</button>
          <button class="button danger" type="submit" form="withdraw-form" aria-disabled=${this.isSending ? "true" : "false"}>${strings.cancelConfirm}</button>`
      : html`<button class="button danger" @click=${() => this.#ask()}>${strings.cancel}</button>`;
  }

  #ask(): void {
    this.isWithdrawing = true;
    void this.#focusReason();
  }

  async #focusReason(): Promise<void> {
    await this.updateComplete;
    await this.querySelector<LightElement>("ui-dialog")?.updateComplete;
    this.querySelector<HTMLElement>("#withdraw-reason")?.focus();
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #withdraw = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const reason = this.reason.trim();
    if (!reason || this.isSending) {
      this.fault = reason ? "" : strings.cancelMissing;
      await this.#focusReason();
      return;
    }

    this.isSending = true;
    try {
      await post("/v1/consults/{id}/cancel", { reason }, { path: { id: this.consultId } });
      this.isWithdrawing = false;
      toast(strings.cancelled, "good");
      await this.#load();
    } catch (fault) {
      this.fault = fault instanceof Refusal ? clinic.refused(fault.type, fault.message) : shared.unreachable;
    } finally {
      this.isSending = false;
    }
  };

  async #load(): Promise<void> {
    const id = this.consultId;
    const parameters = { path: { id }, headers: { "Dispatch-Background": "true" } };
    try {
      const [consult, entries] = await Promise.all([
        get("/v1/consults/{id}", parameters),
        get("/v1/consults/{id}/timeline", parameters),
      ]);
      if (id === this.consultId) {
        this.consult = consult;
        this.entries = entries;
        this.hasFailed = false;
        await this.#nameAll([consult.locationId, consult.providerId, preferredIn(entries)]);
      }
    } catch {
      // What was read before still tells more than nothing.
      this.hasFailed = this.consult === undefined;
    }
  }

  /** Reads names again when one is not known: who serves a clinic for the first time was not among them before. */
  async #nameAll(ids: readonly (string | null | undefined)[]): Promise<void> {
    if (ids.some((id) => id && !this.names.has(id))) {
      this.names = await readClinicNames();
    }
  }
}

function preferredIn(entries: readonly TimelineEntryBody[]): string | undefined {
  const requested = entries.find(({ type }) => type === "consult.requested");
  return (requested?.data as { preferredProviderId?: string } | undefined)?.preferredProviderId;
}

function facts(consult: ConsultBody, preferred: string | undefined, names: ReadonlyMap<string, string>): TemplateResult {
  const { line } = consult;
  const named = (label: string, id: string | null | undefined) => (id ? fact(label, html`${names.get(id) ?? id}`) : nothing);
  const wait = line?.estimatedWait;
  return html`<dl class="facts">
    ${fact(strings.status, html`<strong>${words.status[consult.status] ?? consult.status}</strong>`)}
    ${line ? fact(strings.line, html`${line.position === 1 ? strings.next : strings.place(String(line.position))}${wait ? `, ${strings.expected(waitInterval(wait.p50, wait.p80))}` : ""}`) : nothing}
    ${consult.decision ? fact(strings.decision, html`<strong>${strings.decisions[consult.decision] ?? consult.decision}</strong>`) : nothing}
    ${consult.orderId ? fact(strings.order, html`<code>${consult.orderId}</code>`) : nothing}
    ${fact(strings.service, html`${words.services(consult.services)}`)}
    ${fact(strings.kind, html`${words.modality[consult.modality] ?? consult.modality}`)}
    ${fact(strings.state, html`${words.state(consult.state)}`)}
    ${named(strings.location, consult.locationId)}
    ${named(strings.provider, consult.providerId)}
    ${named(strings.preferred, preferred)}
    ${fact(strings.priority, html`${words.priority[consult.priority] ?? consult.priority}`)}
    ${consult.patient?.birthDate ? fact(strings.born, html`${calendarDay(consult.patient.birthDate)}`) : nothing}
    ${fact(strings.promise, html`<ui-time at=${consult.sla.acceptBy} state=${consult.state}></ui-time>`)}
    ${fact(strings.number, html`<code>${consult.id}</code>`)}
  </dl>`;
}

function fact(name: string, value: TemplateResult): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
