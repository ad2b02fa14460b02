import { serverClock } from "#shared/live/server-clock";
import { Refusal } from "./problem";
import type { paths } from "./schema";

type Method = "get" | "post" | "put" | "delete";
type PathsOf<M extends Method> = { [P in keyof paths]: paths[P][M] extends object ? P : never }[keyof paths];
type Operation<M extends Method, P extends PathsOf<M>> = paths[P][M];
type Json<C> = C extends { content: { "application/json": infer T } } ? T : never;
type Success<O> = O extends { responses: infer R }
  ? Json<R[Extract<keyof R, 200 | 201 | 202>]>
  : never;
type BodyOf<O> = O extends { requestBody?: infer B }
  ? [NonNullable<B>] extends [never] ? undefined : Json<NonNullable<B>>
  : undefined;

export interface Parameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The network gave no answer: whether the server heard the request is not known. */
export class Unreachable extends Error {}

export function get<P extends PathsOf<"get">>(path: P, parameters: Parameters = {}): Promise<Success<Operation<"get", P>>> {
  return send("get", path, undefined, parameters);
}

export function post<P extends PathsOf<"post">>(
  path: P,
  body: BodyOf<Operation<"post", P>>,
  parameters: Parameters = {},
): Promise<Success<Operation<"post", P>>> {
  return send("post", path, body, parameters);
}

export function put<P extends PathsOf<"put">>(
  path: P,
  body: BodyOf<Operation<"put", P>>,
  parameters: Parameters = {},
): Promise<Success<Operation<"put", P>>> {
  return send("put", path, body, parameters);
}

export function remove<P extends PathsOf<"delete">>(
  path: P,
  parameters: Parameters = {},
): Promise<Success<Operation<"delete", P>>> {
  return send("delete", path, undefined, parameters);
}

async function send<T>(method: Method, path: string, body: unknown, parameters: Parameters): Promise<T> {
  const asked = Date.now();
  let answer: Response;
  try {
    answer = await fetch(address(path, parameters), {
      method: method.toUpperCase(),
      headers: body === undefined ? { ...parameters.headers } : { "Content-Type": "application/json", ...parameters.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(parameters.signal ? { signal: parameters.signal } : {}),
    });
  } catch (fault) {
    throw new Unreachable(fault instanceof Error ? fault.message : String(fault));
  }

  const date = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(date)) {
    serverClock.learn(asked, Date.now(), date);
  }

  if (answer.ok) {
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  throw Refusal.of(await answer.json().catch(() => ({})), answer.status);
}

function address(path: string, { path: values = {}, query = {} }: Parameters): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, String(value));
    }
  }

  return search.size > 0 ? `${filled}?${search}` : filled;
}
