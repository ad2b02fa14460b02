import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { states } from "virtual:catalog";
import type { DistributionPolicy } from "#shared/api/schema";
import { field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { builtIn, policies, type DistributionDraft, type StatePolicy } from "./distribution-draft";
import type { SettingDesk } from "./setting-desk";
import type { FramedSetting } from "./setting-frame";
import "./setting-frame";

const strings = ops.distribution;

type Options = readonly (readonly [value: string, text: string])[];

const policyOptions: Options = policies.map((policy) => [policy, domain.policy[policy]!]);
const stateOptions: Options = [["", strings.choose], ...Object.entries(states).map(([code, { name }]) => [code, name] as const)];

/** Who of several candidates is asked first: everywhere, and the states where it is different. */
@customElement("distribution-view")
export class DistributionView extends LightElement {
  @property({ attribute: false }) desk!: SettingDesk<DistributionDraft>;

  /** Changes whenever the desk does. */
  @property({ attribute: false }) editing: unknown;
  readonly #setting: FramedSetting<DistributionDraft> = {
    kind: "distribution-policy",
    isForEverybodyOnly: true,
    icon: "user",
    words: strings,
    begin: () => builtIn,
    form: (draft) => this.#form(draft),
    tools: ({ states: own }) => html`<button class="button small" @click=${() => this.#edit({ states: [...own, { state: "", policy: "longestIdle" }] })}>
      ${strings.addState}
    </button>`,
  };

  protected override render() {
    return html`<setting-frame .desk=${this.desk} .setting=${this.#setting} .editing=${this.editing}></setting-frame>`;
  }

  #form(draft: DistributionDraft): TemplateResult {
    return html`
      <div class="zone">
        ${field({
          id: "distribution-everywhere",
          label: strings.everywhere,
          control: this.#select({ id: "distribution-everywhere" }, draft.policy, policyOptions,
            (policy) => this.#edit({ policy: policy as DistributionPolicy })),
        })}
      </div>
      <div class="steps" role="group" aria-label=${strings.states}>
        <h3>${strings.states}</h3>
        ${draft.states.length === 0 ? html`<p class="muted small">${strings.noStates}</p>` : nothing}
        ${draft.states.map((own, n) => this.#state(own, n))}
      </div>
    `;
  }

  #state(own: StatePolicy, n: number): TemplateResult {
    return html`<div class="step">
      ${this.#select({ label: strings.state(n + 1) }, own.state, stateOptions, (state) => this.#editState(n, { state }))}
      ${this.#select({ label: strings.policyOf(n + 1) }, own.policy, policyOptions,
        (policy) => this.#editState(n, { policy: policy as DistributionPolicy }))}
      <button class="button plain square" aria-label=${strings.removeState(n + 1)} @click=${() => this.#editState(n, undefined)}>
        <ui-icon name="cross"></ui-icon>
      </button>
    </div>`;
  }

  #select(named: { id?: string; label?: string }, value: string, options: Options, choose: (value: string) => void): TemplateResult {
    return html`<select
      class="input"
      id=${named.id ?? nothing}
      aria-label=${named.label ?? nothing}
      @change=${(e: Event) => choose((e.target as HTMLSelectElement).value)}
    >
      ${options.map(([one, text]) => html`<option value=${one} ?selected=${one === value} .selected=${one === value}>${text}</option>`)}
    </select>`;
  }

  #edit(change: Partial<DistributionDraft>): void {
    this.desk.edit({ ...this.desk.editing.value.draft!, ...change });
  }

  #editState(n: number, change: Partial<StatePolicy> | undefined): void {
    const { states: own } = this.desk.editing.value.draft!;
    this.#edit({ states: change ? own.with(n, { ...own[n]!, ...change }) : own.toSpliced(n, 1) });
  }
}
