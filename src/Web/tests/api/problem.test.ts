import { describe, expect, it } from "vitest";
import { Refusal } from "#shared/api/problem";

describe("Refusal", () => {
  it("reads what a hub refuses with", () => {
    const refusal = Refusal.ofHub(
      new Error("An unexpected error occurred invoking 'CompleteConsult' on the server. HubException: urn:dispatch:problem:gone: assignmentEnded"),
    );
    expect([refusal.type, refusal.message]).toEqual(["gone", "assignmentEnded"]);
  });

  it("keeps the text of anything else", () => {
    const refusal = Refusal.ofHub(new Error("Something broke: badly"));
    expect([refusal.type, refusal.message]).toEqual(["internal", "Something broke: badly"]);
  });

  it("reads problem details", () => {
    const refusal = Refusal.of(
      { type: "urn:dispatch:problem:validation", title: "Some fields", detail: null, errors: { reason: ["Too long."] } },
      422,
    );
    expect([refusal.type, refusal.status, refusal.message, refusal.errors["reason"]]).toEqual([
      "validation", 422, "Some fields", ["Too long."],
    ]);
  });
});
