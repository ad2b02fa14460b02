import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import "#shared/components/icon";
import { LightElement } from "#shared/components/light-element";
import { clockWithSeconds } from "#shared/format/time";
import { Watch } from "#shared/live/watch";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import type { NotesDraft } from "./notes-draft";

const strings = provider.notes;
const longest = 20_000;

/** Notes, saved as they are typed; beside them, whether they are. */
@customElement("notes-view")
export class NotesView extends LightElement {
  @property({ attribute: false }) draft!: NotesDraft;
  #watch: Watch | undefined;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("draft")) {
      if (this.#watch) {
        this.removeController(this.#watch);
        this.#watch.hostDisconnected();
      }

      this.#watch = new Watch(this, this.draft.state, this.draft.text);
    }
  }

  protected override render() {
    const state = this.draft.state.value;
    const headingId = `notes-heading-${this.draft.consultId}`;
    return html`<section class="card notes" aria-labelledby=${headingId}>
      <div class="card-head">
        <h3 id=${headingId}>${strings.heading}</h3>
        <p class="notes-state small ${state.is}">${this.#state()}</p>
      </div>
      ${state.is === "unread"
        ? html`<div class="card-body today-failed">
            <p class="muted">${strings.unread}</p>
            <button class="button small" @click=${() => void this.draft.load()}>${shared.retry}</button>
          </div>`
        : html`<textarea
            class="input notes-text"
            aria-label=${strings.label}
            placeholder=${strings.placeholder}
            maxlength=${longest}
            ?readonly=${state.is === "loading"}
            .value=${live(this.draft.text.value)}
            @input=${(e: InputEvent) => this.draft.type((e.target as HTMLTextAreaElement).value)}
            @blur=${() => void this.draft.flush()}
          ></textarea>`}
      ${state.is === "conflict"
        ? html`<div class="notes-conflict">
            <p><strong>${strings.conflict}</strong></p>
            <blockquote class="muted small">${state.theirs.text}</blockquote>
            <div class="buttons">
              <button class="button small" @click=${() => void this.draft.resolve("mine")}>${strings.keepMine}</button>
              <button class="button small" @click=${() => void this.draft.resolve("theirs")}>${strings.takeTheirs}</button>
            </div>
          </div>`
        : nothing}
    </section>`;
  }

  #state(): string | TemplateResult {
    const state = this.draft.state.value;
    switch (state.is) {
      case "loading":
        return strings.loading;
      case "saved":
        return state.at
          ? html`<ui-icon name="check"></ui-icon>${strings.saved(clockWithSeconds(new Date(state.at)))}`
          : strings.nothing;
      case "typing":
        return strings.typing;
      case "saving":
        return strings.saving;
      case "unsaved":
        return html`<ui-icon name="alert"></ui-icon>${strings[state.why]}`;
      default:
        return "";
    }
  }
}
