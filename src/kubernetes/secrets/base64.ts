/** The text of a base64; undefined where it is none, or none of a text. */
export function textOfBase64(value: string): string | undefined {
  const compact = value.replaceAll(/\s+/g, '');
  if (compact.length > 200_000 || !/^[A-Za-z\d+/]+={0,2}$/.test(compact)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
