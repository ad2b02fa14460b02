import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { post } from "#shared/api/client";
import type { NodeBody } from "#shared/api/schema";
import { announce } from "#shared/components/announcer";
import "#shared/components/dialog";
import { LightElement } from "#shared/components/light-element";
import { repeat } from "#shared/components/repeat";
import { toast } from "#shared/components/toasts";
import { duration } from "#shared/format/duration";
import { count, percent, size } from "#shared/format/number";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";
import { wordsFor } from "../refused";

const strings = ops.nodes;

// Processes report every five seconds; two missed reports are told before the server leaves one out.
const silentAfterSeconds = 11;

/** The processes with their load; each can be taken out of service and back. */
@customElement("nodes-panel")
export class NodesPanel extends LightElement {
  @property({ attribute: false }) nodes: readonly NodeBody[] = [];

  /** When the nodes were as they are given: milliseconds since 1970. */
  @property({ type: Number }) at = 0;
  @state() private asking: NodeBody | undefined;
  @state() private busy = "";
  @state() private fault = "";

  protected override render() {
    const { asking } = this;
    return html`<section class="card" aria-labelledby="nodes-heading">
        <div class="card-head"><h2 id="nodes-heading">${strings.heading}</h2></div>
        <ul class="nodes">${repeat(this.nodes, (node) => node.name, (node) => this.#node(node))}</ul>
      </section>
      <ui-dialog
        heading=${asking ? strings.confirm(asking.name) : ""}
        .open=${asking !== undefined}
        .content=${html`
          <p>${strings.confirmText(count(asking?.sockets ?? 0))}</p>
          ${this.fault ? html`<p class="fault">${this.fault}</p>` : nothing}
        `}
        .actions=${html`
          <button class="button" autofocus @click=${this.#close}>${shared.cancel}</button>
          <button class="button danger" ?disabled=${this.busy !== ""} @click=${this.#drain}>${strings.confirmDrain}</button>
        `}
        @closed=${this.#close}
      ></ui-dialog>`;
  }

  #node(node: NodeBody): TemplateResult {
    const silent = (this.at - Date.parse(node.seenAt)) / 1000;
    return html`<li>
      <div class="node-head">
        <strong class="node-name">${node.name}</strong>
        <ui-badge tone=${node.draining ? "warn" : "good"}>${node.draining ? strings.draining : strings.inService}</ui-badge>
        ${silent > silentAfterSeconds ? html`<ui-badge tone="bad">${strings.stale(duration(silent))}</ui-badge>` : nothing}
        ${node.draining
          ? html`<button
              class="button small"
              aria-label=${strings.resumeName(node.name)}
              ?disabled=${this.busy === node.name}
              @click=${() => void this.#resume(node)}
            >${strings.resume}</button>`
          : html`<button class="button small" aria-label=${strings.drainName(node.name)} @click=${() => this.#ask(node)}>${strings.drain}</button>`}
      </div>
      <dl class="facts">
        ${this.#fact(strings.cpu, percent(node.cpuShare))}
        ${this.#fact(strings.memory, size(node.memoryBytes))}
        ${this.#fact(strings.sockets, count(node.sockets))}
        ${this.#fact(strings.onDuty, count(node.onDuty))}
        ${this.#fact(strings.serving, count(node.serving))}
        ${this.#fact(strings.up, duration((this.at - Date.parse(node.startedAt)) / 1000))}
      </dl>
    </li>`;
  }

  #fact(label: string, figure: string): TemplateResult {
    return html`<div><dt>${label}</dt><dd>${figure}</dd></div>`;
  }

  #ask(node: NodeBody): void {
    this.fault = "";
    this.asking = node;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #close = (): void => {
    this.asking = undefined;
  };

  readonly #drain = async (): Promise<void> => {
    const { name } = this.asking!;
    this.busy = name;
    try {
      await post("/v1/ops/nodes/{name}/drain", undefined, { path: { name } });
      this.asking = undefined;
      toast(strings.drained(name), "good");
    } catch (fault) {
      this.fault = wordsFor(fault);
      announce(this.fault);
    } finally {
      this.busy = "";
    }
  };

  async #resume({ name }: NodeBody): Promise<void> {
    this.busy = name;
    try {
      await post("/v1/ops/nodes/{name}/resume", undefined, { path: { name } });
      toast(strings.resumed(name), "good");
    } catch (fault) {
      toast(wordsFor(fault), "bad");
    } finally {
      this.busy = "";
    }
  }
}
