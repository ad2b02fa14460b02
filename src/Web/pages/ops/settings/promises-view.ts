import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { services } from "virtual:catalog";
import type { LadderAction, SlaPromise } from "#shared/api/schema";
import { field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import "#shared/components/state";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import {
  newRule, promiseFields, stepActions, stepPromises, type PromiseField, type PromisesDraft, type Rule, type Step,
} from "./promises-draft";
import type { SettingDesk } from "./setting-desk";
import type { FramedSetting } from "./setting-frame";
import "./setting-frame";

const strings = ops.promises;
const modalities = ["live", "async"];
const firstStep: Step = { promise: "acceptance", percent: "80", action: "tellOperator" };

/** The policy of promises: rules, each for some consults, with its promises and the steps when one is at risk. */
@customElement("promises-view")
export class PromisesView extends LightElement {
  @property({ attribute: false }) desk!: SettingDesk<PromisesDraft>;

  /** Changes whenever the desk does. */
  @property({ attribute: false }) editing: unknown;
  readonly #setting: FramedSetting<PromisesDraft> = {
    kind: "sla-policy",
    icon: "form",
    words: strings,
    begin: () => ({ rules: [newRule] }),
    form: (draft) => this.#form(draft),
    tools: ({ rules }) => html`<button class="button small" @click=${() => this.desk.edit({ rules: [...rules, newRule] })}>${strings.addRule}</button>`,
  };

  protected override render() {
    return html`<setting-frame .desk=${this.desk} .setting=${this.#setting} .editing=${this.editing}></setting-frame>`;
  }

  #form(draft: PromisesDraft): TemplateResult {
    return html`
      ${draft.rules.length === 0 ? html`<ui-state icon="form" heading=${strings.noRules} text=${strings.noRulesText}></ui-state>` : nothing}
      ${draft.rules.map((rule, i) => this.#rule(rule, i))}
    `;
  }

  #rule(rule: Rule, i: number): TemplateResult {
    const id = `rule-${i}`;
    return html`<fieldset class="rule">
      <legend class="field-label">${strings.rule(i + 1)}</legend>
      <div class="rule-fields">
        ${field({
          id: `${id}-service`,
          label: strings.service,
          control: this.#select(`${id}-service`, rule.service, [["", strings.anyService], ...Object.entries(services).map(([service, { name }]) => [service, name] as const)],
            (service) => this.#edit(i, { service })),
        })}
        ${field({
          id: `${id}-modality`,
          label: strings.modality,
          control: this.#select(`${id}-modality`, rule.modality, [["", strings.anyModality], ...modalities.map((one) => [one, domain.modality[one]!] as const)],
            (modality) => this.#edit(i, { modality })),
        })}
        ${promiseFields.map((name) => this.#seconds(rule, i, name))}
      </div>
      ${this.#steps(rule, i)}
      <div><button class="button small danger" aria-label=${strings.removeRule(i + 1)} @click=${() => this.#remove(i)}>${strings.remove}</button></div>
    </fieldset>`;
  }

  #seconds(rule: Rule, i: number, name: PromiseField): TemplateResult {
    const id = `rule-${i}-${name}`;
    return field({
      id,
      label: strings.fields[name]!,
      control: html`<span class="with-unit"><input
        class="input"
        id=${id}
        inputmode="numeric"
        autocomplete="off"
        placeholder=${strings.asBuiltIn}
        .value=${rule.promises[name]}
        @input=${(e: Event) => this.#edit(i, { promises: { ...rule.promises, [name]: (e.target as HTMLInputElement).value } })}
      /><span class="unit">${strings.seconds}</span></span>`,
    });
  }

  #steps(rule: Rule, i: number): TemplateResult {
    const steps = rule.steps;
    const set = (changed: readonly Step[] | undefined) => this.#edit(i, { steps: changed });
    return html`<div class="steps" role="group" aria-label=${strings.steps}>
      <label class="switch">${strings.steps}: ${strings.ownSteps.toLowerCase()}
        <input type="checkbox" role="switch" .checked=${steps !== undefined} @change=${(e: Event) => set((e.target as HTMLInputElement).checked ? [firstStep] : undefined)} />
      </label>
      ${steps === undefined
        ? html`<p class="muted small">${strings.builtInSteps}</p>`
        : html`${steps.length === 0 ? html`<p class="muted small">${strings.noSteps}</p>` : nothing}
            ${steps.map((step, n) => this.#step(step, n, (change) => set(change ? steps.with(n, { ...step, ...change }) : steps.toSpliced(n, 1))))}
            <div><button class="button small" @click=${() => set([...steps, firstStep])}>${strings.addStep}</button></div>`}
    </div>`;
  }

  #step(step: Step, n: number, edit: (change: Partial<Step> | undefined) => void): TemplateResult {
    return html`<div class="step">
      ${this.#select(undefined, step.promise, stepPromises.map((one) => [one, domain.promise[one]!] as const),
        (promise) => edit({ promise: promise as SlaPromise }), strings.stepPromise(n + 1))}
      <span class="muted">${strings.at}</span>
      <span class="with-unit percent"><input
        class="input"
        inputmode="numeric"
        maxlength="3"
        aria-label=${strings.stepPercent(n + 1)}
        .value=${step.percent}
        @input=${(e: Event) => edit({ percent: (e.target as HTMLInputElement).value })}
      /><span class="unit">%</span></span>
      ${this.#select(undefined, step.action, stepActions.map((one) => [one, domain.ladder[one]!] as const),
        (action) => edit({ action: action as LadderAction }), strings.stepAction(n + 1))}
      <button class="button plain square" aria-label=${strings.removeStep(n + 1)} @click=${() => edit(undefined)}>
        <ui-icon name="cross"></ui-icon>
      </button>
    </div>`;
  }

  #select(
    id: string | undefined,
    value: string,
    options: readonly (readonly [string, string])[],
    choose: (value: string) => void,
    label?: string,
  ): TemplateResult {
    return html`<select
      class="input"
      id=${id ?? nothing}
      aria-label=${label ?? nothing}
      @change=${(e: Event) => choose((e.target as HTMLSelectElement).value)}
    >
      ${options.map(([one, text]) => html`<option value=${one} ?selected=${one === value} .selected=${one === value}>${text}</option>`)}
    </select>`;
  }

  #edit(i: number, change: Partial<Rule>): void {
    const { rules } = this.desk.editing.value.draft!;
    this.desk.edit({ rules: rules.with(i, { ...rules[i]!, ...change }) });
  }

  #remove(i: number): void {
    this.desk.edit({ rules: this.desk.editing.value.draft!.rules.toSpliced(i, 1) });
  }
}
