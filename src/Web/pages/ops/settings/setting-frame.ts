import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import { announce } from "#shared/components/announcer";
import "#shared/components/banner";
import "#shared/components/dialog";
import type { IconName } from "#shared/components/icon";
import { describedBy, field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { ask } from "#shared/components/question";
import { skeleton } from "#shared/components/state";
import "#shared/components/time";
import { toast } from "#shared/components/toasts";
import { Watch } from "#shared/live/watch";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";
import type { SettingDesk } from "./setting-desk";

const strings = ops.settings;
const another = "another";

/** What the frame needs to know of a setting to stand around its form. */
export interface FramedSetting<T> {
  /** As the server names it. */
  readonly kind: string;

  /** Whether no clinic has its own. */
  readonly isForEverybodyOnly?: boolean;
  readonly icon: IconName;
  readonly words: { readonly heading: string; readonly lead: string; readonly unset: string; readonly unsetText: string };

  /** What one begins with where nothing is said. */
  readonly begin: () => T;
  readonly form: (draft: T) => TemplateResult;

  /** Buttons below the form, beside the one that removes it all. */
  readonly tools: (draft: T) => TemplateResult;
}

/** What stands around the form of a setting: whose it is, its version, what changes, and who changed it in between. */
@customElement("setting-frame")
export class SettingFrame extends LightElement {
  @property({ attribute: false }) desk!: SettingDesk<unknown>;
  @property({ attribute: false }) setting!: FramedSetting<never>;

  /** Changes whenever the desk does. */
  @property({ attribute: false }) editing: unknown;
  @state() private scopes: readonly string[] = [];
  @state() private isNaming = false;
  @state() private idError = "";

  override connectedCallback(): void {
    super.connectedCallback();
    new Watch(this, this.desk.editing);
    if (!this.desk.editing.value.base) {
      void this.desk.open("default");
    }

    if (this.setting.isForEverybodyOnly) {
      return;
    }

    void get("/v1/settings/{kind}", { path: { kind: this.setting.kind } })
      .then((all) => (this.scopes = all.map((setting) => setting.scope).filter((scope) => scope !== "default")))
      .catch(() => undefined);
  }

  protected override render() {
    const { base, loadFault, scope } = this.desk.editing.value;
    const { words } = this.setting;
    return html`<section class="card setting" aria-labelledby="${this.setting.kind}-heading">
        <div class="card-head">
          <h2 id="${this.setting.kind}-heading">${words.heading}</h2>
          ${base
            ? html`<span class="muted small">${base.version === 0
                ? strings.never
                : html`${strings.version(String(base.version))}, ${strings.changed} <ui-time at=${base.changedAt!}></ui-time> ${strings.by(base.changedBy ?? "")}`}</span>`
            : nothing}
        </div>
        <div class="card-body setting-body">
          <p class="muted">${words.lead}</p>
          ${this.setting.isForEverybodyOnly ? nothing : this.#scope()}
          ${loadFault
            ? html`<ui-state
                kind="error"
                heading=${strings.failed}
                text=${loadFault}
                .action=${html`<button class="button" @click=${() => void this.desk.open(scope)}>${shared.retry}</button>`}
              ></ui-state>`
            : base ? this.#form() : skeleton(6, shared.loading)}
        </div>
        ${this.#foot()}
      </section>
      ${this.#review()}`;
  }

  #form(): TemplateResult {
    const { icon, words, begin, form, tools } = this.setting;
    const { draft } = this.desk.editing.value;
    if (!draft) {
      return html`<ui-state
        icon=${icon}
        heading=${words.unset}
        text=${words.unsetText}
        .action=${html`<button class="button" @click=${() => this.desk.edit(begin())}>${strings.add}</button>`}
      ></ui-state>`;
    }

    return html`${form(draft as never)}
      <div class="buttons">
        ${tools(draft as never)}
        <button class="button small danger" @click=${() => this.desk.edit(undefined)}>${strings.remove}</button>
      </div>`;
  }

  #scope(): TemplateResult {
    const { scope } = this.desk.editing.value;
    const known = [...new Set([...this.scopes, ...(scope === "default" ? [] : [scope])])];
    const id = `${this.setting.kind}-scope`;
    const idError = this.idError || undefined;
    return html`<div class="filters">
      ${field({
        id,
        label: strings.scope,
        control: html`<select class="input" id=${id} @change=${this.#choose}>
          <option value="default" ?selected=${scope === "default" && !this.isNaming}>${strings.everybody}</option>
          ${known.map((one) => html`<option value=${one} ?selected=${one === scope && !this.isNaming}>${strings.clinic(one)}</option>`)}
          <option value=${another} ?selected=${this.isNaming}>${strings.another}</option>
        </select>`,
      })}
      ${this.isNaming
        ? html`<form class="explain-form" novalidate @submit=${this.#name}>
            ${field({
              id: `${id}-id`,
              label: strings.clinicId,
              error: idError,
              control: html`<input
                class="input"
                id="${id}-id"
                name="clinic"
                autocomplete="off"
                spellcheck="false"
                aria-invalid=${idError ? "true" : "false"}
                aria-describedby=${describedBy(`${id}-id`, undefined, idError)}
              />`,
            })}
            <button class="button">${strings.open}</button>
          </form>`
        : nothing}
    </div>`;
  }

  #foot(): TemplateResult | typeof nothing {
    const { isEdited, faults, theirs, isBusy, base } = this.desk.editing.value;
    if (!base) {
      return nothing;
    }

    return html`
      ${theirs
        ? html`<ui-banner
            tone="warn"
            icon="alert"
            heading=${strings.conflict}
            text=${strings.conflictText(String(theirs.version), theirs.changedBy ?? "")}
            .action=${html`<span class="buttons">
              <button class="button small" @click=${this.#keepMine}>${strings.keepMine}</button>
              <button class="button small" @click=${this.#takeTheirs}>${strings.takeTheirs}</button>
            </span>`}
          ></ui-banner>`
        : nothing}
      ${faults.length > 0
        ? html`<div class="card-body faults" tabindex="-1">
            <p><ui-icon name="alert"></ui-icon>${strings.faults}</p>
            <ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>
          </div>`
        : nothing}
      <div class="card-body setting-foot">
        <span class="muted small">${isEdited ? strings.unsaved : nothing}</span>
        <button class="button" ?disabled=${!isEdited || isBusy} @click=${() => this.desk.discard()}>${strings.discard}</button>
        <button class="button primary" ?disabled=${!isEdited || isBusy || theirs !== undefined} @click=${() => void this.#startReview()}>
          ${strings.review}
        </button>
      </div>
    `;
  }

  #review(): TemplateResult {
    const { isReviewing, isBusy, scope } = this.desk.editing.value;
    const changes = isReviewing ? this.desk.changes : [];
    const side = (says: string | undefined) => (says === undefined ? html`<span class="muted">${strings.nothing}</span>` : says);
    return html`<ui-dialog
      heading=${strings.diffHeading}
      .open=${isReviewing}
      .content=${changes.length === 0
        ? html`<p>${strings.unchanged}</p>`
        : html`<p class="muted">${strings.diffLead(this.#nameOf(scope))}</p>
            <div class="table-scroll" role="region" aria-label=${strings.diffCaption} tabindex="0"><table class="table diff">
              <caption class="visually-hidden">${strings.diffCaption}</caption>
              <thead>
                <tr><th scope="col">${strings.what}</th><th scope="col">${strings.before}</th><th scope="col">${strings.after}</th></tr>
              </thead>
              <tbody>
                ${changes.map(
                  (change) => html`<tr>
                    <th scope="row">${change.about}</th>
                    <td><del>${side(change.before)}</del></td>
                    <td><ins>${side(change.after)}</ins></td>
                  </tr>`,
                )}
              </tbody>
            </table></div>`}
      .actions=${html`
        <button class="button" @click=${this.#closeReview}>${strings.back}</button>
        <button class="button primary" ?disabled=${isBusy || changes.length === 0} @click=${this.#save}>${strings.save}</button>
      `}
      @closed=${this.#closeReview}
    ></ui-dialog>`;
  }

  async #startReview(): Promise<void> {
    await this.desk.review();
    await this.#tell();
  }

  /** Says why it could not go on, and brings it into view. */
  async #tell(): Promise<void> {
    const { faults, theirs } = this.desk.editing.value;
    if (theirs) {
      announce(strings.conflict);
    } else if (faults.length > 0) {
      await this.updateComplete;
      this.querySelector<HTMLElement>(".faults")?.focus();
    }
  }

  // Inside a dialog's or a banner's content `this` would be that element.
  readonly #save = async (): Promise<void> => {
    if (await this.desk.save()) {
      toast(strings.saved, "good");
    } else {
      await this.#tell();
    }
  };

  readonly #closeReview = (): void => this.desk.closeReview();

  readonly #keepMine = (): void => {
    this.desk.keepMine();
    announce(strings.kept);
  };

  readonly #takeTheirs = (): void => {
    this.desk.takeTheirs();
    announce(strings.took);
  };

  readonly #choose = async (event: Event): Promise<void> => {
    const select = event.target as HTMLSelectElement;
    this.idError = "";
    if (select.value === another) {
      this.isNaming = true;
    } else if (!(await this.#open(select.value))) {
      select.value = this.isNaming ? another : this.desk.editing.value.scope;
    }
  };

  readonly #name = (event: SubmitEvent): void => {
    event.preventDefault();
    const id = String(new FormData(event.target as HTMLFormElement).get("clinic")).trim();
    this.idError = id.startsWith("cli_") ? "" : strings.clinicIdWrong;
    if (!this.idError) {
      void this.#open(id);
    }
  };

  /** @returns whether it is open: what was typed for another is given up only by who typed it */
  async #open(scope: string): Promise<boolean> {
    const { scope: current, isEdited } = this.desk.editing.value;
    if (isEdited && scope !== current && !(await ask({ heading: strings.losesHeading, text: strings.losesText(this.#nameOf(current)), yes: strings.discard }))) {
      return false;
    }

    this.isNaming = false;
    if (!isEdited || scope !== current) {
      void this.desk.open(scope);
    }

    return true;
  }

  #nameOf(scope: string): string {
    return scope === "default" ? strings.everybody.toLowerCase() : strings.clinic(scope);
  }
}
