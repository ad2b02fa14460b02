import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Refusal } from "#shared/api/problem";
import type { ProviderConsultBody } from "#shared/api/schema";
import { announce } from "#shared/components/announcer";
import "#shared/components/elapsed";
import "#shared/components/icon";
import { LightElement } from "#shared/components/light-element";
import "#shared/components/tabs";
import "#shared/components/time";
import { toast } from "#shared/components/toasts";
import { stopwatch } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { everySecond } from "#shared/live/ticker";
import { Watch } from "#shared/live/watch";
import { provider } from "#strings/provider";
import type { Console } from "../console";
import { NotesDraft } from "../notes/notes-draft";
import "../notes/notes-view";
import "../order/decision-form";
import type { DecisionForm, Signed } from "../order/decision-form";
import { intakeView } from "./intake-view";
import { patientHead } from "./patient-head";
import "./release-dialog";
import "./timeline-view";

const strings = provider.consult;

/** One consult in hand: the patient, what is known, what is written, what is decided. */
@customElement("consult-view")
export class ConsultView extends LightElement {
  @property({ attribute: false }) console!: Console;
  @property({ attribute: false }) consult!: ProviderConsultBody;
  @property({ attribute: false }) sign!: (signed: Signed) => Promise<void>;
  @state() private isStarting = false;
  @state() private isReleasing = false;
  #undoTick: (() => void) | undefined;
  #notes: NotesDraft | undefined;

  /** Also when it is moved to another place in the page: what was typed stays. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.#undoTick = everySecond(() => this.requestUpdate());
    if (this.#notes) {
      void this.#notes.flush();
      return;
    }

    this.#notes = new NotesDraft(this.consult.consultId);
    void this.#notes.load();
    new Watch(this, this.console.shared);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undoTick?.();
    this.#notes?.stop();
  }

  /** Everything typed is saved before the consult ends. */
  async flush(): Promise<void> {
    await this.#notes?.flush();
  }

  /** Whether something would be lost that was typed or chosen. */
  get isDirty(): boolean {
    const form = this.querySelector<DecisionForm>("decision-form");
    return (this.#notes !== undefined && !this.#notes.isSaved) || (form?.isDirty ?? false);
  }

  protected override render() {
    const { consult } = this;
    return html`<section class="consult" aria-labelledby="patient-${consult.consultId}">
      <header class="card consult-head">
        <div class="who">${patientHead(consult)}</div>
        <dl class="consult-facts">
          ${fact(strings.service, html`${provider.services(consult.services)}`)}
          ${fact(
            strings.kind,
            html`<ui-icon name=${consult.modality === "live" ? "video" : "form"}></ui-icon>${provider.offer.modality[consult.modality]}`,
          )}
          ${fact(provider.licenses.state, html`${provider.stateName(consult.state)}`)}
          ${fact(strings.requested, html`<ui-time at=${consult.requestedAt} state=${consult.state}></ui-time>`)}
          ${fact(strings.sinceRequest, html`<ui-elapsed .since=${Date.parse(consult.requestedAt)}></ui-elapsed>`)}
        </dl>
        <div class="consult-actions">
          ${consult.priority === "urgent" ? html`<ui-badge tone="bad">${provider.offer.urgent}</ui-badge>` : nothing}
          <ui-badge tone=${consult.status === "inProgress" ? "info" : "good"}>${strings.status[consult.status] ?? consult.status}</ui-badge>
          ${this.#reminder()}
          <span class="spacer"></span>
          ${consult.status === "assigned"
            ? html`<button class="button primary" ?disabled=${this.isStarting} @click=${this.#start}>
                <ui-icon name="play"></ui-icon>${strings.start}
              </button>`
            : nothing}
          <button class="button plain" @click=${() => (this.isReleasing = true)}>${strings.release}</button>
        </div>
      </header>
      <div class="consult-grid">
        <div class="card known">
          <ui-tabs
            label=${strings.region}
            .tabs=${[
              { id: `intake-${consult.consultId}`, label: provider.intake.heading, content: () => intakeView(consult.intake) },
              {
                id: `timeline-${consult.consultId}`,
                label: provider.timeline.heading,
                content: () => html`<timeline-view
                  .consultId=${consult.consultId}
                  .state=${consult.state}
                  .version=${`${consult.assignmentNumber} ${consult.status}`}
                ></timeline-view>`,
              },
            ]}
          ></ui-tabs>
        </div>
        <div class="written">
          ${this.#notes ? html`<notes-view .draft=${this.#notes}></notes-view>` : nothing}
          <decision-form .console=${this.console} .consult=${consult} .sign=${this.sign}></decision-form>
        </div>
      </div>
      <release-dialog
        .open=${this.isReleasing}
        .release=${(reason: string) => this.#release(reason)}
        @closed=${() => (this.isReleasing = false)}
      ></release-dialog>
    </section>`;
  }

  #reminder(): TemplateResult | typeof nothing {
    const reminder = this.console.shared.value.desk.reminders[this.consult.consultId];
    if (!reminder || (reminder.promise === "start" && this.consult.status === "inProgress")) {
      return nothing;
    }

    const left = (Date.parse(reminder.dueAt) - serverClock.now()) / 1000;
    const promise = strings.promises[reminder.promise] ?? reminder.promise;
    return html`<ui-badge tone=${left > 0 ? "warn" : "bad"}
      >${left > 0 ? strings.dueSoon(promise, stopwatch(left)) : strings.overdue(promise)}</ui-badge
    >`;
  }

  async #start(): Promise<void> {
    this.isStarting = true;
    try {
      await this.console.ask("startConsult", this.consult.consultId);
      announce(strings.started);
      await this.updateComplete;
      this.querySelector<HTMLElement>(".notes-text")?.focus();
    } catch (fault) {
      const { type, message } = Refusal.ofHub(fault);
      toast(provider.refused(type, message), "bad");
    } finally {
      this.isStarting = false;
    }
  }

  async #release(reason: string): Promise<void> {
    await this.flush();
    await this.console.ask("release", this.consult.consultId, reason);
    toast(provider.releasing.done);
  }
}

function fact(label: string, value: TemplateResult): TemplateResult {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}
