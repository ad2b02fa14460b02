/**
 * The served document as it is kept in openapi.json: without the address that it happened to be served at.
 * @param {{servers?: unknown}} document
 * @returns {string}
 */
export function snapshotOf(document) {
  const { servers: _, ...kept } = document;
  return JSON.stringify(kept, null, 2) + "\n";
}
