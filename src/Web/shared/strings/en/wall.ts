/** A clinic's wall board. */
export const wall = {
  title: "Wall board",
  opening: "Opening the wall board",
  waits: "Waits",
  endsAt: "Signs off at",
  full: "Full screen",
  end: "End the wall board",
  notEnded: "That did not work: the wall board goes on. Try again.",
  none: "This is no wall board",
  noneText: "A wall board is opened from the dashboard, by somebody who is signed in there.",
  ended: "The wall board has ended",
  endedText: "It was ended, or its 12 hours are over. It is opened again from the dashboard.",
  dashboard: "Go to the dashboard",
} as const;
