export const signIn = {
  title: "Sign in",
  lead: "With the token of a provider, the key of a clinic, or the operator's token.",
  label: "Token or key",
  hint: "It is exchanged for a session and not kept in this browser.",
  show: "Show it",
  submit: "Sign in",
  submitting: "Signing in…",
  missing: "Enter the token or key that you were given.",
  wrong: "This token or key is not known. Check that all of it was copied.",
  tooMany: "Too many tries. Wait a minute and try again.",
  failed: "That did not work. Try again.",
  why: {
    idle: "You were signed off because nothing was done for a while.",
    signedOut: "You are signed out.",
    expired: "This link has expired. Links that the server prints work once, and only for a while.",
  } as Readonly<Record<string, string>>,
} as const;
