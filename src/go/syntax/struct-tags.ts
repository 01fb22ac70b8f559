/** The value of one key of a struct tag; null where it is not there. */
export function tagValue(tag: string, key: string): string | null {
  // Most fields have another key, and all of them are asked after each edit.
  if (!tag.includes(`${key}:"`)) return null;
  for (const match of tag.matchAll(/([^\s":]+):"((?:[^"\\]|\\.)*)"/g)) {
    if (match[1] === key) return (match[2] ?? '').replace(/\\(.)/g, '$1');
  }
  return null;
}

/** Parts of a tag between commas, without blanks around them. */
export function tagParts(value: string): string[] {
  return value.split(',').map((part) => part.trim());
}

/** What follows `key=` or `key:` among the parts of a tag; null where it is not there. */
export function partValue(parts: readonly string[], key: string): string | null {
  for (const part of parts) {
    if (part.startsWith(key) && /[=:]/.test(part[key.length] ?? '')) return part.slice(key.length + 1);
  }
  return null;
}

/** `true`, `yes` and the like; a key that is there without a value counts. */
export function isSwitchedOn(value: string | null): boolean {
  return value !== null && ['true', 'yes', '1', ''].includes(value.toLowerCase());
}

/** The words of a Go name, `APIHost2` → `API`, `Host2`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .split(/[\s_]+/)
    .filter((word) => word !== '');
}

/** `ListenAddr` as kong names its flag, `listen-addr`: digits are words of their own, `s-3-bucket`. */
export function kongFlagName(field: string): string {
  const words = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Nd}+|[^\p{Lu}\p{Ll}\p{Nd}]+/gu) ?? [];
  return words.join('-').toLowerCase();
}
