import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "#shared/api/problem";
import { Unreachable } from "#shared/api/client";
import type { NotesBody } from "#shared/api/schema";
import { NotesDraft, type NotesServer } from "../../pages/provider/notes/notes-draft";

class FakeNotes implements NotesServer {
  notes: NotesBody = { consultId: "cns_1", assignmentNumber: 1, version: 0, text: "", savedAt: null };
  saves = 0;
  fault: Error | undefined;

  read(): Promise<NotesBody> {
    return Promise.resolve(this.notes);
  }

  save(_: string, text: string, version: number): Promise<NotesBody> {
    this.saves++;
    if (this.fault) {
      return Promise.reject(this.fault);
    }

    if (version !== this.notes.version) {
      return Promise.reject(new Refusal("version-conflict", "", 409));
    }

    this.notes = { ...this.notes, version: version + 1, text, savedAt: "2026-11-25T22:05:00Z" };
    return Promise.resolve(this.notes);
  }
}

let server: FakeNotes;
let draft: NotesDraft;

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeNotes();
  draft = new NotesDraft("cns_1", server);
  await draft.load();
});

afterEach(() => vi.useRealTimers());

describe("NotesDraft", () => {
  it("saves once when typing pauses", async () => {
    draft.type("a");
    await vi.advanceTimersByTimeAsync(500);
    draft.type("ab");
    await vi.advanceTimersByTimeAsync(500);
    expect(server.saves).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect([server.saves, server.notes.text, draft.state.value.is]).toEqual([1, "ab", "saved"]);
  });

  it("keeps what could not be saved and tries again", async () => {
    server.fault = new Unreachable();
    draft.type("kept");
    await vi.advanceTimersByTimeAsync(700);
    expect([draft.state.value, draft.isSaved, draft.text.value]).toEqual([{ is: "unsaved", why: "offline" }, false, "kept"]);
    server.fault = undefined;
    await vi.advanceTimersByTimeAsync(3_000);
    expect([draft.state.value.is, server.notes.text]).toEqual(["saved", "kept"]);
  });

  it("does not overwrite what another tab saved until it is told to", async () => {
    server.notes = { ...server.notes, version: 4, text: "theirs" };
    draft.type("mine");
    await vi.advanceTimersByTimeAsync(700);
    expect(draft.state.value).toMatchObject({ is: "conflict", theirs: { text: "theirs" } });
    draft.type("mine too");
    await vi.advanceTimersByTimeAsync(10_000);
    expect([server.saves, server.notes.text]).toEqual([1, "theirs"]);
    await draft.resolve("mine");
    expect([draft.state.value.is, server.notes.text]).toEqual(["saved", "mine too"]);
  });

  it("takes the other text when that is chosen", async () => {
    server.notes = { ...server.notes, version: 4, text: "theirs" };
    draft.type("mine");
    await vi.advanceTimersByTimeAsync(700);
    await draft.resolve("theirs");
    expect([draft.text.value, draft.isSaved]).toEqual(["theirs", true]);
  });

  it("saves at once when the consult is about to end", async () => {
    draft.type("last words");
    await draft.flush();
    expect(server.notes.text).toBe("last words");
  });

  it("stops trying when the consult is another's", async () => {
    server.fault = new Refusal("gone", "assignmentEnded", 409);
    draft.type("late");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.saves, draft.state.value]).toEqual([1, { is: "unsaved", why: "gone" }]);
  });
});
