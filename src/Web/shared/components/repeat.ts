import type { ChildPart } from "lit";
import { directive } from "lit/directive.js";
import { getCommittedValue, getDirectiveClass } from "lit/directive-helpers.js";
import { repeat as litRepeat, type ItemTemplate, type KeyFn, type RepeatDirective } from "lit/directives/repeat.js";

const LitRepeat = getDirectiveClass(litRepeat([], () => undefined)) as typeof RepeatDirective;

/**
 * Since its version 3.3 Lit leaves the comment that ends an item in the page when it takes the item away
 * (https://github.com/lit/lit/issues/5010): where items come and go all day, they become thousands.
 */
class Repeat extends LitRepeat {
  override update<T>(part: ChildPart, given: [Iterable<T>, KeyFn<T> | ItemTemplate<T>, ItemTemplate<T>]) {
    const before = getCommittedValue(part);
    const outcome = super.update(part, given);
    if (Array.isArray(before)) {
      const now = new Set(getCommittedValue(part) as readonly ChildPart[]);

      // Lit strikes out those that it moves.
      for (const item of before as readonly (ChildPart | null)[]) {
        if (item && !now.has(item)) {
          (item.endNode as ChildNode | null)?.remove();
        }
      }
    }

    return outcome;
  }
}

/** A template for each item; what was drawn for one goes with it, by its key, wherever it goes in the list. */
export const repeat = directive(Repeat) as <T>(items: Iterable<T>, key: KeyFn<T>, template: ItemTemplate<T>) => unknown;
