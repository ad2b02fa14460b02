import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import "#shared/components/app-bar";
import "#shared/components/link-state";
import { PageElement } from "#shared/components/page";
import { skeleton } from "#shared/components/state";
import "#shared/components/tabs";
import { signalr } from "#shared/live/hub-transport";
import { serverClock } from "#shared/live/server-clock";
import { onWake } from "#shared/live/wake";
import { Watch } from "#shared/live/watch";
import { findSession, goToSignIn, isSignedIn, signOut } from "#shared/session/session";
import { SessionKeeper } from "#shared/session/session-keeper";
import "#shared/session/session-warning";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";
import "./consults/consults-view";
import "./overview/events-panel";
import "./overview/health-panel";
import "./overview/nodes-panel";
import "./overview/pulse-panel";
import "./overview/states-table";
import "./providers/providers-view";
import { areas, formatRoute, parseRoute, type Area, type Route } from "./route";
import "./settings/distribution-view";
import "./settings/hours-view";
import "./settings/promises-view";
import { SettingDesk } from "./settings/setting-desk";
import { distributionShape, hoursShape, promisesShape } from "./settings/shapes";
import { OpsWatch } from "./watch/ops-watch";

/** Operations: what the installation does, why, and what can be done about it. */
@customElement("ops-page")
export class OpsPage extends PageElement {
  @state() private route: Route = parseRoute(location.hash) ?? { area: "overview" };
  @state() private name = "";
  @state() private hasFailed = false;
  @state() private isOpen = false;
  readonly #watch = new OpsWatch({
    transport: () => signalr("/hubs/ops"),
    isSignedIn: () => isSignedIn("operator"),
    now: () => serverClock.now(),
  });

  // Drafts outlive a look at another area.
  readonly #hours = new SettingDesk(hoursShape);
  readonly #promises = new SettingDesk(promisesShape);
  readonly #distribution = new SettingDesk(distributionShape);
  #keeper: SessionKeeper | undefined;

  constructor() {
    super();
    new Watch(this, this.#watch.overview, this.#watch.events, this.#watch.link.state);
    new Watch(this, this.#hours.editing, this.#promises.editing, this.#distribution.editing);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.#moved);
    window.addEventListener("beforeunload", this.#leaving);
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.#moved);
    window.removeEventListener("beforeunload", this.#leaving);
  }

  protected override render() {
    return html`
      <a class="skip-link" href="#stage">${shared.skipToMain}</a>
      <ui-app-bar section=${ops.title} .middle=${this.#link()} .end=${this.#who()}></ui-app-bar>
      ${this.hasFailed ? this.#failed() : this.isOpen ? this.#stage() : this.#opening()}
      <ui-toasts></ui-toasts>
      <ui-announcer></ui-announcer>
    `;
  }

  #failed(): TemplateResult {
    return html`<main id="stage" class="opening">
      <h1 class="visually-hidden">${ops.title}</h1>
      <ui-state
        kind="offline"
        heading=${shared.offline}
        text=${shared.unreachable}
        .action=${html`<button class="button" @click=${() => void this.#open()}>${shared.retry}</button>`}
      ></ui-state>
    </main>`;
  }

  #opening(): TemplateResult {
    return html`<main id="stage" class="ops" aria-busy="true">
      <h1 class="visually-hidden">${ops.title}</h1>
      <div class="card"><div class="card-body">${skeleton(6, ops.opening)}</div></div>
    </main>`;
  }

  #stage(): TemplateResult {
    const contents: Record<Area, () => TemplateResult> = {
      overview: () => this.#overview(),
      consults: () => html`<consults-view .route=${this.route} .log=${this.#watch.events.value}></consults-view>`,
      providers: () => html`<providers-view></providers-view>`,
      hours: () => html`<hours-view .desk=${this.#hours} .editing=${this.#hours.editing.value}></hours-view>`,
      promises: () => html`<promises-view .desk=${this.#promises} .editing=${this.#promises.editing.value}></promises-view>`,
      distribution: () => html`<distribution-view .desk=${this.#distribution} .editing=${this.#distribution.editing.value}></distribution-view>`,
    };
    return html`<main id="stage" class="ops" tabindex="-1">
        <h1 class="visually-hidden">${ops.title}</h1>
        <ui-tabs
          label=${ops.areas}
          .tabs=${areas.map((area) => ({ id: area, label: ops.tabs[area], content: contents[area] }))}
          .selected=${this.route.area}
          @select-tab=${(e: CustomEvent<string>) => this.#go(e.detail as Area)}
        ></ui-tabs>
      </main>
      <session-warning .keeper=${this.#keeper}></session-warning>`;
  }

  #overview(): TemplateResult {
    const overview = this.#watch.overview.value;
    if (!overview) {
      return html`<div class="card"><div class="card-body">${skeleton(8, shared.loading)}</div></div>`;
    }

    return html`<div class="overview">
      <pulse-panel .overview=${overview}></pulse-panel>
      <states-table .rows=${overview.states}></states-table>
      <div class="side">
        <nodes-panel .nodes=${overview.nodes} at=${Date.parse(overview.at)}></nodes-panel>
        <health-panel .overview=${overview}></health-panel>
      </div>
      <events-panel .log=${this.#watch.events.value}></events-panel>
    </div>`;
  }

  #link(): TemplateResult | undefined {
    return this.isOpen
      ? html`<ui-link-state
          .link=${this.#watch.link.state.value}
          .now=${() => serverClock.now()}
          @retry=${() => void this.#watch.link.wake()}
        ></ui-link-state>`
      : undefined;
  }

  #who(): TemplateResult | undefined {
    return this.isOpen
      ? html`<span class="who-am-i">${this.name}</span>
          <button class="button plain square" aria-label=${shared.signOut} title=${shared.signOut} @click=${() => void signOut("operator")}>
            <ui-icon name="logout"></ui-icon>
          </button>`
      : undefined;
  }

  async #open(): Promise<void> {
    this.hasFailed = false;
    try {
      const session = await findSession("operator");
      if (!session) {
        goToSignIn("operator", "none");
        return;
      }

      this.name = session.name;
      this.#keeper = new SessionKeeper("operator", session);
      this.isOpen = true;
    } catch {
      this.hasFailed = true;
      return;
    }

    this.#watch.link.state.subscribe((link) => {
      if (link.is === "signedOut") {
        goToSignIn("operator", "idle");
      }
    });
    this.#watch.link.start();
    onWake(() => void this.#watch.link.wake());
  }

  /** The tabs keep the focus where it is. */
  #go(area: Area): void {
    if (area !== this.route.area) {
      history.pushState(null, "", formatRoute({ area }));
      this.route = { area };
    }
  }

  /** A link to another area leaves nothing to be focused behind: reading goes on at the new one. */
  readonly #moved = (): void => {
    const route = parseRoute(location.hash);
    if (!route) {
      return;
    }

    const isElsewhere = route.area !== this.route.area;
    this.route = route;
    if (isElsewhere) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>("#stage")?.focus({ preventScroll: true }));
      scrollTo(0, 0);
    }
  };

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if ([this.#hours, this.#promises, this.#distribution].some((desk) => desk.editing.value.isEdited)) {
      event.preventDefault();
    }
  };
}
