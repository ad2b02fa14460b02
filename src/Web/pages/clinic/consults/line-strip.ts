import { ConsultLine, type LineContent } from "./consult-line";
import type { RowWindow } from "./row-window";

// Milliseconds without a move after which scrolling rests.
const restsAfter = 200;

/**
 * The lines in sight. A line that leaves at one end shows what comes in at the other, so that scrolling draws what is new
 * and leaves alone what stays.
 */
export class LineStrip {
  readonly place: HTMLElement;
  readonly #content: (index: number) => LineContent;

  /** In the order of the table. */
  readonly #lines: ConsultLine[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, content: (index: number) => LineContent) {
    this.place = place;
    this.#content = content;
  }

  /** Shows these lines and no others. */
  move({ first, end }: RowWindow): void {
    const by = first - (this.#lines[0]?.index ?? first);
    if (by !== 0 && Math.abs(by) < this.#lines.length) {
      const leaving = by > 0 ? this.#lines.splice(0, by) : this.#lines.splice(by);
      this.#lines.splice(by > 0 ? this.#lines.length : 0, 0, ...leaving);
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#setInOrder(), restsAfter);
    }

    for (const line of this.#lines.splice(end - first)) {
      line.element.remove();
    }

    while (this.#lines.length < end - first) {
      const line = new ConsultLine();
      this.#lines.push(line);
      this.place.append(line.element);
    }

    this.#lines.forEach((line, i) => {
      if (line.index !== first + i) {
        line.show(first + i, this.#content(first + i));
      }
    });
  }

  /** Shows what is known now in each line. */
  refresh(): void {
    for (const line of this.#lines) {
      line.show(line.index, this.#content(line.index));
    }
  }

  /** Lines stand at their places wherever they are in the page; who reads the page itself gets them in order, once they rest. */
  #setInOrder(): void {
    this.place.append(...this.#lines.map((line) => line.element));
  }
}
