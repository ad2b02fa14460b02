import { get, put } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { SettingBody } from "#shared/api/schema";
import { Store } from "#shared/live/store";
import { wordsFor } from "../refused";
import { changesBetween, type Change, type Statement } from "./changes";

/** One kind of setting: how its document is edited and told. */
export interface SettingShape<D> {
  readonly kind: string;
  readonly read: (document: unknown) => D;
  readonly write: (draft: D) => unknown;

  /** What is wrong with a draft, in words. */
  readonly faults: (draft: D) => readonly string[];
  readonly statements: (draft: D | undefined) => readonly Statement[];
}

export interface Editing<D> {
  readonly scope: string;

  /** As it was read last; undefined while it is on its way. */
  readonly base: SettingBody | undefined;

  /** Undefined: nothing is said at this scope. */
  readonly draft: D | undefined;
  readonly isEdited: boolean;

  /** What the server, or the page, does not take. */
  readonly faults: readonly string[];

  /** Somebody saved this since `base` was read. */
  readonly theirs: SettingBody | undefined;

  /** Why it could not be read. */
  readonly loadFault: string;
  readonly isReviewing: boolean;
  readonly isBusy: boolean;
}

const fresh = {
  base: undefined, draft: undefined, isEdited: false, faults: [], theirs: undefined, loadFault: "", isReviewing: false, isBusy: false,
} as const;

/** The server that a desk reads from and saves to. */
export interface SettingServer {
  readonly read: (kind: string, scope: string) => Promise<SettingBody>;
  readonly save: (kind: string, scope: string, version: number, value: unknown, dryRun: boolean) => Promise<SettingBody>;
}

const rest: SettingServer = {
  read: (kind, scope) => get("/v1/settings/{kind}/{scope}", { path: { kind, scope } }),
  save: (kind, scope, version, value, dryRun) =>
    put("/v1/settings/{kind}/{scope}", { version, value } as never, { path: { kind, scope }, query: { dryRun } }),
};

/**
 * Edits one setting: a draft on the version that was read, checked by the server before it is shown as a list of changes,
 * saved only as it was shown. Who saved in between is never overwritten unseen.
 */
export class SettingDesk<D> {
  readonly editing = new Store<Editing<D>>({ scope: "default", ...fresh });
  readonly #shape: SettingShape<D>;
  readonly #server: SettingServer;
  #opened = 0;

  constructor(shape: SettingShape<D>, server: SettingServer = rest) {
    this.#shape = shape;
    this.#server = server;
  }

  get changes(): readonly Change[] {
    const { base, draft } = this.editing.value;
    return base ? changesBetween(this.#shape.statements(this.#draftOf(base)), this.#shape.statements(draft)) : [];
  }

  /** What was typed for the setting before is gone. */
  async open(scope: string): Promise<void> {
    this.#opened++;
    this.editing.set({ scope, ...fresh });
    const tell = this.#teller();
    try {
      const base = await this.#server.read(this.#shape.kind, scope);
      tell({ ...fresh, base, draft: this.#draftOf(base) });
    } catch (fault) {
      tell({ loadFault: wordsFor(fault) });
    }
  }

  edit(draft: D | undefined): void {
    this.#set({ draft, isEdited: true, faults: [] });
  }

  discard(): void {
    const { base, scope } = this.editing.value;
    this.editing.set({ scope, ...fresh, base, draft: base && this.#draftOf(base) });
  }

  /** Shows what changes, once the page and the server take it. */
  async review(): Promise<void> {
    const tell = this.#teller();
    const { draft } = this.editing.value;
    const faults = draft === undefined ? [] : this.#shape.faults(draft);
    this.#set({ faults });
    if (faults.length === 0 && (await this.#send(true))) {
      tell({ isReviewing: true });
    }
  }

  /** @returns whether it is saved */
  async save(): Promise<boolean> {
    const tell = this.#teller();
    const saved = await this.#send(false);
    if (saved) {
      tell({ ...fresh, base: saved, draft: this.#draftOf(saved) });
    }

    return saved !== undefined;
  }

  closeReview(): void {
    this.#set({ isReviewing: false });
  }

  takeTheirs(): void {
    const { theirs, scope } = this.editing.value;
    this.editing.set({ scope, ...fresh, base: theirs, draft: theirs && this.#draftOf(theirs) });
  }

  /** The draft stays, and is compared with, and saved on, what was saved in between. */
  keepMine(): void {
    this.#set({ base: this.editing.value.theirs, theirs: undefined, isEdited: true });
  }

  async #send(dryRun: boolean): Promise<SettingBody | undefined> {
    const { scope, base, draft } = this.editing.value;
    const tell = this.#teller();
    tell({ isBusy: true });
    try {
      const value = draft === undefined ? null : this.#shape.write(draft);
      return await this.#server.save(this.#shape.kind, scope, base!.version, value, dryRun);
    } catch (fault) {
      tell({ isReviewing: false });
      tell(await this.#whyNot(scope, fault));
      return undefined;
    } finally {
      tell({ isBusy: false });
    }
  }

  async #whyNot(scope: string, fault: unknown): Promise<Partial<Editing<D>>> {
    if (fault instanceof Refusal && fault.status === 409) {
      try {
        return { theirs: await this.#server.read(this.#shape.kind, scope) };
      } catch (unread) {
        return { faults: [wordsFor(unread)] };
      }
    }

    return fault instanceof Refusal && fault.status === 422
      ? { faults: Object.entries(fault.errors).flatMap(([path, wrong]) => wrong.map((one) => `${path.replace(/^value\.?/, "")}: ${one}`)) }
      : { faults: [wordsFor(fault)] };
  }

  /** Tells what an answer changes, as long as the setting that it was asked for is the one that is open. */
  #teller(): (change: Partial<Editing<D>>) => void {
    const opened = this.#opened;
    return (change) => {
      if (opened === this.#opened) {
        this.#set(change);
      }
    };
  }

  #draftOf(setting: SettingBody): D | undefined {
    return setting.value === null ? undefined : this.#shape.read(setting.value);
  }

  #set(change: Partial<Editing<D>>): void {
    this.editing.update((editing) => ({ ...editing, ...change }));
  }
}
