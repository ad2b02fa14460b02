/** The domain's catalogues, see build/catalog.ts. */
declare module "virtual:catalog" {
  /** By code, for instance CA. */
  export const states: Readonly<Record<string, { readonly name: string; readonly timeZone: string }>>;

  /** By id, for instance botox, in the catalogue's order. */
  export const services: Readonly<
    Record<
      string,
      { readonly name: string; readonly modalities: readonly string[]; readonly isPrescription: boolean }
    >
  >;
}
