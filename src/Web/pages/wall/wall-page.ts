import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { states } from "virtual:catalog";
import { get } from "#shared/api/client";
import type { SessionBody, WaitTimeBody } from "#shared/api/schema";
import "#shared/components/app-bar";
import "#shared/components/link-state";
import { PageElement } from "#shared/components/page";
import { skeleton } from "#shared/components/state";
import { toast } from "#shared/components/toasts";
import { clock } from "#shared/format/time";
import { HubLink } from "#shared/live/hub-link";
import { signalr } from "#shared/live/hub-transport";
import { serverClock } from "#shared/live/server-clock";
import { Store } from "#shared/live/store";
import { everySecond } from "#shared/live/ticker";
import { onWake } from "#shared/live/wake";
import { Watch } from "#shared/live/watch";
import { endSession, findSession, isSignedIn } from "#shared/session/session";
import "#shared/waits/history-panel";
import "#shared/waits/tile-map";
import { emptyBoard, withLines } from "#shared/waits/wait-board";
import { waitFigures } from "#shared/waits/wait-figures";
import { shared } from "#strings/shared";
import { waits } from "#strings/waits";
import { wall } from "#strings/wall";

/** How long patients wait, for a screen in a room that nobody touches. It asks for nothing about any patient or consult. */
@customElement("wall-page")
export class WallPage extends PageElement {
  @state() private phase: "opening" | "failed" | "none" | "open" | "ended" = "opening";
  @state() private name = "";
  @state() private selected = "";
  readonly #board = new Store(emptyBoard);
  readonly #link = new HubLink({
    transport: () => signalr("/hubs/wall"),
    isSignedIn: () => isSignedIn("wall"),
    now: () => serverClock.now(),
    resume: (link) => link.invoke("WatchWaitTimes", Object.keys(states)),
  });
  #session: SessionBody | undefined;

  constructor() {
    super();
    new Watch(this, this.#board, this.#link.state);
    this.#link.on<readonly WaitTimeBody[]>("WaitTimes", (lines) =>
      this.#board.update((board) => withLines(board, lines, serverClock.now())));
    this.#link.state.subscribe(({ is }) => {
      if (is === "signedOut") {
        this.phase = "ended";
      }
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
  }

  protected override render() {
    const isOpen = this.phase === "open";
    return html`
      <a class="skip-link" href="#stage">${shared.skipToMain}</a>
      <ui-app-bar
        section=${this.name || wall.title}
        .middle=${isOpen ? this.#linkState() : undefined}
        .end=${isOpen ? this.#tools() : undefined}
      ></ui-app-bar>
      ${this.#content()}
      <ui-toasts></ui-toasts>
      <ui-announcer></ui-announcer>
    `;
  }

  #content(): TemplateResult {
    const dashboard = html`<a class="button primary" href="/clinic">${wall.dashboard}</a>`;
    switch (this.phase) {
      case "opening":
        return html`<main id="stage" class="wall" aria-busy="true">
          <h1 class="visually-hidden">${wall.title}</h1>
          <div class="card figures-card"><div class="card-body">${skeleton(3, wall.opening)}</div></div>
          <div class="card"><div class="card-body">${skeleton(9, wall.opening)}</div></div>
          <div class="card"><div class="card-body">${skeleton(9, wall.opening)}</div></div>
        </main>`;
      case "failed":
        return this.#state("offline", shared.offline, shared.unreachable,
          html`<button class="button" @click=${() => void this.#open()}>${shared.retry}</button>`);
      case "none":
        return this.#state("empty", wall.none, wall.noneText, dashboard);
      case "ended":
        return this.#state("empty", wall.ended, wall.endedText, dashboard);
      case "open":
        return this.#waits();
    }
  }

  #state(kind: "empty" | "offline", heading: string, text: string, action: TemplateResult): TemplateResult {
    return html`<main id="stage" class="opening">
      <h1 class="visually-hidden">${wall.title}</h1>
      <ui-state kind=${kind} icon=${kind === "empty" ? "wall" : "offline"} heading=${heading} text=${text} .action=${action}></ui-state>
    </main>`;
  }

  #waits(): TemplateResult {
    const board = this.#board.value;
    const where = this.selected ? waits.stateName(this.selected) : waits.wait.allStates;
    return html`<main id="stage" class="wall" tabindex="-1">
      <h1 class="visually-hidden">${wall.title}</h1>
      <section class="card figures-card waits" aria-labelledby="waits-heading">
        <div class="card-head">
          <h2 id="waits-heading">${waits.wait.heading}: ${where}</h2>
          <button class="button small" ?hidden=${this.selected === ""} @click=${() => (this.selected = "")}>${waits.wait.clear}</button>
        </div>
        ${waitFigures(board, this.selected)}
      </section>
      <section class="card map-card waits" aria-label=${waits.wait.map}>
        <tile-map
          .board=${board}
          .selected=${this.selected}
          @choose-state=${(e: CustomEvent<string>) => (this.selected = e.detail)}
        ></tile-map>
      </section>
      <history-panel from="/v1/wall/history" .state=${this.selected}></history-panel>
    </main>`;
  }

  #linkState(): TemplateResult {
    return html`<ui-link-state
      .link=${this.#link.state.value}
      .now=${() => serverClock.now()}
      @retry=${() => void this.#link.wake()}
    ></ui-link-state>`;
  }

  #tools(): TemplateResult {
    return html`
      ${this.#session ? html`<span class="board-end">${wall.endsAt} <time>${clock(new Date(this.#session.endsAt))}</time></span>` : ""}
      <time class="board-clock">${clock(serverClock.date())}</time>
      <button class="button plain square full" aria-label=${wall.full} title=${wall.full} @click=${() => void document.documentElement.requestFullscreen()}>
        <ui-icon name="wall"></ui-icon>
      </button>
      <button class="button plain square" aria-label=${wall.end} title=${wall.end} @click=${() => void this.#end()}>
        <ui-icon name="logout"></ui-icon>
      </button>
    `;
  }

  async #open(): Promise<void> {
    this.phase = "opening";
    try {
      this.#session = await findSession("wall");
      if (!this.#session) {
        this.phase = "none";
        return;
      }

      const { name } = await get("/v1/wall", { headers: { "Dispatch-Background": "true" } });
      this.name = name;
      document.title = `${name} – ${wall.title} – ${shared.product}`;
      this.phase = "open";
    } catch {
      this.phase = "failed";
      return;
    }

    this.#link.start();
    onWake(() => void this.#link.wake());
    everySecond(() => this.requestUpdate());
  }

  async #end(): Promise<void> {
    try {
      await endSession("wall");
    } catch {
      toast(wall.notEnded, "bad");
      return;
    }

    await this.#link.stop();
    this.phase = "ended";
  }
}
