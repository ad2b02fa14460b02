import { get, put } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { NotesBody } from "#shared/api/schema";
import { Store } from "#shared/live/store";

/** What becomes of what is typed. `conflict` carries what another tab saved in between. */
export type NotesState =
  | { readonly is: "loading" }
  | { readonly is: "unread" }
  | { readonly is: "saved"; readonly at: string | null }
  | { readonly is: "typing" }
  | { readonly is: "saving" }
  | { readonly is: "unsaved"; readonly why: "offline" | "gone" }
  | { readonly is: "conflict"; readonly theirs: NotesBody };

export interface NotesServer {
  read(consultId: string): Promise<NotesBody>;
  save(consultId: string, text: string, version: number): Promise<NotesBody>;
}

export const notesServer: NotesServer = {
  read: (id) => get("/v1/provider/consults/{id}/notes", { path: { id } }),
  save: (id, text, version) => put("/v1/provider/consults/{id}/notes", { text, version }, { path: { id } }),
};

const pause = 700;
const retryAfter = 3_000;

/** The notes of one consult, saved whenever typing pauses. What could not be saved stays here and is tried again. */
export class NotesDraft {
  readonly state = new Store<NotesState>({ is: "loading" });
  readonly text = new Store("");
  readonly #server: NotesServer;
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSaving = false;

  constructor(readonly consultId: string, server: NotesServer = notesServer) {
    this.#server = server;
  }

  get isSaved(): boolean {
    return ["saved", "loading", "unread"].includes(this.state.value.is);
  }

  async load(): Promise<void> {
    this.state.set({ is: "loading" });
    try {
      this.#take(await this.#server.read(this.consultId));
    } catch {
      this.state.set({ is: "unread" });
    }
  }

  type(text: string): void {
    this.text.set(text);
    if (this.state.value.is !== "conflict") {
      this.state.set({ is: "typing" });
      this.#saveAfter(pause);
    }
  }

  /** Saves what is not saved yet, at once: before the consult ends, or when the connection is back. */
  async flush(): Promise<void> {
    if (!this.isSaved && this.state.value.is !== "conflict") {
      await this.#save();
    }
  }

  /** Ends a conflict with the text of this tab, or with the other's. */
  async resolve(keep: "mine" | "theirs"): Promise<void> {
    const state = this.state.value;
    if (state.is !== "conflict") {
      return;
    }

    if (keep === "theirs") {
      this.#take(state.theirs);
    } else {
      this.#version = state.theirs.version;
      await this.#save();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #saveAfter(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), delay);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSaving) {
      return;
    }

    this.#isSaving = true;
    const text = this.text.value;
    this.state.set({ is: "saving" });
    try {
      const saved = await this.#server.save(this.consultId, text, this.#version);
      this.#version = saved.version;
      this.#isSaving = false;
      if (this.text.value === text) {
        this.state.set({ is: "saved", at: saved.savedAt });
      } else {
        this.state.set({ is: "typing" });
        this.#saveAfter(pause);
      }
    } catch (fault) {
      this.#isSaving = false;
      await this.#failed(fault);
    }
  }

  async #failed(fault: unknown): Promise<void> {
    if (fault instanceof Refusal && fault.type === "version-conflict") {
      const theirs = await this.#server.read(this.consultId).catch(() => undefined);
      if (theirs) {
        this.state.set({ is: "conflict", theirs });
        return;
      }
    }

    const isOver = fault instanceof Refusal && (fault.type === "gone" || fault.status === 404);
    this.state.set({ is: "unsaved", why: isOver ? "gone" : "offline" });
    if (!isOver) {
      this.#saveAfter(retryAfter);
    }
  }

  #take(notes: NotesBody): void {
    this.#version = notes.version;
    this.text.set(notes.text);
    this.state.set({ is: "saved", at: notes.savedAt });
  }
}
