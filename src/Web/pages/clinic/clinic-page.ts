import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import type { OwnClinicBody } from "#shared/api/schema";
import "#shared/components/app-bar";
import "#shared/components/link-state";
import { PageElement } from "#shared/components/page";
import { skeleton } from "#shared/components/state";
import "#shared/components/tabs";
import { serverClock } from "#shared/live/server-clock";
import { signalr } from "#shared/live/hub-transport";
import { onWake } from "#shared/live/wake";
import { Watch } from "#shared/live/watch";
import { findSession, goToSignIn, isSignedIn, signOut } from "#shared/session/session";
import { SessionKeeper } from "#shared/session/session-keeper";
import "#shared/session/session-warning";
import { clinic } from "#strings/clinic";
import { shared } from "#strings/shared";
import { waits } from "#strings/waits";
import "./consults/consult-dialog";
import "./consults/consult-table";
import { Dashboard } from "./dashboard";
import "./request/request-dialog";
import "./wall-dialog";
import "#shared/waits/history-panel";
import "#shared/waits/tile-map";
import { waitFigures } from "#shared/waits/wait-figures";
import { waitTable } from "#shared/waits/wait-table";

/** What a clinic sees: how long patients wait, and its consults. */
@customElement("clinic-page")
export class ClinicPage extends PageElement {
  @state() private clinic: OwnClinicBody | undefined;
  @state() private hasFailed = false;
  @state() private selected = "";
  @state() private opened = "";
  @state() private isAsking = false;
  @state() private isOpeningWall = false;
  #dashboard: Dashboard | undefined;
  #keeper: SessionKeeper | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
  }

  protected override render() {
    return html`
      <a class="skip-link" href="#stage">${shared.skipToMain}</a>
      <ui-app-bar section=${this.clinic?.name ?? clinic.title} .middle=${this.#link()} .end=${this.#tools()}></ui-app-bar>
      ${this.#dashboard ? this.#content(this.#dashboard) : this.#opening()}
      <ui-toasts></ui-toasts>
      <ui-announcer></ui-announcer>
    `;
  }

  #opening(): TemplateResult {
    return this.hasFailed
      ? html`<main id="stage" class="opening">
          <h1 class="visually-hidden">${clinic.title}</h1>
          <ui-state
            kind="offline"
            heading=${shared.offline}
            text=${shared.unreachable}
            .action=${html`<button class="button" @click=${() => void this.#open()}>${shared.retry}</button>`}
          ></ui-state>
        </main>`
      : html`<main id="stage" class="dashboard" aria-busy="true">
          <h1 class="visually-hidden">${clinic.title}</h1>
          <div class="card waits"><div class="card-body">${skeleton(7, clinic.opening)}</div></div>
          <div class="card"><div class="card-body">${skeleton(7, clinic.opening)}</div></div>
          <div class="card consults"><div class="card-body">${skeleton(7, clinic.opening)}</div></div>
        </main>`;
  }

  #content(dashboard: Dashboard): TemplateResult {
    return html`
      <main id="stage" class="dashboard" tabindex="-1">
        <h1 class="visually-hidden">${clinic.title}</h1>
        ${this.#waits(dashboard)}
        <history-panel .state=${this.selected}></history-panel>
        <consult-table .dashboard=${dashboard} @open-consult=${(e: CustomEvent<string>) => (this.opened = e.detail)}></consult-table>
      </main>
      <consult-dialog
        .consultId=${this.opened}
        .version=${dashboard.rows.find(this.opened)?.version ?? 0}
        @closed=${() => (this.opened = "")}
      ></consult-dialog>
      <request-dialog
        .open=${this.isAsking}
        @closed=${() => (this.isAsking = false)}
        @requested=${() => (this.isAsking = false)}
      ></request-dialog>
      <wall-dialog .open=${this.isOpeningWall} @closed=${() => (this.isOpeningWall = false)}></wall-dialog>
      <session-warning .keeper=${this.#keeper}></session-warning>
    `;
  }

  #waits(dashboard: Dashboard): TemplateResult {
    const board = dashboard.board.value;
    const choose = (code: string) => (this.selected = code);
    return html`<section class="card waits" aria-labelledby="waits-heading">
      <div class="card-head">
        <h2 id="waits-heading">${waits.wait.heading}: ${this.selected ? waits.stateName(this.selected) : waits.wait.allStates}</h2>
        <button class="button small" ?hidden=${this.selected === ""} @click=${() => choose("")}>${waits.wait.clear}</button>
      </div>
      ${waitFigures(board, this.selected)}
      <ui-tabs
        label=${waits.wait.states}
        .tabs=${[
          {
            id: "map",
            label: waits.wait.map,
            content: () => html`<tile-map
              .board=${board}
              .selected=${this.selected}
              @choose-state=${(e: CustomEvent<string>) => choose(e.detail)}
            ></tile-map>`,
          },
          { id: "table", label: waits.wait.table, content: () => waitTable(board, this.selected, choose) },
        ]}
      ></ui-tabs>
    </section>`;
  }

  #link(): TemplateResult | undefined {
    return this.#dashboard && html`<ui-link-state
      .link=${this.#dashboard.link.state.value}
      .now=${() => serverClock.now()}
      @retry=${() => void this.#dashboard?.link.wake()}
    ></ui-link-state>`;
  }

  #tools(): TemplateResult | undefined {
    const wall = clinic.wall.open;
    return this.#dashboard && html`
      <button class="button primary ask" @click=${() => (this.isAsking = true)}>
        <ui-icon name="plus"></ui-icon><span>${clinic.request.open}</span>
      </button>
      <button class="button plain square" aria-label=${wall} title=${wall} @click=${() => (this.isOpeningWall = true)}>
        <ui-icon name="wall"></ui-icon>
      </button>
      <button class="button plain square" aria-label=${shared.signOut} title=${shared.signOut} @click=${() => void signOut("clinic")}>
        <ui-icon name="logout"></ui-icon>
      </button>
    `;
  }

  async #open(): Promise<void> {
    this.hasFailed = false;
    try {
      const session = await findSession("clinic");
      if (!session) {
        goToSignIn("clinic", "none");
        return;
      }

      this.#keeper = new SessionKeeper("clinic", session);
      this.clinic = await get("/v1/clinic");
      document.title = `${this.clinic.name} – ${shared.product}`;
      this.#start();
    } catch {
      this.hasFailed = true;
    }
  }

  #start(): void {
    const dashboard = new Dashboard({
      transport: () => signalr("/hubs/clinic"),
      isSignedIn: () => isSignedIn("clinic"),
      now: () => serverClock.now(),
    });
    new Watch(this, dashboard.board, dashboard.rowChanges, dashboard.link.state);
    dashboard.link.state.subscribe(({ is }) => {
      if (is === "signedOut") {
        goToSignIn("clinic", "idle");
      }
    });
    onWake(() => void dashboard.link.wake());
    this.#dashboard = dashboard;
    dashboard.link.start();
    this.requestUpdate();
  }
}
