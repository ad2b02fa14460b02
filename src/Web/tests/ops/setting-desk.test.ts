import { beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "#shared/api/problem";
import type { SettingBody } from "#shared/api/schema";
import { SettingDesk } from "../../pages/ops/settings/setting-desk";

interface Saved {
  readonly version: number;
  readonly value: unknown;
}

const body = (version: number, value: unknown): SettingBody =>
  ({ kind: "words", scope: "default", version, changedAt: "2026-11-25T12:00:00Z", changedBy: "operator", value }) as SettingBody;

let stored: SettingBody;
let saves: Saved[];
let refusal: Refusal | undefined;
let desk: SettingDesk<string>;

beforeEach(async () => {
  stored = body(3, "old");
  saves = [];
  refusal = undefined;
  desk = new SettingDesk<string>(
    {
      kind: "words",
      read: String,
      write: (draft) => draft,
      faults: (draft) => (draft === "" ? ["Say something."] : []),
      statements: (draft) => (draft === undefined ? [] : [{ about: "word", says: draft }]),
    },
    {
      read: () => Promise.resolve(stored),
      save: (_kind, _scope, version, value, dryRun) => {
        if (refusal) {
          return Promise.reject(refusal);
        }

        if (version !== stored.version) {
          return Promise.reject(new Refusal("version-conflict", "Read it again.", 409));
        }

        const changed = body(version + 1, value);
        if (!dryRun) {
          saves.push({ version, value });
          stored = changed;
        }

        return Promise.resolve(changed);
      },
    },
  );
  await desk.open("default");
});

describe("SettingDesk", () => {
  it("shows what changes before anything is saved", async () => {
    desk.edit("new");
    await desk.review();
    expect(desk.editing.value.isReviewing).toBe(true);
    expect(desk.changes).toEqual([{ about: "word", before: "old", after: "new" }]);
    expect(saves).toEqual([]);
  });

  it("saves on the version that was read, and goes on from the new one", async () => {
    desk.edit("new");
    await desk.review();
    expect(await desk.save()).toBe(true);
    expect(saves).toEqual([{ version: 3, value: "new" }]);
    expect(desk.editing.value).toMatchObject({ isEdited: false, isReviewing: false, isBusy: false, draft: "new", base: { version: 4 } });
  });

  it("takes a setting back with null", async () => {
    desk.edit(undefined);
    await desk.review();
    await desk.save();
    expect(saves).toEqual([{ version: 3, value: null }]);
  });

  it("does not ask the server with what is wrong already", async () => {
    desk.edit("");
    await desk.review();
    expect(desk.editing.value).toMatchObject({ isReviewing: false, faults: ["Say something."] });
  });

  it("tells what the server does not take, field by field", async () => {
    refusal = new Refusal("validation", "", 422, { "value.timeZone": ["Expected an IANA time zone."] });
    desk.edit("new");
    await desk.review();
    expect(desk.editing.value).toMatchObject({ isReviewing: false, isEdited: true, faults: ["timeZone: Expected an IANA time zone."] });
  });

  it("keeps the draft when somebody saved in between, and saves nothing", async () => {
    desk.edit("mine");
    await desk.review();
    stored = body(4, "theirs");
    expect(await desk.save()).toBe(false);
    expect(desk.editing.value).toMatchObject({ draft: "mine", isReviewing: false, theirs: { version: 4 } });
    expect(saves).toEqual([]);
  });

  it("compares mine with theirs before it is saved on theirs", async () => {
    desk.edit("mine");
    stored = body(4, "theirs");
    await desk.review();
    desk.keepMine();
    await desk.review();
    expect(desk.changes).toEqual([{ about: "word", before: "theirs", after: "mine" }]);
    await desk.save();
    expect(saves).toEqual([{ version: 4, value: "mine" }]);
  });

  it("drops mine for theirs", async () => {
    desk.edit("mine");
    stored = body(4, "theirs");
    await desk.review();
    desk.takeTheirs();
    expect(desk.editing.value).toMatchObject({ draft: "theirs", isEdited: false, theirs: undefined, base: { version: 4 } });
  });

  it("discards an edit", () => {
    desk.edit("new");
    desk.discard();
    expect(desk.editing.value).toMatchObject({ draft: "old", isEdited: false });
  });
});
