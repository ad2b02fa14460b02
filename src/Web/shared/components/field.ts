import { html, nothing, type TemplateResult } from "lit";
import "./icon";

export interface FieldOptions {
  /** Of the control inside; its hint and error are `{id}-hint` and `{id}-error`. */
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;

  /** Must carry the id, and describedBy's answer as its aria-describedby. */
  readonly control: TemplateResult;
}

/** A label, its control, and what is to be said about either. */
export function field({ id, label, hint, error, control }: FieldOptions): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error"><ui-icon name="alert"></ui-icon>${error}</p>` : nothing}
  </div>`;
}

/** For a control's aria-describedby. */
export function describedBy(id: string, hint: string | undefined, error: string | undefined): string | typeof nothing {
  const ids = [...(error ? [`${id}-error`] : []), ...(hint ? [`${id}-hint`] : [])];
  return ids.length > 0 ? ids.join(" ") : nothing;
}
