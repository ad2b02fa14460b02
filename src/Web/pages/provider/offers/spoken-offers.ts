import type { OpenOffer } from "../desk/desk-state";

/**
 * Ids of the open offers by when they were said, the last one last. Of those that come together the first is read out, so
 * it comes last.
 * @param added in the order in which they came
 */
export function spokenWith(spoken: readonly string[], added: readonly string[], open: readonly OpenOffer[]): readonly string[] {
  const isOpen = new Set(open.map((offer) => offer.message.offerId));
  return [...spoken, ...added.toReversed()].filter((id) => isOpen.has(id));
}

/**
 * The offer that a single key answers: the one that has the focus, or else of those that wait for an answer the one that was
 * said last. Undefined where a key would answer what nobody has in mind.
 */
export function keyOffer(
  open: readonly OpenOffer[],
  spoken: readonly string[],
  focused: string | undefined,
): OpenOffer | undefined {
  const held = open.find((offer) => offer.message.offerId === focused);
  if (held) {
    return held.answering ? undefined : held;
  }

  const waiting = open.filter((offer) => offer.answering === undefined);
  const last = spoken.findLast((id) => waiting.some((offer) => offer.message.offerId === id));
  return waiting.find((offer) => offer.message.offerId === last) ?? waiting.at(-1);
}
