import { customElement, property } from "lit/decorators.js";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { LightElement } from "./light-element";

export interface BandLabels {
  readonly low: string;
  readonly high: string;
  readonly line: string;
  readonly axis: string;
}

/** Two lines with the band between them, and a third to hold them against. Colours follow the page's. */
@customElement("band-plot")
export class BandPlot extends LightElement {
  /** Seconds since 1970, then low, high and line; null breaks a line. */
  @property({ attribute: false }) columns: uPlot.AlignedData = [[], [], [], []];
  @property({ attribute: false }) labels: BandLabels = { low: "", high: "", line: "", axis: "" };
  @property() summary = "";
  #plot: uPlot | undefined;
  #watch: ResizeObserver | undefined;
  #theme: MutationObserver | undefined;
  readonly #scheme = matchMedia("(prefers-color-scheme: dark)");

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new ResizeObserver(() => this.#resize());
    this.#watch.observe(this);
    this.#theme = new MutationObserver(this.#draw);
    this.#theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.#scheme.addEventListener("change", this.#draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.#theme?.disconnect();
    this.#scheme.removeEventListener("change", this.#draw);
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override updated(changed: Map<string, unknown>): void {
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", this.summary);
    if (this.#plot && !changed.has("labels")) {
      this.#plot.setData(this.columns);
    } else {
      this.#draw();
    }
  }

  /** Colours are drawn into the picture, so another scheme is another picture. */
  readonly #draw = (): void => {
    this.#plot?.destroy();
    if (this.clientWidth > 0) {
      this.#plot = new uPlot(this.#options(), this.columns, this);
    }
  };

  #resize(): void {
    if (!this.#plot) {
      this.#draw();
    } else if (this.#plot.width !== this.clientWidth || this.#plot.height !== this.clientHeight) {
      this.#plot.setSize({ width: this.clientWidth, height: this.clientHeight });
    }
  }

  #options(): uPlot.Options {
    const colour = colourOf(this);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const axis: uPlot.Axis = {
      stroke: colour("--ink-muted"),
      font: `${fontSize} ${fontFamily}`,
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { show: false },
    };
    return {
      width: this.clientWidth,
      height: this.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      padding: [12, 24, 0, 0],
      scales: { y: { range: (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.1)] } },
      axes: [{ ...axis, grid: { show: false } }, { ...axis, size: 44, space: 40 }],
      series: [
        {},
        { label: this.labels.low, stroke: colour("--accent"), width: 2, points: { size: 4 } },
        { label: this.labels.high, stroke: colour("--accent"), width: 1, points: { size: 4 } },
        { label: this.labels.line, stroke: colour("--warn"), width: 1.5, dash: [6, 5], points: { show: false }, spanGaps: true },
      ],
      bands: [{ series: [2, 1], fill: colour("--band") }],
    };
  }
}

/** What a colour token comes to here and now, for a canvas. */
function colourOf(element: HTMLElement): (token: string) => string {
  const probe = document.createElement("span");
  return (token) => {
    probe.style.color = `var(${token})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
