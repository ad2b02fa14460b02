import { get } from "#shared/api/client";

/** What a clinic's locations and the people who serve it are called, by their ids. What cannot be read is left out. */
export async function readClinicNames(): Promise<ReadonlyMap<string, string>> {
  const parameters = { headers: { "Dispatch-Background": "true" } };
  const [locations, providers] = await Promise.all([
    get("/v1/locations", parameters).catch(() => []),
    get("/v1/clinic/providers", parameters).catch(() => []),
  ]);
  return new Map([
    ...locations.map(({ id, name }) => [id, name] as const),
    ...providers.map(({ id, name, credential }) => [id, `${name}, ${credential}`] as const),
  ]);
}
