import { LightElement } from "./light-element";
import "./announcer";
import { applyTheme, readTheme } from "./theme";
import "./toasts";

applyTheme(readTheme());

/** The one element of a page. What the server sent in its place, to be seen at once, makes way for it. */
export class PageElement extends LightElement {
  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
  }
}
