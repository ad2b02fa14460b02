import { LitElement } from "lit";

/** An element that renders into the page itself: the design's styles, labels and ids reach across it. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
