import { html, type TemplateResult } from "lit";
import { skeleton } from "#shared/components/state";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";

/** What stands while the console opens, or when it could not. */
export function openingView(hasFailed: boolean, retry: () => void): TemplateResult {
  return hasFailed
    ? html`<main id="stage" class="opening">
        <h1 class="visually-hidden">${provider.title}</h1>
        <ui-state
          kind="offline"
          heading=${shared.offline}
          text=${shared.unreachable}
          .action=${html`<button class="button" @click=${retry}>${shared.retry}</button>`}
        ></ui-state>
      </main>`
    : html`<main id="stage" class="console" aria-busy="true">
        <h1 class="visually-hidden">${provider.title}</h1>
        <div class="rail"><div class="card"><div class="card-body">${skeleton(5, provider.opening)}</div></div></div>
        <div class="stage"><div class="card"><div class="card-body">${skeleton(6, provider.opening)}</div></div></div>
      </main>`;
}
