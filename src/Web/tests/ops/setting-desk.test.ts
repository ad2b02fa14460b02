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

/** What the server waits for before it answers. */
let held: Promise<unknown>;
let refusal: Refusal | undefined;
let desk: SettingDesk<string>;

beforeEach(async () => {
  stored = body(3, "old");
  saves = [];
  held = Promise.resolve();
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
      read: async (_kind, scope) => {
        await held;
        return { ...stored, scope };
      },
      save: async (_kind, scope, version, value, dryRun) => {
        await held;
        if (refusal) {
          return Promise.reject(refusal);
        }

        if (version !== stored.version) {
          return Promise.reject(new Refusal("version-conflict", "Read it again.", 409));
        }

        const changed = { ...body(version + 1, value), scope };
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

  describe("whose setting is left while an answer is on its way", () => {
    let release: () => void;

    beforeEach(() => {
      desk.edit("new");
      held = new Promise<void>((done) => (release = done));
    });

    /** Opens another clinic's, which is there at once, and lets the answer come. */
    async function leave(answer: Promise<unknown>, scope = "cli_2"): Promise<void> {
      held = Promise.resolve();
      await desk.open(scope);
      release();
      await answer;
    }

    it("shows the other one's when it was saved", async () => {
      await leave(desk.save());
      expect(saves).toEqual([{ version: 3, value: "new" }]);
      expect(desk.editing.value).toMatchObject({ scope: "cli_2", draft: "old", base: { scope: "cli_2", version: 3 } });
    });

    it("does not compare the other one's", async () => {
      await leave(desk.review());
      expect(desk.editing.value).toMatchObject({ scope: "cli_2", isReviewing: false, isBusy: false });
    });

    it.each([new Refusal("version-conflict", "", 409), new Refusal("validation", "", 422, { "value.timeZone": ["Wrong."] })])(
      "finds nothing wrong with the other one's (%o)",
      async (why) => {
        refusal = why;
        await leave(desk.save());
        expect(desk.editing.value).toMatchObject({ scope: "cli_2", theirs: undefined, faults: [], isBusy: false });
      },
    );

    it("leaves alone what was typed once it is open again", async () => {
      const saving = desk.save();
      held = Promise.resolve();
      await desk.open("default");
      desk.edit("newer");
      release();
      await saving;
      expect(desk.editing.value).toMatchObject({ draft: "newer", isEdited: true });
    });
  });
});
