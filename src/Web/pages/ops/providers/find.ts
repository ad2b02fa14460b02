import type { ProviderBody } from "#shared/api/schema";

/** Whether each of the words is in a provider's name, or is its NPI or id, or begins them. */
export function isFound({ name, npi, id }: Pick<ProviderBody, "name" | "npi" | "id">, words: string): boolean {
  const lower = name.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word) || npi.startsWith(word) || id.startsWith(word));
}
