import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OwnLicenseBody, OwnProfileBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import { calendarDay } from "#shared/format/time";
import { provider } from "#strings/provider";

const { licenses } = provider;
const shortList = 6;

/** One's own licences, those that end first on top. */
@customElement("licenses-panel")
export class LicensesPanel extends LightElement {
  @property({ attribute: false }) profile!: OwnProfileBody;
  @state() private showsAll = false;

  protected override render() {
    const all = this.profile.licenses.toSorted((a, b) => a.daysLeft - b.daysLeft || a.state.localeCompare(b.state));
    const shown = this.showsAll ? all : all.slice(0, shortList);
    return html`<section class="card" aria-labelledby="licenses-heading">
      <div class="card-head">
        <h2 id="licenses-heading">${licenses.heading}</h2>
        ${all.length > shortList
          ? html`<button class="button plain small" aria-expanded=${this.showsAll} @click=${() => (this.showsAll = !this.showsAll)}>
              ${this.showsAll ? licenses.fewer : licenses.all(all.length)}
            </button>`
          : nothing}
      </div>
      <table class="table licenses">
        <thead>
          <tr>
            <th scope="col">${licenses.state}</th>
            <th scope="col">${licenses.expires}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (license) => html`<tr>
              <th scope="row"><abbr title=${provider.stateName(license.state)}>${license.state}</abbr> <span class="muted">${license.number}</span></th>
              <td><span class="valid-until">${calendarDay(license.expiresOn)}${badge(license)}</span></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}

function badge(license: OwnLicenseBody) {
  if (license.expired) {
    return html`<ui-badge tone="bad">${licenses.expired}</ui-badge>`;
  }

  return license.warning === null || license.warning === undefined
    ? nothing
    : html`<ui-badge tone=${license.daysLeft <= 7 ? "bad" : "warn"}
        >${license.daysLeft === 0 ? licenses.lastDay : licenses.days(license.daysLeft)}</ui-badge
      >`;
}
